import { beforeAll, expect, test } from 'vitest'
import type { CouponView } from '../../src/contract/coupons.ts'
import type { BenefitView, EntitlementView } from '../../src/contract/benefits.ts'
import type { CampaignView, DrawRecord } from '../../src/contract/campaigns.ts'
import { checkDraw } from '../../src/contract/draw.ts'
import type { RedPacketView } from '../../src/contract/money.ts'
import { DAY, HOUR, toInstant } from '../../src/lib/time.ts'
import { storeFindings } from '../faults/campaign.ts'
import { postgresPlace, type Place } from '../faults/place.ts'
import { askServer, mustAsk, sharedProgram, startServer, type Program, type Server } from '../faults/program.ts'
import { createDatabase, describePostgres } from '../support/store.ts'

/**
 * kill -9 of the server in the middle of everything that gives something away: `benefit.taken`, `coupon.saved`, `money.moved`, `packet.returned`,
 * `campaign.entered`, `campaign.closed`, `campaign.drawn` within a transaction, `request.done` between its commit and the answer. The same
 * request again is answered as if nothing had been: what it asks for is done once, and what was done is told.
 */

const NOON = Date.UTC(2026, 2, 10, 4)
const yuan = (value: number) => ({ value, currency: 'CNY' })

type Method = 'GET' | 'PUT' | 'POST'

/** A server on one store that is killed and started again. */
function createRig(program: Program, place: Place) {
  let server: Server | null = null
  const start = async (env: Readonly<Record<string, string>> = {}): Promise<Server> =>
    (server = await startServer(program, { ...place.env, TIEFEN_SANDBOX: '1', ...env }))

  const call = <T>(method: Method, path: string, body?: unknown, key?: string) =>
    askServer<T>(server?.url ?? '', method, path, body, key)
  const must = <T>(...args: Parameters<typeof call>) => mustAsk<T>(server?.url ?? '', ...args)

  return {
    start,
    call,
    must,
    async stop(): Promise<void> {
      await server?.stop()
    },
    kill: async () => server?.kill(),
    /** Kills and starts it between two requests. */
    async restart(): Promise<void> {
      await server?.kill()
      await start()
    },
    /** Sends a request to a server that dies at this point, and again to the next one: the second answer, which must be a success. */
    async dying<T>(at: string, ...args: Parameters<typeof call>): Promise<T> {
      await server?.kill()
      const dies = await start({ TIEFEN_CRASH_AT: at })
      await expect(call(...args), `an answer of a server that dies at ${at}`).rejects.toThrow()
      await dies.gone
      await start()
      return must<T>(...args)
    },
  }
}
type Rig = ReturnType<typeof createRig>

const offerOf = (kind: string, more: object) => ({ kind, name: kind, audience: {}, stock: 5, ...more })
const couponOfAll = { coupon: { minimum: yuan(10_000), off: yuan(2_000), validDays: 7 } }

async function money({ must, dying }: Rig): Promise<void> {
  const deposit = (at: string, key: string) =>
    dying<{ available: object }>(at, 'POST', '/v1/owners/luo/budget', { amount: yuan(5_000) }, key)
  expect(await deposit('money.moved:1', 'd1')).toMatchObject({ available: yuan(5_000) })
  expect(await deposit('request.done:1', 'd2')).toMatchObject({ available: yuan(10_000) })
  const wish = { ownerId: 'luo', split: 'equal', total: yuan(1_000), count: 2 }
  const { packetId } = await dying<RedPacketView>('request.done:1', 'POST', '/v1/red-packets', wish, 'p1')
  const { items } = await must<{ items: RedPacketView[] }>('GET', '/v1/red-packets?ownerId=luo')
  expect(items.map((each) => each.packetId)).toEqual([packetId])
  await must('POST', `/v1/red-packets/${packetId}/claim`, { userId: 'ann' })
  await dying('packet.returned:1', 'PUT', '/v1/sandbox/clock', { now: toInstant(NOON + DAY) })
  expect(await must('GET', `/v1/red-packets/${packetId}`)).toMatchObject({
    status: 'returned',
    claimed: yuan(500),
    remaining: yuan(0),
    returned: yuan(500),
  })
  expect(await must('GET', '/v1/owners/luo/budget')).toMatchObject({ available: yuan(9_500), held: yuan(0) })
}

async function claims({ must, call, dying }: Rig): Promise<EntitlementView> {
  const offer = (body: object) => must<BenefitView>('POST', '/v1/clubs/luo/benefits', body)
  const coupon = await offer(offerOf('coupon', couponOfAll))
  const cash = await offer(offerOf('redPacket', { amount: yuan(300) }))
  const path = (benefitId: string) => `/v1/clubs/luo/members/ann/benefits/${benefitId}/claim`
  const entitlement = await dying<EntitlementView>('benefit.taken:1', 'POST', path(coupon.benefitId))
  await dying('money.moved:1', 'POST', path(cash.benefitId))
  const bob = `/v1/clubs/luo/members/bob/benefits/${coupon.benefitId}/claim`
  await must('POST', bob)
  expect(await call('POST', bob)).toMatchObject({ status: 409, body: { code: 'already_claimed' } })
  const { items } = await must<{ items: BenefitView[] }>('GET', '/v1/clubs/luo/benefits')
  expect(new Map(items.map(({ kind, left }) => [kind, left]))).toEqual(
    new Map([
      ['coupon', 3],
      ['redPacket', 4],
    ]),
  )
  const { items: balances } = await must<{ items: object[] }>('GET', '/v1/users/ann/balance')
  expect(balances).toMatchObject([{ available: yuan(800) }])
  return entitlement
}

async function checkout(rig: Rig, { entitlementId }: EntitlementView): Promise<void> {
  const { must, call, dying } = rig
  const path = (step: string) => `/v1/entitlements/${entitlementId}/${step}`
  const order = { orderId: 'o1', amount: yuan(20_000) }
  const held = await dying<CouponView>('coupon.saved:1', 'POST', path('reserve'), order)
  expect(held).toMatchObject({ state: 'reserved', off: yuan(2_000) })
  await rig.restart()
  // killed between reserve and confirm: the order holds it still, nobody else gets it
  expect(await call('POST', path('reserve'), { ...order, orderId: 'o2' })).toMatchObject({
    status: 409,
    body: { code: 'already_used' },
  })
  expect(await must('POST', path('reserve'), order)).toEqual(held)
  await must('POST', path('release'), { orderId: 'o1' })
  await must('POST', path('reserve'), order)
  const used = await dying<CouponView>('coupon.saved:1', 'POST', path('confirm'), { orderId: 'o1' })
  expect(used).toMatchObject({ state: 'used', orderId: 'o1' })
  expect(await must('POST', path('confirm'), { orderId: 'o1' })).toEqual(used)
  const { items } = await must<{ items: BenefitView[] }>('GET', '/v1/clubs/luo/benefits')
  expect(items.find(({ kind }) => kind === 'coupon')?.result).toMatchObject({ used: 1, cost: yuan(2_000) })
}

async function draw({ must, dying }: Rig): Promise<void> {
  const prize = await must<BenefitView>('POST', '/v1/clubs/luo/benefits', offerOf('service', {}))
  const endsAt = toInstant(NOON + DAY + 3 * HOUR)
  const prizes = [{ name: 'a prize', quota: 1, worth: yuan(100), benefitId: prize.benefitId }]
  const plan = { kind: 'draw', name: 'a draw', endsAt, prizes }
  const { campaignId } = await dying<CampaignView>('request.done:1', 'POST', '/v1/clubs/luo/campaigns', plan, 'c1')
  const enter = ['POST', `/v1/campaigns/${campaignId}/entries`, { userId: 'ann' }] as const
  const entry = await dying('campaign.entered:1', ...enter)
  expect(await must(...enter)).toEqual(entry)
  await must('POST', enter[1], { userId: 'bob' })
  const clock = ['PUT', '/v1/sandbox/clock', { now: endsAt }] as const
  await dying('campaign.closed:1', ...clock)
  const drawn = await must<CampaignView>('GET', `/v1/campaigns/${campaignId}`)
  expect(drawn).toMatchObject({ status: 'drawn', entries: 2 })
  expect(drawn.winners).toHaveLength(1)
  const { items } = await must<{ items: CampaignView[] }>('GET', '/v1/clubs/luo/campaigns')
  expect(items).toHaveLength(1)
}

/** Closed and drawn come in one move of the clock: the draw's own point needs a draw of its own. */
async function drawAgain({ must, dying }: Rig): Promise<void> {
  const { items: benefits } = await must<{ items: BenefitView[] }>('GET', '/v1/clubs/luo/benefits')
  const prize = benefits.find(({ kind }) => kind === 'redPacket')
  const endsAt = toInstant(NOON + DAY + 6 * HOUR)
  const prizes = [{ name: 'a prize', quota: 1, worth: yuan(300), benefitId: prize?.benefitId }]
  const plan = { kind: 'draw', name: 'another', endsAt, prizes }
  const { campaignId } = await must<CampaignView>('POST', '/v1/clubs/luo/campaigns', plan)
  await must('POST', `/v1/campaigns/${campaignId}/entries`, { userId: 'bob' })
  const before = await must<DrawRecord>('GET', `/v1/draws/${campaignId}`)
  await dying('campaign.drawn:1', 'PUT', '/v1/sandbox/clock', { now: endsAt })
  const record = await must<DrawRecord>('GET', `/v1/draws/${campaignId}`)
  expect(record).toMatchObject({ seedHash: before.seedHash, entries: 1, winners: [{ prize: 0, entry: 0 }] })
  expect(checkDraw(record).filter(({ holds }) => !holds)).toEqual([])
  const { winners } = await must<CampaignView>('GET', `/v1/campaigns/${campaignId}`)
  expect(winners).toMatchObject([{ userId: 'bob', delivered: true }])
  const { items } = await must<{ items: object[] }>('GET', '/v1/users/bob/balance')
  expect(items).toMatchObject([{ available: yuan(300) }])
}

/** some twenty servers are started, one after another */
const SLOW_MS = 600_000

describePostgres('a server killed while it gives something away, and asked again', () => {
  let program: Program
  beforeAll(async () => void (program = await sharedProgram()))

  // the embedded store meets the same points in `npm run soak -- kills`
  test(
    'BEN-4 BEN-5 BEN-6 BEN-7 BEN-8 I16 I18 I21 I24: the first answer, or the work exactly once; the books whole',
    async () => {
      const place = await postgresPlace(await createDatabase())
      const rig = createRig(program, place)
      try {
        await rig.start()
        await rig.must('PUT', '/v1/sandbox/clock', { now: toInstant(NOON) })
        await rig.must('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
        for (const user of ['ann', 'bob']) await rig.must('PUT', `/v1/clubs/luo/members/${user}`, { scene: 'profile' })
        await money(rig)
        await checkout(rig, await claims(rig))
        await draw(rig)
        await drawAgain(rig)
        await rig.stop()
        expect(await storeFindings(program, place.env)).toEqual([])
      } finally {
        await rig.kill()
        await place.remove()
      }
    },
    SLOW_MS,
  )
})
