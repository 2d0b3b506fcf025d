import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { limits } from '../src/config.ts'
import { isRejection, type Rejection } from '../src/contract/rejections.ts'
import { createServer } from '../src/edge/http.ts'
import { edgeLimits } from '../src/edge/settings.ts'
import { createGate } from '../src/lib/gate.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import { joinDesk } from '../src/group/seating/desk.ts'
import { seatWrites } from '../src/group/seating/ingest.ts'
import { createOutboxReader } from '../src/infra/outbox.ts'
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
import { inParallel, median, monotonicMicros, quantile } from './measure.ts'
import { createOnePerJoin, type OnePerJoin } from './one-per-join.ts'
import { figure, tableOf } from './page.ts'
import { startPlainBroadcast, type PlainBroadcast } from './plain-broadcast.ts'
import type { ReaderAnswer, ReaderOrder } from './readers-process.ts'

/** The part «groups» (issue 5): a broadcast to all groups of an owner, a rush on one group, a member's list of groups. */
export interface GroupsPlan {
  readonly rounds: number
  /** 25 at most; each holds 2 000 */
  readonly groups: number
  /** of the live stream, spread over all sub-groups */
  readonly readers: number
  /** more than a group's 2 000 seats */
  readonly joiners: number
}

const joinWays = ['a', 'e', 'aHttp', 'f'] as const
type JoinWay = (typeof joinWays)[number]

interface Join {
  readonly joinsPerSecond: number
  readonly p99: number
}

/** What one broadcast cost: ms from the call until the last reader had it. */
interface Broadcast {
  readonly ours: number
  readonly plain: number
}

interface Written {
  readonly statements: number
  /** rows of any table made or changed */
  readonly rows: number
}

export interface GroupsFindings {
  readonly plan: GroupsPlan
  readonly members: number
  readonly broadcasts: readonly Broadcast[]
  /** bytes that a reader gets of one */
  readonly bytes: number
  readonly written: { readonly all: Written; readonly few: Written }
  readonly joins: Readonly<Record<JoinWay, readonly Join[]>>
  readonly list: { readonly statements: number; readonly p50: number; readonly p99: number; readonly groups: number }
}

/** Transactions at once of the way with one a join: more sessions wait for one row and no faster. */
const AT_ONCE = 8
const SEATS = 2_000
const LISTEN = { port: 0, host: '127.0.0.1', backlog: edgeLimits.connectionsWaiting }
const LISTS = 200
const COUNTED = 5
const GATE = { kind: 'level', level: 1 } as const

interface Ground {
  readonly plan: GroupsPlan
  readonly db: Db
  readonly node: Node
  readonly app: App
  readonly api: Api
  readonly client: HttpClient
  readonly naive: OnePerJoin
  readonly naiveUrl: string
  readonly plain: PlainBroadcast
  readonly ownerId: string
  /** of the owner with few members */
  readonly fewOwnerId: string
  readonly users: readonly string[]
}

interface Group {
  readonly groupId: string
}

export async function benchGroups(url: string, plan: GroupsPlan): Promise<GroupsFindings> {
  const members = Math.max(plan.groups * SEATS, plan.joiners)
  const load = trafficOf({ members, clubs: 1, events: 1 })
  const address = await createDatabase(url, 'bench_groups')
  const filling = await openPool(withoutLimit(address), 2)
  await prepareStore(filling)
  await fillWith(filling, load)
  await filling.close()
  const db = await openPool(address, limits.databaseSessions)
  const client = startClient()
  const node = await startNode(db)
  const [rules] = await loadRuleSets(db)
  if (rules === undefined) throw new Error('a prepared store has rules')
  const naive = createOnePerJoin(db, rules, loadEnd)
  const slow = await startNaive(node, naive)
  const plain = await startPlainBroadcast(edgeLimits.connectionsWaiting)
  try {
    const api = createApi(await node.server.listen(LISTEN))
    const users = Array.from({ length: members }, (_, member) => userIdOf(0, member))
    const ownerId = load.ownerIds[0] ?? ''
    const ground: Ground = {
      plan,
      db,
      node,
      app: node.engine.app,
      api,
      client,
      naive,
      naiveUrl: slow.url,
      plain,
      ownerId,
      fewOwnerId: 'few',
      users,
    }
    const joins = await runJoins(ground)
    const seated = await seatAll(ground)
    const written = await countWritten(ground)
    const list = await readList(ground)
    const { broadcasts, bytes } = await runBroadcasts(ground, seated)
    return { plan, members: seated.length, broadcasts, bytes, written, joins, list }
  } finally {
    client.stop()
    await plain.close()
    await slow.stop()
    await node.stop()
    await db.close()
  }
}

/** The product's own server, whose desk decides a join a transaction. */
async function startNaive(node: Node, naive: OnePerJoin): Promise<{ url: string; stop(): Promise<void> }> {
  const { app } = node.engine
  const gate = createGate(AT_ONCE, Number.MAX_SAFE_INTEGER)
  const example = {
    subGroupId: '01900000-0000-7000-8000-000000000000-1',
    number: 1,
    joinedAt: '2026-03-01T00:00:00.000Z',
  }
  const decide = async (wish: Parameters<OnePerJoin>[0]): Promise<unknown> => {
    const told = await gate.run(() => naive(wish))
    return told === 'in' ? { groupId: wish.groupId, ...example, autoReply: null } : { rejected: told }
  }
  const together: App['together'] = <W, A>(_desk: unknown, wish: W) =>
    decide(wish as Parameters<OnePerJoin>[0]) as Promise<A | Rejection>
  const server = createServer({
    app: { ...app, together },
    routes: seatWrites,
    config: { ...benchConfig().edge, secretKey: platformKey, webRoot: '/nowhere' },
    realNow: () => loadEnd,
    outbox: createOutboxReader(app.db, node.engine.onWake),
  })
  return { url: await server.listen(LISTEN), stop: () => server.close() }
}

const makeGroup = async (api: Api, ownerId: string, name: string): Promise<Group> =>
  (await api.post(`/v1/clubs/${ownerId}/groups`, { name, gate: GATE })) as unknown as Group

async function runJoins(ground: Ground): Promise<GroupsFindings['joins']> {
  const joins: Record<JoinWay, Join[]> = { a: [], e: [], aHttp: [], f: [] }
  // the first round warms everything up and is not counted
  for (let round = 0; round <= ground.plan.rounds; round += 1) {
    for (const way of joinWays) {
      const turn = await runJoin(ground, way)
      if (round > 0) joins[way].push(turn)
    }
    say(`joins: round ${round} of ${ground.plan.rounds}`)
  }
  return joins
}

/** Everybody wants into a new group at once; its sub-groups are full and counted rightly afterwards, or the benchmark fails. */
async function runJoin(
  { db, app, api, client, naive, naiveUrl, ownerId, plan, users }: Ground,
  way: JoinWay,
): Promise<Join> {
  const { groupId } = await makeGroup(api, ownerId, `rush ${way}`)
  const joiners = users.slice(0, plan.joiners)
  await db.exec('checkpoint')
  let got = 0
  let latencies: readonly number[]
  let seconds: number
  if (way === 'a' || way === 'e') {
    const started = performance.now()
    latencies = await inParallel(joiners.length, way === 'e' ? joiners.length : AT_ONCE, async (turn) => {
      const userId = joiners[turn] ?? ''
      const inside =
        way === 'a'
          ? (await naive({ groupId, userId })) === 'in'
          : !isRejection(await app.together(joinDesk, { groupId, userId, phrase: null }))
      if (inside) got += 1
    })
    seconds = (performance.now() - started) / 1_000
  } else {
    const answers = await client.send({
      url: way === 'f' ? api.url : naiveUrl,
      key: platformKey,
      method: 'PUT',
      paths: joiners.map((userId) => `/v1/groups/${groupId}/members/${userId}`),
      bodies: joiners.map(() => ''),
      connections: joiners.length,
      statuses: [200, 409],
    })
    ;({ latencies, seconds } = answers)
    got = answers.statuses.filter((status) => status === 200).length
  }
  const [row] = await db.query<{ seated: number; counted: number; subs: number; least: number; most: number }>(
    `select (select count(*)::int4 from group_seat s where s.group_no = g.group_no and s.number is not null) as seated, t.members as counted,
       count(b)::int4 as subs, min(b.members)::int4 as least, max(b.members)::int4 as most
     from fan_group g join group_total t using (club_no, group_no) join sub_group b using (club_no, group_no) where g.group_id = $1::uuid group by 1, 2`,
    [groupId],
  )
  if (
    got !== SEATS ||
    row?.seated !== SEATS ||
    row.counted !== SEATS ||
    row.subs !== 20 ||
    row.least !== 100 ||
    row.most !== 100
  )
    throw new Error(`${way}: ${got} were told that they are in, ${JSON.stringify(row)}`)
  await api.delete(`/v1/groups/${groupId}`)
  return {
    joinsPerSecond: joiners.length / seconds,
    p99: quantile(
      latencies.toSorted((a, b) => a - b),
      0.99,
    ),
  }
}

interface Seated {
  readonly groupId: string
  readonly userId: string
}

/** Fills all groups, and one user sits in each of them. */
async function seatAll({ app, api, ownerId, plan, users }: Ground): Promise<Seated[]> {
  const groups: Group[] = []
  for (let index = 0; index < plan.groups; index += 1) groups.push(await makeGroup(api, ownerId, `群${index + 1}`))
  const [everywhere = ''] = users
  const seated: Seated[] = []
  for (const [index, { groupId }] of groups.entries()) {
    // who sits everywhere takes the first seat of each
    const own = [everywhere, ...users.slice(index * (SEATS - 1) + 1, (index + 1) * (SEATS - 1) + 1)]
    await Promise.all(
      own.map(async (userId) => {
        const answer = await app.together(joinDesk, { groupId, userId, phrase: null })
        if (isRejection(answer)) throw new Error(`${userId}: ${answer.rejected}`)
        seated.push({ groupId, userId })
      }),
    )
  }
  say(`${seated.length} seats in ${groups.length} groups`)
  return seated
}

const broadcastBody = (ownerId: string, text: string) => ({ from: ownerId, to: 'allGroups', kind: 'text', text })

/** Statements and rows of one broadcast, to all and to an owner with one member, so that the two can be compared. */
async function countWritten({ db, api, ownerId, fewOwnerId, plan }: Ground): Promise<GroupsFindings['written']> {
  await api.put(`/v1/owners/${fewOwnerId}`, { kind: 'creator', name: fewOwnerId, mode: 'shopping' })
  const few = (await api.post(`/v1/clubs/${fewOwnerId}/groups`, { name: 'few' })) as unknown as Group
  await api.put(`/v1/groups/${few.groupId}/members/only`, {})
  const { items } = await api.get<{ items: readonly Group[] }>(`/v1/clubs/${ownerId}/groups?limit=${plan.groups}`)
  const tables = await db.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
  const counted = async (owner: string, groupId: string): Promise<Written> => {
    const path = `/v1/groups/${groupId}/messages`
    // warm: an owner's first message makes the rows that later ones change
    await api.post(path, broadcastBody(owner, 'warm'))
    // the least of some: the node has work of its own now and then
    let statements = Infinity
    for (let turn = 0; turn < COUNTED; turn += 1) {
      const before = db.statements()
      await api.post(path, broadcastBody(owner, `count ${turn}`))
      statements = Math.min(statements, db.statements() - before)
    }
    const [entry] = await db.query<{ txid: string }>(
      `select txid::text as txid from outbox where kind = 'group.said' order by outbox.txid desc limit 1`,
    )
    let rows = 0
    for (const { name } of tables) {
      const [row] = await db.query<{ rows: number }>(
        `select count(*)::int4 as rows from ${name} where xmin::text = ((${BigInt(entry?.txid ?? 0) % 4_294_967_296n})::text)`,
      )
      rows += row?.rows ?? 0
    }
    return { statements, rows }
  }
  return { all: await counted(ownerId, items[0]?.groupId ?? ''), few: await counted(fewOwnerId, few.groupId) }
}

/** A member's list of groups with what he has not read. */
async function readList({ db, api, users, plan }: Ground): Promise<GroupsFindings['list']> {
  const path = `/v1/users/${users[0] ?? ''}/groups?limit=${plan.groups}`
  const { items } = await api.get<{ items: readonly unknown[] }>(path)
  const [latencies, statements]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < LISTS; turn += 1) {
    const before = db.statements()
    await api.get(path)
    statements.push(db.statements() - before)
    latencies.push(api.last())
  }
  latencies.sort((a, b) => a - b)
  return {
    // the node has work of its own now and then
    statements: median(statements),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    groups: items.length,
  }
}

/** Readers in a process of their own. */
function startReaders() {
  const child: ChildProcess = fork(fileURLToPath(new URL('./readers-process.js', import.meta.url)), [], {
    serialization: 'advanced',
  })
  type Told = ReaderAnswer | { readonly ready: true } | { readonly failed: string }
  const told = async (): Promise<Told> => {
    const [answer] = (await once(child, 'message')) as [Told]
    if ('failed' in answer) throw new Error(answer.failed)
    return answer
  }
  const order = async (what: ReaderOrder): Promise<Told> => {
    const answer = told()
    child.send(what)
    return answer
  }
  return {
    open: (url: string, paths: readonly string[], key: string | null) => order({ kind: 'open', url, paths, key }),
    /** Does something of which all readers are to read the mark. @returns from its beginning to the last of them */
    async until(mark: string, work: () => Promise<unknown>): Promise<{ ms: number; bytes: number }> {
      await order({ kind: 'await', mark })
      const last = told()
      const begun = monotonicMicros()
      const [answer] = await Promise.all([last, work()])
      if (!('micros' in answer)) throw new Error('the readers told something else')
      return { ms: (answer.micros - begun) / 1_000, bytes: answer.bytes }
    },
    close: () => order({ kind: 'close' }),
    stop: () => void child.kill(),
  }
}

async function runBroadcasts(
  { api, plain, ownerId, plan }: Ground,
  seated: readonly Seated[],
): Promise<{ broadcasts: Broadcast[]; bytes: number }> {
  const ours = startReaders()
  const others = startReaders()
  try {
    const step = seated.length / plan.readers
    const readers = Array.from({ length: plan.readers }, (_, index) => seated[Math.floor(index * step)]).filter(
      (seat) => seat !== undefined,
    )
    await ours.open(
      api.url,
      readers.map(({ groupId, userId }) => `/v1/stream?topics=${encodeURIComponent(`group:${groupId}:${userId}`)}`),
      platformKey,
    )
    await others.open(
      plain.url,
      readers.map(() => '/'),
      null,
    )
    say(`${readers.length} readers each`)
    const broadcasts: Broadcast[] = []
    let bytes = 0
    const plainApi = createApi(plain.url)
    for (let round = 0; round <= plan.rounds; round += 1) {
      const mark = `今晚七点直播 ${round} <mark>`
      const said = await ours.until('<mark>', () =>
        api.post(`/v1/groups/${seated[0]?.groupId ?? ''}/messages`, broadcastBody(ownerId, mark)),
      )
      bytes = said.bytes
      // as many bytes as a reader of ours gets, the mark at their end
      const text = JSON.stringify({ text: `${'.'.repeat(Math.max(0, bytes - 40))}<mark>` })
      const plainly = await others.until('<mark>', () => plainApi.post('/', JSON.parse(text)))
      if (round > 0) broadcasts.push({ ours: said.ms, plain: plainly.ms })
      say(`broadcast ${round} of ${plan.rounds}: ${figure(said.ms)} ms, plain ${figure(plainly.ms)} ms`)
    }
    return { broadcasts, bytes }
  } finally {
    ours.stop()
    others.stop()
  }
}

const joinNames: Readonly<Record<JoinWay, string>> = {
  a: `one transaction per join, ${AT_ONCE} at once`,
  e: 'ours, together',
  aHttp: `one transaction per join over HTTP, ${AT_ONCE} at once`,
  f: 'ours over HTTP',
}

/** What is printed and written, and whether each goal was reached. */
export function reportGroups(found: GroupsFindings): { text: string; page: string; reached: boolean } {
  const { plan, members, broadcasts, bytes, written, joins, list } = found
  const speed = (way: JoinWay): number => median(joins[way].map(({ joinsPerSecond }) => joinsPerSecond))
  const ours = median(broadcasts.map((one) => one.ours))
  const plain = median(broadcasts.map((one) => one.plain))
  const ratio = median(broadcasts.map((one) => one.ours / one.plain))
  const same = written.all.statements === written.few.statements && written.all.rows === written.few.rows
  const goals = [
    {
      text: 'a broadcast, to the last reader, against a plain WebSocket',
      wanted: '≤ 2 ×',
      has: `${figure(ratio, 2)} ×`,
      reached: ratio <= 2,
    },
    {
      text: `statements and rows of a broadcast, to ${figure(members)} seats as to 1`,
      wanted: 'the same',
      has: `${written.all.statements}, ${written.all.rows} as ${written.few.statements}, ${written.few.rows}`,
      reached: same,
    },
    {
      text: 'joining below HTTP',
      wanted: '≥ 8 ×',
      has: `${figure(speed('e') / speed('a'), 2)} ×`,
      reached: speed('e') / speed('a') >= 8,
    },
    {
      text: 'joining behind the same HTTP server',
      wanted: '≥ 4 ×',
      has: `${figure(speed('f') / speed('aHttp'), 2)} ×`,
      reached: speed('f') / speed('aHttp') >= 4,
    },
    {
      text: `statements of a member's list of ${list.groups} groups`,
      wanted: '1',
      has: figure(list.statements, 2),
      reached: list.statements === 1,
    },
  ]
  const text = `## Fan groups

${tableOf(
  ['', 'joins/s', 'p99 ms'],
  joinWays.map((way) => [joinNames[way], figure(speed(way)), figure(median(joins[way].map(({ p99 }) => p99)), 1)]),
)}

${tableOf(
  ['', 'ms'],
  [
    [
      `a broadcast to ${figure(members)} seats: the call to the last of ${figure(plan.readers)} readers of the live stream`,
      figure(ours, 1),
    ],
    ['the same bytes by a plain WebSocket broadcast to as many', figure(plain, 1)],
    [`a member's list of ${list.groups} groups with unread, over HTTP, p50`, figure(list.p50, 1)],
    ['the same, p99', figure(list.p99, 1)],
  ],
)}

${tableOf(
  ['goal', 'wanted', 'measured', ''],
  goals.map(({ text: goal, wanted, has, reached }) => [goal, wanted, has, reached ? 'reached' : '**not reached**']),
)}`
  const page = `${text}

\`npm run bench -- --groups\`: medians of ${plan.rounds} rounds. ${figure(plan.joiners)} members want one of ${figure(SEATS)} seats at once, each round in new groups, all ways in turn; afterwards
20 sub-groups of 100 are full and counted rightly, or the benchmark fails. The way with a transaction per join is \`bench/one-per-join.ts\`: the same tables, rows and messages, the hot row locked last.
The broadcast is \`POST …/messages\` with \`to: "allGroups"\` over HTTP: checked, committed, read from the outbox, and written to ${figure(plan.readers)} open streams of members, each allowed to his own sub-group;
${figure(bytes)} bytes a reader. The plain one (\`bench/plain-broadcast.ts\`) frames the same number of bytes once and writes them to as many sockets: nothing is kept, nobody is asked. Clock: from the call to the last reader, in
a process of readers of its own each.`
  return { text, page, reached: goals.every(({ reached }) => reached) }
}
