import { isRejection } from '../src/contract/rejections.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import type { Db } from '../src/ports/db.ts'
import type { WorldEvent } from '../sim/happening.ts'
import type { Load } from '../sim/load.ts'
import {
  calendar,
  createDatabase,
  fillWith,
  joinedAt,
  loadEnd,
  openPool,
  prepareStore,
  say,
  startNode,
  trafficOf,
  withKeptPlans,
} from './bed.ts'
import { createPerCall } from './percall.ts'
import { createRedis, type RedisServer } from './redis.ts'
import { applyRaw, type Outcome, type Rival, type Sums } from './rival.ts'

/** Before anything is measured: the rivals that keep the rules themselves must do to every event what the engine does. */

/** Few members, so that caps, product marks, level changes and refunds come often, and three days, so that days turn. */
const MEMBERS = 2_000
const EVENTS = 20_000
const BATCH = 500
/** Calls under way; each user's keep to one of them, so that his events keep their order. */
const LANES = 8

const SUMS = `select (select count(*)::int8 from ledger) as entries, (select coalesce(sum(delta), 0)::int8 from ledger) as points,
  (select sum(level)::int8 from membership) as levels, (select sum(intimacy)::int8 from membership) as intimacy,
  (select sum(lit_orders)::int8 from fan) as "litOrders", (select sum(viewers)::int8 from session_total) as viewers,
  (select sum(interactions)::int8 from session_total) as interactions, sum(earned)::int8 as earned, sum(taken)::int8 as taken,
  sum(sales)::int8 as sales, sum(refunded)::int8 as refunded from club_day`

interface Findings {
  readonly outcomes: readonly Outcome[]
  readonly sums: Sums
}

/** @throws Error naming the first event, or the sum, on which a rival and the engine differ */
export async function checkAgreement(url: string, redis: RedisServer | null): Promise<void> {
  const address = await createDatabase(url, 'bench_agreement')
  const db = await openPool(address, 16)
  try {
    await prepareStore(db)
    await fillWith(db, traffic())
    const ours = await runEngine(db, traffic())
    const versions = await loadRuleSets(db)
    const options = { versions, calendar, joined: joinedAt, now: () => loadEnd }
    const pool = await openPool(withKeptPlans(address), LANES)
    try {
      compare('PL/pgSQL', ours, await runRival(await createPerCall(pool, traffic(), options), traffic()))
    } finally {
      await pool.close()
    }
    if (redis === null) return
    const rival = await createRedis(redis, traffic(), options)
    try {
      compare('Redis', ours, await runRival(rival, traffic()))
    } finally {
      await rival.close()
    }
  } finally {
    await db.close()
  }
}

const traffic = (): Load => trafficOf({ members: MEMBERS, events: EVENTS })

/** Not in the order in which they happened: every other refund comes first, before its order, and a tenth of all comes last, days late. */
function disordered(load: Load): WorldEvent[] {
  const events = load.next(EVENTS)
  const isEarly = (event: WorldEvent, index: number): boolean => event.type === 'order.refunded' && index % 2 === 0
  const isLate = (event: WorldEvent, index: number): boolean => !isEarly(event, index) && index % 10 === 0
  return [
    ...events.filter(isEarly),
    ...events.filter((event, index) => !isEarly(event, index) && !isLate(event, index)),
    ...events.filter(isLate),
  ]
}

async function runEngine(db: Db, load: Load): Promise<Findings> {
  const node = await startNode(db)
  const outcomes: Outcome[] = []
  const events = disordered(load)
  try {
    for (let done = 0; done < events.length; done += BATCH) {
      const answer = await node.engine.app.ingest(events.slice(done, done + BATCH))
      if (isRejection(answer)) throw new Error(answer.rejected)
      for (const { status, code, points } of answer.results)
        outcomes.push({ status, code: code ?? null, points: points ?? null })
    }
  } finally {
    await node.stop()
  }
  const [sums] = await db.query<Sums>(SUMS)
  if (sums === undefined) throw new Error('no sums')
  return { outcomes, sums }
}

async function runRival(rival: Rival, load: Load): Promise<Findings> {
  const events = disordered(load)
  const outcomes: Outcome[] = []
  const lanes = Array.from({ length: LANES }, (): Promise<void> => Promise.resolve())
  events.forEach((event, index) => {
    const lane = [...(event.subject ?? '')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % LANES
    lanes[lane] = (lanes[lane] ?? Promise.resolve()).then(async () => {
      outcomes[index] = await applyRaw(rival, event)
    })
  })
  await Promise.all(lanes)
  return { outcomes, sums: await rival.sums() }
}

function compare(name: string, ours: Findings, theirs: Findings): void {
  ours.outcomes.forEach((outcome, index) => {
    const other = theirs.outcomes[index]
    if (JSON.stringify(outcome) !== JSON.stringify(pick(other)))
      throw new Error(
        `${name} differs on event ${index}: ${JSON.stringify(other)}, the engine: ${JSON.stringify(outcome)}`,
      )
  })
  for (const [sum, value] of Object.entries(ours.sums)) {
    const other = theirs.sums[sum as keyof Sums]
    if (other !== value) throw new Error(`${name} differs in ${sum}: ${other}, the engine: ${value}`)
  }
  const statuses = new Set(ours.outcomes.map(({ status }) => status))
  for (const status of ['applied', 'duplicate', 'waiting'])
    if (!statuses.has(status)) throw new Error(`no event of the check was ${status}: it shows nothing`)
  say(
    `${name} agrees with the engine on ${EVENTS} events: ${ours.sums.entries} entries, ${ours.sums.points} points, levels ${ours.sums.levels}`,
  )
}

const pick = (outcome: Outcome | undefined): Outcome | null =>
  outcome === undefined ? null : { status: outcome.status, code: outcome.code, points: outcome.points }
