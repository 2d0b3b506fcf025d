import { limits } from '../src/config.ts'
import type { Load } from '../sim/load.ts'
import { HOUR, toInstant } from '../src/lib/time.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import type { Db } from '../src/ports/db.ts'
import { createApi, type Api } from './api.ts'
import {
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
import { startClient } from './client.ts'
import { quantile } from './measure.ts'
import { figure, tableOf } from './page.ts'

/** The part «club»: a club of a million members read, ranked, searched and changed of mode (CLUB-5), through the public HTTP API. */
export interface ClubPlan {
  readonly members: number
  /** calls of each reading */
  readonly reads: number
  /** requests of other clubs' traffic before the mode change */
  readonly requests: number
}

interface Latencies {
  readonly name: string
  readonly calls: number
  readonly p50: number
  readonly p99: number
}

export interface ClubFindings {
  readonly plan: ClubPlan
  readonly reads: readonly Latencies[]
  readonly traffic: readonly Latencies[]
  /** from the moment it took effect until it was done */
  readonly modeChangeSeconds: number
  readonly carried: number
  /** how many the change carries in all */
  readonly carries: number
}

const BIG = 'big'
const OTHERS = { members: 50_000, clubs: 100 }
const PAGE = 50
/** Events of a request and connections of the other clubs' traffic: a steady trickle, not a race. */
const SIZE = 20
const CONNECTIONS = 8
const SLICE = 100
const NOTICE = 25 * HOUR
/** Then what has been carried so far is what is told. */
const CHANGE_SECONDS_MOST = 600
const TELL_MS = 10_000
const POLL_MS = 250

export async function benchClub(url: string, plan: ClubPlan): Promise<ClubFindings> {
  const address = await createDatabase(url, 'bench_club')
  const db = await openPool(address, limits.databaseSessions)
  const client = startClient()
  let now = loadEnd
  try {
    await prepareStore(db)
    const load = trafficOf({ ...OTHERS, events: 2_000_000 })
    await fillAll(address, load, plan.members)
    const node = await startNode(db, () => now)
    try {
      const api = createApi(await node.server.listen({ port: 0, host: '127.0.0.1' }))
      const reads = await readBig(api, load, plan)
      say('traffic of other clubs, before the mode change')
      const target = { url: `${api.url}/v1/events`, key: platformKey, connections: CONNECTIONS }
      const { latencies: before } = await client.send({ ...target, bodies: bodiesOf(load, plan.requests) })
      const announced = await api.post(`/v1/clubs/${BIG}/mode-changes`, {
        to: 'shopping',
        effectiveAt: toInstant(now + NOTICE),
      })
      now += NOTICE + HOUR
      say('the mode change takes effect')
      const change = await changeMode(
        api,
        async () => (await client.send({ ...target, bodies: bodiesOf(load, SLICE) })).latencies,
        announced['id'],
      )
      const { latencies: after } = await client.send({ ...target, bodies: bodiesOf(load, plan.requests) })
      return {
        plan,
        reads,
        traffic: [
          latenciesOf('other clubs, before the mode change', before),
          latenciesOf('other clubs, during it', change.latencies),
          latenciesOf('other clubs, after it', after),
        ],
        modeChangeSeconds: change.seconds,
        carried: change.carried,
        carries: change.carries,
      }
    } finally {
      await node.stop()
    }
  } finally {
    client.stop()
    await db.close()
  }
}

async function fillAll(address: string, load: Load, members: number): Promise<void> {
  const db = await openPool(withoutLimit(address), 2)
  try {
    await fillWith(db, load)
    await fillBig(db, load, members)
  } finally {
    await db.close()
  }
}

/** The big club beside the others: in live mode, each member with a name and a balance of his own. */
async function fillBig(db: Db, load: Load, members: number): Promise<void> {
  const all = { ownerIds: [...load.ownerIds, BIG], memberCounts: [...load.memberCounts, members] }
  await fillWith(db, all, { before: load.memberCounts, mode: 'live' })
  const [rules] = await loadRuleSets(db)
  const thresholds = rules?.modes.live.thresholds ?? []
  const first = load.memberCounts.reduce((sum, count) => sum + count, 0) + 1
  const step = 100_000
  for (let from = first; from < first + members; from += step) {
    const range = [from, Math.min(from + step, first + members) - 1]
    // a long tail, as points are spread: few have much
    await db.query(
      `update membership set intimacy = v, level = width_bucket(v, $3::int8[])
       from (select user_no, (300000 * power((hashint8(user_no) & 1048575) / 1048576.0, 6))::int8 as v
         from generate_series($1::int8, $2::int8) as user_no) t
       where membership.user_no = t.user_no`,
      [...range, thresholds],
    )
    await db.query(
      `update person set name = '铁粉' || (user_no * 7919 % 1000003) where user_no between $1::int8 and $2::int8`,
      range,
    )
  }
  await db.query('delete from club_level using club where club.club_no = club_level.club_no and owner_id = $1', [BIG])
  await db.query(
    `insert into club_level (club_no, mode, level, part, members) select club_no, m.mode, level, (user_no % 16)::int2, count(*)
     from membership m join club using (club_no) where owner_id = $1 group by 1, 2, 3, 4`,
    [BIG],
  )
  for (const table of ['membership', 'person', 'club_level']) await db.exec(`vacuum analyze ${table}`)
}

interface Page {
  readonly items: readonly { readonly userId: string; readonly name: string | null }[]
  readonly nextCursor: string | null
}

const latenciesOf = (name: string, latencies: readonly number[]): Latencies => {
  const sorted = [...latencies].sort((a, b) => a - b)
  return { name, calls: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

async function readBig(api: Api, load: Load, plan: ClubPlan): Promise<Latencies[]> {
  const list = `/v1/clubs/${BIG}/members`
  const index = load.ownerIds.length + 1
  const found: Latencies[] = []
  const read = async (name: string, paths: (turn: number) => string, rows?: (page: Page) => void): Promise<void> => {
    const latencies: number[] = []
    for (let turn = 0; turn < plan.reads; turn += 1) {
      const page = await api.get<Page>(paths(turn))
      latencies.push(api.last())
      rows?.(page)
    }
    found.push(latenciesOf(name, latencies))
    say(`${name}: p50 ${figure(found.at(-1)?.p50 ?? 0, 1)} ms`)
  }
  const someone = (turn: number): string => `u${index}-${(turn * 7_919) % plan.members}`
  const hasRows = (page: Page): void => {
    if (page.items.length === 0) throw new Error('an empty page')
  }
  await read('first page of 50, top first', () => `${list}?limit=${PAGE}`, hasRows)
  const deep = await walk(api, list, Math.floor(plan.members / 2))
  let cursor = deep
  await read(
    `pages of 50 beyond place ${figure(plan.members / 2)}`,
    () => `${list}?limit=${PAGE}&cursor=${encodeURIComponent(cursor)}`,
    (page) => {
      hasRows(page)
      cursor = page.nextCursor ?? deep
    },
  )
  await read('first page by day of joining', () => `${list}?limit=${PAGE}&sort=-joinedAt`, hasRows)
  await read('first page of a level (LVL-3)', (turn) => `${list}?limit=${PAGE}&level=${1 + (turn % 12)}`)
  await read('search by the beginning of an id', (turn) => `${list}?limit=${PAGE}&q=${someone(turn)}`, hasRows)
  await read(
    'search by the beginning of a name',
    (turn) => `${list}?limit=${PAGE}&q=${encodeURIComponent(`铁粉${1_000 + (turn % 9_000)}`)}`,
  )
  await read('one member', (turn) => `${list}/${someone(turn)}`)
  await read('overview of the club', () => `/v1/clubs/${BIG}/overview`)
  return found
}

/** Follows pages to a place in the list. @returns the cursor there */
async function walk(api: Api, list: string, place: number): Promise<string> {
  const limit = 200
  let cursor = ''
  for (let at = 0; at < place; at += limit) {
    const page = await api.get<Page>(
      `${list}?limit=${limit}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    if (page.nextCursor === null) throw new Error(`the list ends at ${at}`)
    cursor = page.nextCursor
  }
  return cursor
}

const bodiesOf = (load: Load, requests: number): string[] =>
  Array.from({ length: requests }, () => JSON.stringify(load.next(SIZE)))

interface Change {
  readonly latencies: readonly number[]
  readonly seconds: number
  readonly carried: number
  readonly carries: number
}

/** Sends the others' traffic until everybody is carried, or for as long as one waits. */
async function changeMode(api: Api, traffic: () => Promise<number[]>, id: unknown): Promise<Change> {
  const latencies: number[] = []
  const started = performance.now()
  let isOver = false
  const sending = (async () => {
    while (!isOver) latencies.push(...(await traffic()))
  })()
  let told = started
  try {
    for (;;) {
      const change = await findChange(api, id)
      const waited = performance.now() - started
      const carried = change.status === 'done' ? (change.progress?.done ?? change.carries) : 0
      const isDone = change.status === 'done' && carried >= (change.progress?.total ?? 0)
      if (isDone || waited > CHANGE_SECONDS_MOST * 1_000)
        return { latencies, seconds: waited / 1_000, carried, carries: change.carries }
      if (performance.now() - told > TELL_MS) {
        told = performance.now()
        say(`carried ${carried} of ${change.carries} in ${Math.round(waited / 1_000)} s`)
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  } finally {
    isOver = true
    await sending
  }
}

interface ChangeView {
  readonly id: string
  readonly status: string
  readonly carries: number
  readonly progress?: { readonly done: number; readonly total: number }
}

async function findChange(api: Api, id: unknown): Promise<ChangeView> {
  const { items } = await api.get<{ items: readonly ChangeView[] }>(`/v1/clubs/${BIG}/mode-changes`)
  const change = items.find((item) => item.id === id)
  if (change === undefined) throw new Error('the mode change is gone')
  return change
}

/** What is printed and written. */
export function reportClub({ plan, reads, traffic, modeChangeSeconds, carried, carries }: ClubFindings): {
  text: string
  page: string
} {
  const rows = [...reads, ...traffic].map(({ name, calls, p50, p99 }) => [
    name,
    figure(calls),
    figure(p50, 1),
    figure(p99, 1),
  ])
  const text = `## A club of ${figure(plan.members)} members

${tableOf(['', 'calls', 'p50 ms', 'p99 ms'], rows)}

The mode change (CLUB-5) carried ${figure(carried)} of ${figure(carries)} members in ${figure(modeChangeSeconds, 1)} s.`
  const page = `${text}

\`npm run bench -- --club\`: through the public HTTP API on PostgreSQL, readings one after the other, the traffic of 100 other clubs in requests of ${SIZE} events
over ${CONNECTIONS} connections.`
  return { text, page }
}
