import { fork, type ChildProcess } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { encrypt, newSpeaker } from '../src/infra/push-crypto.ts'
import { log } from './bed.ts'
import type { Db } from '../src/ports/db.ts'
import { createNode } from '../src/wire.ts'
import { benchConfig, createDatabase, fillWith, openPool, platformKey, prepareStore, withoutLimit } from './bed.ts'
import { monotonicMicros } from './measure.ts'
import { figure, tableOf } from './page.ts'
import type { PushAnswer, PushOrder } from './push-process.ts'

/** The part «reach» (issue 5): the owner of a club of 50 000 goes live, and every member has a browser that asked for pushes. */
export interface ReachPlan {
  readonly rounds: number
  readonly members: number
}

/** Of one broadcast, seconds from the commit of its beginning. */
export interface ReachRound {
  /** the outbox read, everybody met, all devices written down for whoever sends */
  readonly onTheirWay: number
  /** the first device handed over */
  readonly first: number
  readonly last: number
  /** beyond one for each device */
  readonly doubled: number
}

export interface ReachFound {
  readonly plan: ReachPlan
  readonly rounds: readonly ReachRound[]
  /** µs of this process alone for encrypting one push */
  readonly encryption: number
  readonly threads: number
  readonly rows: number
}

/** Browsers' keys: as many different ones as make no difference to the cost. */
const KEYS = 1_000
const WAIT_MS = 20

async function openService(): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('./push-process.js', import.meta.url)))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { port, child }
}

function keysOf(count: number): { p256dh: Buffer; auth: Buffer }[] {
  return Array.from({ length: count }, () => {
    const ecdh = createECDH('prime256v1')
    return { p256dh: ecdh.generateKeys(), auth: randomBytes(16) }
  })
}

async function subscribeAll(db: Db, members: number, port: number): Promise<void> {
  const keys = keysOf(KEYS)
  await db.query(
    `insert into push_device (user_no, device_id, endpoint, p256dh, auth, language, created_at, seen_at)
     select n, gen_random_uuid(), $2 || n, k.p256dh, k.auth, 'zh', now(), now()
     from generate_series(1, $1::int4) as n
     join unnest($3::bytea[], $4::bytea[]) with ordinality as k(p256dh, auth, nth) on k.nth = n % $5::int4 + 1`,
    [members, `http://127.0.0.1:${port}/`, keys.map((key) => key.p256dh), keys.map((key) => key.auth), KEYS],
  )
  await db.query(`insert into push_feed (txid, position) values (pg_snapshot_xmin(pg_current_snapshot()), 0)`)
  // balances of all kinds, so that there is an order to keep
  await db.query(`update membership set intimacy = user_no * 7 % 60000, level = 1 + (user_no % 10)`)
  for (const table of ['push_device', 'membership']) await db.exec(`vacuum analyze ${table}`)
}

function encryptionCost(): number {
  const keys = keysOf(100)
  const text = Buffer.alloc(300, 'x')
  const speaker = newSpeaker()
  const runs = 3_000
  for (let run = 0; run < 300; run += 1) encrypt(text, keys[run % 100] ?? keys[0] ?? never(), speaker)
  const before = process.cpuUsage()
  for (let run = 0; run < runs; run += 1) encrypt(text, keys[run % 100] ?? keys[0] ?? never(), speaker)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / runs
}

function never(): never {
  throw new Error('no key')
}

/** Runs it on a server of its own. @param url of the server */
export async function benchReach(url: string, plan: ReachPlan): Promise<ReachFound> {
  const encryption = encryptionCost()
  const address = withoutLimit(await createDatabase(url, 'bench_reach'))
  const db = await openPool(address, 16)
  const { port, child } = await openService()
  try {
    await prepareStore(db)
    await fillWith(db, { ownerIds: ['luo'], memberCounts: [plan.members] })
    await subscribeAll(db, plan.members, port)
    const node = await createNode({
      config: benchConfig(),
      db,
      log,
      // http to loopback is for sandboxes alone
      sandbox: true,
      secretKey: platformKey,
      webRoot: '/nowhere',
    })
    await node.server.ready()
    const rounds: ReachRound[] = []
    for (let round = 0; round <= plan.rounds; round += 1) {
      const one = await oneRound(db, node, child, plan.members, round)
      // the first starts threads and connections: it is shown by nobody
      if (round > 0) rounds.push(one)
    }
    const [rows] = await db.query<{ rows: number }>(
      `select count(*)::int4 + 1 as rows from push_piece where message_no = (select max(message_no) from push_message)`,
    )
    await node.stop()
    const threads = Math.min(8, Math.max(1, availableParallelism() - 1))
    return { plan, rounds, encryption, threads, rows: rows?.rows ?? 0 }
  } finally {
    child.kill()
    await db.close()
  }
}

async function oneRound(
  db: Db,
  node: Awaited<ReturnType<typeof createNode>>,
  child: ChildProcess,
  members: number,
  round: number,
): Promise<ReachRound> {
  const told = once(child, 'message') as Promise<[PushAnswer]>
  child.send({ kind: 'await', devices: members } satisfies PushOrder)
  const sessionId = `s-${round}`
  await node.engine.app.ingest([
    {
      specversion: '1.0',
      id: sessionId,
      source: 'bench',
      type: 'live.started',
      time: new Date().toISOString(),
      data: { ownerId: 'luo', sessionId, title: '新茶上市' },
    },
  ])
  const began = monotonicMicros()
  let written = 0
  while (written === 0) {
    const [row] = await db.query<{ devices: number }>(
      `select coalesce(sum(cardinality(p.user_nos)), 0)::int4 as devices from push_message m join push_piece p using (message_no) where m.key = $1`,
      [`live:${sessionId}`],
    )
    if (row?.devices === members) written = monotonicMicros()
    else await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
  const [{ first, last, requests }] = await told
  await node.reach.settled()
  const seconds = (micros: number): number => (micros - began) / 1_000_000
  return { onTheirWay: seconds(written), first: seconds(first), last: seconds(last), doubled: requests - members }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** What the page says. The goal: everybody is on his way within 5 s (GRP-7). */
export function reportReach(found: ReachFound, machine: string, server: string) {
  const { rounds, plan } = found
  const of = (pick: (round: ReachRound) => number): string => figure(median(rounds.map(pick)), 2)
  const most = Math.max(...rounds.map((round) => round.onTheirWay))
  const last = median(rounds.map((round) => round.last))
  const rows = [
    ['all devices written down for the senders', of((round) => round.onTheirWay), figure(most, 2)],
    ['first device handed over', of((round) => round.first), figure(Math.max(...rounds.map(({ first }) => first)), 2)],
    ['last device handed over', of((round) => round.last), figure(Math.max(...rounds.map((round) => round.last)), 2)],
  ]
  const doubled = rounds.reduce((sum, round) => sum + round.doubled, 0)
  const reached = most <= 5 && doubled === 0
  const page = `## Reach: ${figure(plan.members)} members are told that the owner is live

\`npm run bench -- --reach\`, ${rounds.length} rounds, on ${machine}; ${server}. One node with ${found.threads} thread(s) of pushes; the push service is a process on
the same machine (http on loopback, no TLS, answers at once), and all of it shares the cores. Seconds from the commit of \`live.started\`:

${tableOf(['', 'median, s', 'most, s'], rows)}

A broadcast is ${figure(found.rows)} rows, whatever becomes of it; pushes beyond one for each device: ${doubled}. «On their way» (GRP-7: within 5 s) means the first line: the
outbox was read, everybody was met in the order of levels, and what is to be sent is written down where any node's threads take it. Handing over goes at
${figure(plan.members / last)} a second here and is bound by computing: encrypting one push costs ${figure(found.encryption)} µs of a core (a key agreement on P-256 for each
device, RFC 8291), its request about as much again on both sides. It grows with cores and nodes; how long a push service keeps it is not ours to say.`
  const text = `${page}\n\ngoal ${reached ? 'reached' : 'MISSED'}: on their way within 5 s`
  return { page, text, reached }
}
