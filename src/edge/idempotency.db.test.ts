import { expect, test } from 'vitest'
import { toInstant, HOUR } from '../lib/time.ts'
import { describeWorld } from '../../test/support/club.ts'
import { packetsOf, yuan } from '../../test/support/packets.ts'

/** A request under a key whose answer nobody heard of and nobody kept: its process died, or the connection, right after the commit. */
describeWorld('API: Idempotency-Key after a lost answer', (w) => {
  const p = packetsOf(w)
  const later = (hours: number) => toInstant(w.now() + hours * HOUR)

  const writes: readonly [name: string, table: string, path: string, body: () => object][] = [
    ['a deposit', 'owner_transfer', '/v1/owners/luo/budget', () => ({ amount: yuan(500) })],
    ['a red packet', 'red_packet', '/v1/red-packets', () => p.input()],
    ['a benefit', 'benefit', '/v1/clubs/luo/benefits', () => ({ kind: 'service', name: 'x', audience: {} })],
    ['a grant', 'points_entry', '/v1/clubs/luo/members/ann/points/grants', () => ({ points: 5, reason: 'x' })],
    ['a correction', 'ledger', '/v1/clubs/luo/members/ann/corrections', () => ({ delta: 5, reason: 'x' })],
    [
      'a campaign',
      'campaign',
      '/v1/clubs/luo/campaigns',
      () => ({ kind: 'draw', name: 'x', endsAt: later(5), prizes: [{ name: 'y', quota: 1, worth: yuan(100) }] }),
    ],
    ['a pay-out', 'payout', '/v1/users/ann/payouts', () => ({ amount: yuan(100) })],
  ]
  test.each(writes)('%s: sent again it is answered alike and done once', async (_name, table, path, body) => {
    await w.join('ann')
    await p.fund(2_000)
    const { packetId } = await p.open({ total: yuan(1_000), count: 1 })
    await p.claim(packetId, 'ann')
    const rows = async (): Promise<number> =>
      (await w.db.query<{ n: number }>(`select count(*)::int4 as n from ${table}`))[0]?.n ?? 0
    const before = await rows()
    const sent = body()
    const send = () => w.call('POST', path, sent, { headers: { 'idempotency-key': 'k' } })
    const first = await send()
    expect(first.status).toBe(201)
    const made = (await rows()) - before
    expect(made).toBeGreaterThan(0)
    await w.db.query('update idempotency set status = null, sealed = null')
    const again = await send()
    expect([again.status, again.body]).toEqual([201, first.body])
    expect((await rows()) - before).toBe(made)
    // and from now on the answer is kept
    expect((await send()).headers['idempotency-replayed']).toBe('true')
  })
})
