/**
 * The figures of docs/adr/0009-rank-without-a-hot-index.md: a club of a million members read by rank page by page, searched, and written with
 * the index on the bucket and with one on the balance. (`npm run bench -- --club` measures the same club through HTTP, mode change and all.)
 *
 *   node --import tsx bench/rank.ts URL [MEMBERS]     on an empty database of a PostgreSQL with default durability
 */
import { isRejection } from '../src/contract/rejections.ts'
import { createEngine, type Engine } from '../src/flow/engine.ts'
import { migrate, migrationsFolder, readMigrations } from '../src/infra/migrate.ts'
import { openPostgres } from '../src/infra/pg.ts'
import { createRandom } from '../src/lib/prng.ts'
import { createCalendar } from '../src/lib/time.ts'
import {
  ANY_INTIMACY,
  listByJoining,
  listByRank,
  type After,
  type ListedRow,
  type Listing,
} from '../src/member/store.ts'
import type { Db } from '../src/ports/db.ts'
import { seedStore } from '../src/wire.ts'

const [url = '', membersText = '1000000'] = process.argv.slice(2)
const MEMBERS = Number(membersText)
const OTHERS = MEMBERS / 5
const CLUBS = 50
const calendar = createCalendar('Asia/Shanghai')
const random = createRandom('big club')
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const quiet = { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error }

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
function tell(title: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const part = (share: number) => quantile(sorted, share).toFixed(1)
  say(`${title}: n ${times.length}, p50 ${part(0.5)} ms, p99 ${part(0.99)} ms, most ${part(1)} ms`)
}
async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const value = await work()
  times.push(performance.now() - began)
  return value
}

/** Balances as clubs have them: a third nothing, crowds on one task's points, the rest spread over three powers of ten. */
async function fill(db: Db): Promise<void> {
  await db.exec(`
    set statement_timeout = 0;
    select setseed(0.42);
    insert into club (owner_id, kind, name, currency, created_at, mode)
      select 'club' || i, 'creator', 'club ' || i, 'CNY', now() - interval '500 days', 'live' from generate_series(1, ${CLUBS}) i;
    insert into club_change (club_no, kind, at, value) select club_no, k, to_timestamp(0), v::jsonb
      from club, (values ('mode', '"live"'), ('purchase', 'false'), ('rollout', '{"phase":2,"share":1}')) t(k, v);
    insert into person (user_id, name, created_at)
      select 'fan-' || lpad((i::bigint * 7919 % 100000007)::text, 9, '0'), case when i % 3 = 0 then '铁粉' || i % 1000 || 'n' || i end, now()
      from generate_series(1, ${MEMBERS + OTHERS}) i;
    insert into person_alias select user_id, user_no from person;
    insert into fan (user_no, club_no, epoch, lit_orders)
      select i, case when i <= ${MEMBERS} then 1 else 2 + i % ${CLUBS - 1} end, 1, (random() < 0.08)::int from generate_series(1, ${MEMBERS + OTHERS}) i;
    insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at)
      select i, case when i <= ${MEMBERS} then 1 else 2 + i % ${CLUBS - 1} end, 'live', 1, 'liveRoom', date_trunc('second', now() - random() * interval '400 days'), p,
        width_bucket(p, (select array_agg(x::int8) from jsonb_array_elements_text((select body->'modes'->'live'->'thresholds' from rule_set)) x)),
        case when p > 0 then now() - random() * interval '60 days' end
      from (select i, case when r < 0.35 then 0 when r < 0.45 then 50 when r < 0.50 then 100 when r < 0.53 then 5
              else (exp(4.5 + 2.2 * (random() + random() + random() + random() - 2)))::int8 * (1 + (random() < 0.3)::int * 3) end as p
            from (select i, random() as r from generate_series(1, ${MEMBERS + OTHERS}) i) t) q;
    insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
      select user_no, club_no, 1, 'live', 'join', 'liveRoom', joined_at, joined_at::date from membership;
    insert into ledger (user_no, club_no, seq, id, mode, epoch, at, recorded_at, business_day, kind, delta, balance, rule_set_version)
      select user_no, club_no, 1, gen_random_uuid(), 'live', 1, last_earned_at, last_earned_at, last_earned_at::date, 'coins', intimacy, intimacy, 1
      from membership where intimacy > 0;
    update fan set seq = 1 from membership m where m.user_no = fan.user_no and m.club_no = fan.club_no and m.intimacy > 0;
    insert into club_level (club_no, mode, level, part, members) select club_no, mode, level, 0, count(*) from membership group by 1, 2, 3;
    set statement_timeout = default;`)
  await db.exec('vacuum analyze')
}

const everyone: Listing = { clubNo: 1, mode: 'live', from: 0, below: ANY_INTIMACY, lit: null, q: null }

async function readPages(db: Db): Promise<void> {
  const first: number[] = []
  for (let turn = 0; turn < 100; turn += 1) await timed(first, () => listByRank(db, everyone, null, 51))
  tell('rank, first page of 50', first)
  const anywhere: number[] = []
  for (let turn = 0; turn < 300; turn += 1) {
    const [at] = await db.query<{ intimacy: number; user_no: number }>(
      `select intimacy, user_no from membership where club_no = 1 and mode = 'live' and user_no >= $1::int8 order by user_no limit 1`,
      [random.between(1, MEMBERS)],
    )
    const after: After = { value: at?.intimacy ?? 0, userNo: at?.user_no ?? 0 }
    await timed(anywhere, () => listByRank(db, everyone, after, 51))
  }
  tell('rank, 50 after a member drawn at random', anywhere)
  const buckets = await db.query<{ members: number; most: number }>(
    `select count(*)::int4 as members, max(intimacy) as most from membership where club_no = 1 and mode = 'live' and rank_bucket > 7
     group by rank_bucket order by 1 desc limit 3`,
  )
  for (const { members, most } of buckets) {
    const worst: number[] = []
    for (let turn = 0; turn < 20; turn += 1)
      await timed(worst, () => listByRank(db, everyone, { value: most + 1, userNo: 2 ** 52 }, 51))
    tell(`rank, the page that enters the bucket of ${members} members`, worst)
  }
  for (const [title, list] of [
    ['rank', listByRank],
    ['joining', listByJoining],
  ] as const) {
    const walk: number[] = []
    let seen = 0
    for (let after: After | null = null; ;) {
      const at: After | null = after
      const rows: readonly ListedRow[] = await timed(walk, () => list(db, everyone, at, 200))
      seen += rows.length
      const last = rows.at(-1)
      if (last === undefined || rows.length < 200) break
      after = { value: list === listByRank ? last.intimacy : last.joined_at, userNo: last.user_no }
    }
    tell(
      `${title}, all ${seen} members in pages of 200, ${(walk.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} s`,
      walk,
    )
  }
  const searches: readonly (readonly [string, string])[] = [
    ['an id', 'fan-012345678'],
    ['an id of some', 'fan-01234'],
    ['an id of tens of thousands', 'fan-01'],
    ['an id of all', 'fan-'],
    ['a name of some', '铁粉123n1'],
    ['a name of hundreds', '铁粉123'],
    ['a name of a third of all', '铁粉'],
    ['nobody', 'zzz'],
  ]
  for (const [title, q] of searches) {
    const times: number[] = []
    let found = 0
    for (let turn = 0; turn < 20; turn += 1)
      found = (await timed(times, () => listByRank(db, { ...everyone, q }, null, 51))).length
    tell(`search, beginning of ${title} (${q}: ${found > 50 ? '50 and more' : found})`, times)
  }
}

const event = (id: string, type: string, userId: string, ownerId: string, data: object, at: number) => ({
  specversion: '1.0',
  id,
  source: 'bench',
  type,
  subject: userId,
  time: new Date(at).toISOString(),
  data: { ownerId, sessionId: `room-${ownerId}`, ...data },
})
const fanId = (no: number): string => `fan-${String(Number((BigInt(no) * 7919n) % 100000007n)).padStart(9, '0')}`

const RUN = Date.now()
let counter = 0
/** What a room sends: mostly watching and liking, some gifts. */
function happen(userNo: number, ownerId: string): object {
  counter += 1
  const kind = random.below(10)
  const at = Date.now()
  if (kind < 5) return event(`e${RUN}-${counter}`, 'live.watched', fanId(userNo), ownerId, { seconds: 300 }, at)
  if (kind < 8) return event(`e${RUN}-${counter}`, 'live.liked', fanId(userNo), ownerId, { count: 20 }, at)
  return event(`e${RUN}-${counter}`, 'live.gifted', fanId(userNo), ownerId, { coins: random.between(1, 30) }, at)
}
const inBig = () => happen(random.between(1, MEMBERS), 'club1')
async function ingest({ app }: Engine, events: readonly object[]): Promise<void> {
  const answer = await app.ingest(events)
  if (isRejection(answer) || answer.rejected > 0) throw new Error(JSON.stringify(answer).slice(0, 300))
}

async function hotShare(db: Db, engine: Engine, title: string): Promise<void> {
  await db.exec('vacuum membership')
  await db.exec('checkpoint')
  const stats = async () => {
    await db.exec('select pg_stat_force_next_flush()')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const [row] = await db.query<{ updated: number; hot: number; wal: string }>(
      `select n_tup_upd as updated, n_tup_hot_upd as hot, pg_current_wal_lsn()::text as wal from pg_stat_user_tables where relname = 'membership'`,
    )
    return row ?? { updated: 0, hot: 0, wal: '0/0' }
  }
  const before = await stats()
  const events = 100_000
  const began = performance.now()
  for (let sent = 0; sent < events; sent += 5_000) await ingest(engine, Array.from({ length: 5_000 }, inBig))
  const seconds = (performance.now() - began) / 1000
  const after = await stats()
  const [wal] = await db.query<{ bytes: number }>('select pg_wal_lsn_diff($1::pg_lsn, $2::pg_lsn)::int8 as bytes', [
    after.wal,
    before.wal,
  ])
  const updated = after.updated - before.updated
  say(
    `${title}: ${events} events, ${updated} membership updates, HOT ${((100 * (after.hot - before.hot)) / updated).toFixed(1)} %, ` +
      `WAL ${((wal?.bytes ?? 0) / events).toFixed(0)} B an event, ${(events / seconds).toFixed(0)} events/s`,
  )
}

const db = await openPostgres({ connectionString: url, max: 16, log: quiet })
await migrate(db, await readMigrations(migrationsFolder()), quiet)
await seedStore(db)
const engine = createEngine({
  db,
  systemClock: { now: () => Promise.resolve(Date.now()) },
  realNow: () => Date.now(),
  calendar,
  sandbox: false,
  log: quiet,
  queueEventsMost: 50_000,
  queueBytesMost: 80_000_000,
  batchEventsMost: 5_000,
  cachePeopleMost: 200_000,
  firstPart: 0,
  resolvePurchase: () => Promise.resolve(new Set()),
  purchaseVisible: () => Promise.resolve(true),
  onCommit: () => undefined,
})
const [filled] = await db.query('select 1 from membership limit 1')
if (filled === undefined) await fill(db)
say(`${MEMBERS} members in one club, ${OTHERS} in ${CLUBS - 1} others`)
await readPages(db)
await hotShare(db, engine, 'with the index on the bucket')
await db.exec(
  'create index as_before on membership (club_no, mode, intimacy desc, user_no); drop index membership_rank',
)
await hotShare(db, engine, 'with an index on the balance instead, as before')
await db.exec(
  'create index membership_rank on membership (club_no, mode, rank_bucket desc, user_no); drop index as_before',
)
await hotShare(db, engine, 'with the index on the bucket again')
await db.close()
process.exit(0)
