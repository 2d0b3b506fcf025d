import { limits } from '../src/config.ts'
import type { EntitlementView } from '../src/contract/benefits.ts'
import { benefitWrites } from '../src/benefit/ingest.ts'
import { isRejection, type Rejection } from '../src/contract/rejections.ts'
import { createServer } from '../src/edge/http.ts'
import { edgeLimits } from '../src/edge/settings.ts'
import { createGate } from '../src/lib/gate.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import { createOutboxReader } from '../src/infra/outbox.ts'
import { DAY, toInstant } from '../src/lib/time.ts'
import { claimDesk as benefitDesk } from '../src/benefit/desk.ts'
import { claimDesk as packetDesk } from '../src/packet/claim.ts'
import { packetWrites } from '../src/packet/ingest.ts'
import type { App } from '../src/ports/app.ts'
import type { Db } from '../src/ports/db.ts'
import type { Node } from '../src/wire.ts'
import { userIdOf } from '../sim/load.ts'
import { createApi, type Api } from './api.ts'
import {
  benchConfig,
  createDatabase,
  fillWith,
  loadEnd,
  openPool,
  platformKey,
  prepareStore,
  say,
  startNode,
  trafficOf,
  withoutLimit,
} from './bed.ts'
import { startClient, type HttpClient } from './client.ts'
import { inParallel, median, quantile } from './measure.ts'
import { createOnePerClaim, type OnePerClaim } from './one-per-claim.ts'
import { figure, tableOf } from './page.ts'

/** The part «rush» (issue 4): many claimers, few to get; a stock of coupons and a red packet, against a transaction per claim. */
export interface RushPlan {
  readonly rounds: number
  readonly claimers: number
  readonly stock: number
  readonly shares: number
}

const kinds = ['coupon', 'packet'] as const
type Kind = (typeof kinds)[number]
const ways = ['a', 'aLook', 'e', 'aHttp', 'aLookHttp', 'f'] as const
type Way = (typeof ways)[number]

interface Turn {
  readonly claimsPerSecond: number
  readonly p50: number
  readonly p99: number
}
type Turns = Readonly<Record<Kind, Readonly<Record<Way, readonly Turn[]>>>>

export interface RushFindings {
  readonly plan: RushPlan
  readonly turns: Turns
}

/** Transactions at once of the way with one a claim: more sessions wait for one row and no faster (tried: 4, 8, 16). */
const AT_ONCE = 8
/** As the product listens. */
const LISTEN = { port: 0, host: '127.0.0.1', backlog: edgeLimits.connectionsWaiting }
const OWNER = 'o1'
const TOTAL = 100_000
const COUPON_DAYS = 7

interface Ground {
  readonly plan: RushPlan
  readonly db: Db
  readonly api: Api
  readonly app: App
  readonly client: HttpClient
  readonly naive: { readonly a: OnePerClaim; readonly aLook: OnePerClaim }
  /** of the product's server, and of the same server over each of `naive` */
  readonly urls: { readonly f: string; readonly aHttp: string; readonly aLookHttp: string }
  readonly ownerId: string
  readonly users: readonly string[]
}

export async function benchRush(url: string, plan: RushPlan): Promise<RushFindings> {
  const load = trafficOf({ members: plan.claimers, clubs: 1, events: 1 })
  const address = await createDatabase(url, 'bench_rush')
  const filling = await openPool(withoutLimit(address), 2)
  await prepareStore(filling)
  await fillWith(filling, load)
  await filling.close()
  const db = await openPool(address, limits.databaseSessions)
  const client = startClient()
  const node = await startNode(db)
  const [rules] = await loadRuleSets(db)
  if (rules === undefined) throw new Error('a prepared store has rules')
  const claimsOf = (looksFirst: boolean): OnePerClaim =>
    createOnePerClaim(db, { rules, now: loadEnd, endsAt: loadEnd + COUPON_DAYS * DAY, looksFirst })
  const naive = { a: claimsOf(false), aLook: claimsOf(true) }
  const [slow, looking] = [await startNaive(node, naive.a), await startNaive(node, naive.aLook)]
  try {
    const f = await node.server.listen(LISTEN)
    const ownerId = load.ownerIds[0] ?? OWNER
    const users = Array.from({ length: plan.claimers }, (_, member) => userIdOf(0, member))
    const api = createApi(f)
    await api.post(`/v1/owners/${ownerId}/budget`, { amount: { value: 100_000_000, currency: 'CNY' } })
    const ground: Ground = {
      plan,
      db,
      api,
      app: node.engine.app,
      client,
      naive,
      urls: { f, aHttp: slow.url, aLookHttp: looking.url },
      ownerId,
      users,
    }
    return { plan, turns: await runAll(ground) }
  } finally {
    client.stop()
    await slow.stop()
    await looking.stop()
    await node.stop()
    await db.close()
  }
}

/** What the slow way answers with: a whole view, so that writing the answer costs the same. */
const exampleCoupon: EntitlementView = {
  entitlementId: '01900000-0000-7000-8000-000000000000',
  benefitId: '01900000-0000-7000-8000-000000000000',
  ownerId: OWNER,
  ownerName: OWNER,
  userId: 'u1-1',
  kind: 'coupon',
  name: '满减券',
  description: null,
  audience: { minLevel: 1 },
  fromLevel: 1,
  claimFrom: null,
  claimUntil: null,
  withdrawAt: null,
  state: 'claimed',
  claimedAt: toInstant(loadEnd),
  expiresAt: toInstant(loadEnd + COUPON_DAYS * DAY),
  orderId: null,
  off: null,
  code: '0000000000AA',
  coupon: {
    minimum: { value: 9_900, currency: 'CNY' },
    off: { value: 2_000, currency: 'CNY' },
    validDays: COUPON_DAYS,
  },
}

/** The product's own server, whose desks decide a claim a transaction. */
async function startNaive(node: Node, naive: OnePerClaim): Promise<{ url: string; stop(): Promise<void> }> {
  const { app } = node.engine
  const gate = createGate(AT_ONCE, Number.MAX_SAFE_INTEGER)
  const decide = async (desk: unknown, wish: unknown): Promise<unknown> => {
    const told = await gate.run(() =>
      desk === benefitDesk
        ? naive.benefit(wish as Parameters<OnePerClaim['benefit']>[0])
        : naive.packet(wish as Parameters<OnePerClaim['packet']>[0]),
    )
    if (told !== 'claimed') return { rejected: told }
    return desk === benefitDesk
      ? { ...exampleCoupon, ...(wish as object) }
      : { ...(wish as object), amount: { value: 1, currency: 'CNY' } }
  }
  const together: App['together'] = <W, A>(desk: unknown, wish: W) => decide(desk, wish) as Promise<A | Rejection>
  const server = createServer({
    app: { ...app, together },
    routes: [...benefitWrites, ...packetWrites],
    config: { ...benchConfig().edge, secretKey: platformKey, webRoot: '/nowhere' },
    realNow: () => loadEnd,
    outbox: createOutboxReader(app.db, node.engine.onWake),
  })
  return { url: await server.listen(LISTEN), stop: () => server.close() }
}

async function runAll(ground: Ground): Promise<Turns> {
  const none = (): Record<Way, Turn[]> => ({ a: [], aLook: [], e: [], aHttp: [], aLookHttp: [], f: [] })
  const turns: Record<Kind, Record<Way, Turn[]>> = { coupon: none(), packet: none() }
  // the first round warms everything up and is not counted
  for (let round = 0; round <= ground.plan.rounds; round += 1) {
    for (const kind of kinds)
      for (const way of ways) {
        const turn = await runOne(ground, kind, way)
        if (round > 0) turns[kind][way].push(turn)
      }
    say(`round ${round} of ${ground.plan.rounds}`)
  }
  return turns
}

async function runOne(ground: Ground, kind: Kind, way: Way): Promise<Turn> {
  const { ownerId, plan } = ground
  const money = (value: number) => ({ value, currency: 'CNY' })
  const made =
    kind === 'coupon'
      ? await ground.api.post(`/v1/clubs/${ownerId}/benefits`, {
          kind: 'coupon',
          name: '满减券',
          audience: { minLevel: 1 },
          stock: plan.stock,
          coupon: { minimum: money(9_900), off: money(2_000), validUntil: toInstant(loadEnd + COUPON_DAYS * DAY) },
        })
      : await ground.api.post('/v1/red-packets', { ownerId, split: 'lucky', total: money(TOTAL), count: plan.shares })
  const id = String(made[kind === 'coupon' ? 'benefitId' : 'packetId'])
  await ground.db.exec('checkpoint')
  const { latencies, got, seconds } =
    way === 'a' || way === 'aLook' || way === 'e'
      ? await claimHere(ground, kind, way, id)
      : await claimOver(ground, kind, way, id)
  await checkExact(ground, kind, id, got)
  // what was offered would fill the club's list
  if (kind === 'coupon')
    await ground.db.query('update benefit set withdrawn_at = now(), withdraw_at = now() where benefit_id = $1::uuid', [
      id,
    ])
  const sorted = latencies.toSorted((a, b) => a - b)
  return { claimsPerSecond: plan.claimers / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

interface Claims {
  readonly latencies: readonly number[]
  /** how many got something */
  readonly got: number
  /** from the first claim to the last answer */
  readonly seconds: number
}

/** Below HTTP: everybody at once at the desk; a transaction a claim: `AT_ONCE` of them, the rest wait. */
async function claimHere(
  { app, naive, ownerId, users }: Ground,
  kind: Kind,
  way: 'a' | 'aLook' | 'e',
  id: string,
): Promise<Claims> {
  let got = 0
  const claim = async (userId: string): Promise<boolean> => {
    if (way !== 'e')
      return (
        (kind === 'coupon'
          ? await naive[way].benefit({ ownerId, userId, benefitId: id })
          : await naive[way].packet({ packetId: id, userId })) === 'claimed'
      )
    return kind === 'coupon'
      ? !isRejection(await app.together(benefitDesk, { ownerId, userId, benefitId: id }))
      : !isRejection(await app.together(packetDesk, { packetId: id, userId, fan: null }))
  }
  const started = performance.now()
  const latencies = await inParallel(users.length, way === 'e' ? users.length : AT_ONCE, async (turn) => {
    if (await claim(users[turn] ?? '')) got += 1
  })
  return { latencies, got, seconds: (performance.now() - started) / 1_000 }
}

async function claimOver(
  { client, urls, ownerId, users }: Ground,
  kind: Kind,
  way: 'aHttp' | 'aLookHttp' | 'f',
  id: string,
): Promise<Claims> {
  const paths = users.map((userId) =>
    kind === 'coupon' ? `/v1/clubs/${ownerId}/members/${userId}/benefits/${id}/claim` : `/v1/red-packets/${id}/claim`,
  )
  const bodies = users.map((userId) => (kind === 'coupon' ? '' : JSON.stringify({ userId })))
  const { latencies, statuses, seconds } = await client.send({
    url: urls[way],
    key: platformKey,
    paths,
    bodies,
    connections: users.length,
    statuses: [200, 201, 409],
  })
  return { latencies, got: statuses.filter((status) => status < 300).length, seconds }
}

/** Whoever got something has it, nobody has more, and the sums are exact. */
async function checkExact({ db, plan }: Ground, kind: Kind, id: string, got: number): Promise<void> {
  const [row] =
    kind === 'coupon'
      ? await db.query<{ rows: number; counted: number; sum: number }>(
          `select count(e)::int4 as rows, max(t.claimed)::int4 as counted, 0::int8 as sum from benefit b join benefit_total t using (club_no, benefit_no)
           left join entitlement e on e.benefit_no = b.benefit_no and e.club_no = b.club_no and e.state = 'claimed' where b.benefit_id = $1::uuid`,
          [id],
        )
      : await db.query<{ rows: number; counted: number; sum: number }>(
          `select count(c)::int4 as rows, max(p.shares)::int4 as counted, coalesce(sum(c.amount), 0)::int8 as sum
           from red_packet p left join packet_claim c using (packet_id) where p.packet_id = $1::uuid`,
          [id],
        )
  const wanted = kind === 'coupon' ? plan.stock : plan.shares
  if (got !== wanted || row?.rows !== wanted || row.counted !== wanted || (kind === 'packet' && row.sum !== TOTAL))
    throw new Error(`${kind}: ${got} were told that they got something, ${JSON.stringify(row)}, wanted ${wanted}`)
}

const names: Readonly<Record<Way, string>> = {
  a: `one transaction per claim, ${AT_ONCE} at once`,
  aLook: 'the same, latecomers answered by a look before it',
  e: 'ours, together',
  aHttp: `one transaction per claim over HTTP, ${AT_ONCE} at once`,
  aLookHttp: 'the same, latecomers answered by a look before it, over HTTP',
  f: 'ours over HTTP',
}

const WANTED = [
  { text: 'below HTTP', of: 'e', than: 'a', wanted: 8 },
  { text: 'behind the same HTTP server', of: 'f', than: 'aHttp', wanted: 4 },
  { text: 'below HTTP, against the one that looks first', of: 'e', than: 'aLook', wanted: null },
  { text: 'behind the same HTTP server, against the one that looks first', of: 'f', than: 'aLookHttp', wanted: null },
] as const

/** What is printed and written, and whether each goal was reached. */
export function reportRush({ plan, turns }: RushFindings): { text: string; page: string; reached: boolean } {
  const of = (kind: Kind, way: Way, pick: (turn: Turn) => number): number => median(turns[kind][way].map(pick))
  const things = {
    coupon: `a stock of ${figure(plan.stock)} coupons`,
    packet: `a red packet of ${figure(plan.shares)} shares`,
  } as const
  const rows = kinds.flatMap((kind) =>
    ways.map((way) => [
      `${things[kind]}: ${names[way]}`,
      figure(of(kind, way, (turn) => turn.claimsPerSecond)),
      figure(
        of(kind, way, (turn) => turn.p50),
        1,
      ),
      figure(
        of(kind, way, (turn) => turn.p99),
        1,
      ),
    ]),
  )
  const goals = kinds.flatMap((kind) =>
    WANTED.map(({ text, of: one, than, wanted }) => {
      const ratio = of(kind, one, (turn) => turn.claimsPerSecond) / of(kind, than, (turn) => turn.claimsPerSecond)
      return { text: `${things[kind]}, ${text}`, wanted, ratio, reached: wanted === null || ratio >= wanted }
    }),
  )
  const text = `## A rush for little

${tableOf(['', 'claims/s', 'p50 ms', 'p99 ms'], rows)}

${tableOf(
  ['goal', 'wanted', 'measured', ''],
  goals.map(({ text: goal, wanted, ratio, reached }) => [
    goal,
    wanted === null ? '' : `≥ ${wanted} ×`,
    `${figure(ratio, 2)} ×`,
    wanted === null ? 'no goal' : reached ? 'reached' : '**not reached**',
  ]),
)}`
  const page = `${text}

\`npm run bench -- --rush\`: ${figure(plan.claimers)} members want one thing at once; medians of ${plan.rounds} rounds, each with a new thing, all ways in turn.
After every turn the counts and sums in the store are exact, or the benchmark fails. The way with a transaction per claim is \`bench/one-per-claim.ts\`: the same
tables, rows and messages, the hot row locked last. The goals are against it, every claim in its transaction; what it gains where a look without one turns latecomers away is shown beside it: most of 2 000 are late, so most of
what is compared then is HTTP itself. Below HTTP ours has all claims waiting at once, so its p50 is
that of a crowd; over HTTP each member has a connection of his own, open before the clock starts, all ask at once, and latencies are of that request.`
  return { text, page, reached: goals.every(({ reached }) => reached) }
}
