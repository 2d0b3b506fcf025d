import type { RedPacketView } from '../../src/contract/money.ts'
import type { World } from './club.ts'

export const yuan = (value: number, currency = 'CNY') => ({ value, currency })

/** Red packets and money of a world, as a platform calls them. */
export const packetsOf = (w: World) => {
  const as = (bearer: string | undefined) => (bearer === undefined ? {} : { as: bearer })
  const claim = (packetId: string, userId: string, bearer?: string) =>
    w.call<{ amount?: { value: number }; code?: string }>(
      'POST',
      `/v1/red-packets/${packetId}/claim`,
      { userId },
      as(bearer),
    )
  const input = (more: object = {}) => ({ ownerId: 'luo', split: 'equal', total: yuan(1_000), count: 10, ...more })
  return {
    input,
    fund: (fen: number, owner = 'luo', currency = 'CNY') =>
      w.must('POST', `/v1/owners/${owner}/budget`, { amount: yuan(fen, currency) }),
    budget: (owner = 'luo') => w.must('GET', `/v1/owners/${owner}/budget`),
    open: (more: object = {}, bearer?: string) =>
      w.must<RedPacketView>('POST', '/v1/red-packets', input(more), as(bearer)),
    packet: (packetId: string, bearer?: string) =>
      w.must<RedPacketView>('GET', `/v1/red-packets/${packetId}`, undefined, as(bearer)),
    claim,
    /** `200 amount`, or `status code` */
    async claimed(packetId: string, userId: string, bearer?: string): Promise<string> {
      const { status, body } = await claim(packetId, userId, bearer)
      return `${status} ${body.code ?? body.amount?.value}`
    },
    async balance(userId: string, currency = 'CNY'): Promise<number> {
      const { items } = await w.must<{ items: { currency: string; available: { value: number } }[] }>(
        'GET',
        `/v1/users/${userId}/balance`,
      )
      return items.find((item) => item.currency === currency)?.available.value ?? 0
    },
  }
}
