import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertModeChange, putOwner } from '../../src/club/store.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { ruleSetBody } from '../../src/contract/rule-set.ts'
import type { Mode } from '../../src/contract/words.ts'
import { runDue } from '../../src/flow/due.ts'
import type { Engine } from '../../src/flow/engine.ts'
import { replay } from '../../src/flow/replay.ts'
import { doPiece, finishWork, type WorkOptions } from '../../src/flow/work.ts'
import { insertVersion } from '../../src/level/store.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { createCalendar } from '../../src/lib/time.ts'
import type { Db } from '../../src/ports/db.ts'
import { describePostgres, describeAnyStore, emptyTables } from '../support/store.ts'
import { openEngine } from './engine.ts'
import { event, order } from './events.ts'
import { handClock, type HandClock } from './nodes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const calendar = createCalendar('Asia/Shanghai')
const platform = { role: 'platform', id: 'test' } as const
const CHANGE = '01890a5d-ac96-774b-bcce-b302099a8057'
/** when the club was filled, and when its change takes effect: midnight in Shanghai */
const FILLED = Date.UTC(2026, 2, 1, 4)
const SWITCH = Date.UTC(2026, 2, 2, 16)

interface Place {
  readonly db: Db
  readonly engine: Engine
  readonly clock: HandClock
  readonly work: WorkOptions
}

async function placeOn(db: Db): Promise<Place> {
  const clock = handClock(FILLED)
  const engine = await openEngine(db, clock)
  return { db, engine, clock, work: { db, calendar, now: () => Promise.resolve(clock.now()) } }
}

const ok = <T extends object>(answer: T): T => {
  if (isRejection(answer)) throw new Error(JSON.stringify(answer))
  return answer
}

async function send({ engine }: Place, events: readonly unknown[], history = false): Promise<void> {
  const { results } = ok(await engine.app.ingest(events, { history })) as {
    results: { status: string; code?: string }[]
  }
  const bad = results.find((result) => result.status === 'rejected')
  if (bad !== undefined) throw new Error(JSON.stringify(bad))
}

const fan = (index: number): string => `fan-${String(index).padStart(5, '0')}`
const orderOf = (index: number): string => `order-${index}`

/** A live club of so many members with balances, orders and followers, everything in the past; its first change to shopping is announced. */
async function fillClub(place: Place, members: number): Promise<void> {
  const { engine, clock } = place
  const owner = { ownerId: 'luo', kind: 'creator', name: 'luo', mode: 'live' as Mode, currency: 'CNY' }
  await engine.app.command(platform, ({ tx, now }) =>
    putOwner(tx, owner, { phase: 2, share: 1 }, now - 60 * DAY).then(() => null),
  )
  const events = Array.from({ length: members }, (_, index) => {
    const subject = fan(index)
    const at = clock.now() - (1 + (index % 20)) * DAY
    const data = { ownerId: 'luo', sessionId: 'past' }
    const gifts = Array.from({ length: index % 4 }, (_, turn) =>
      event('live.gifted', {
        id: `g-${index}-${turn}`,
        subject,
        at: at + turn * DAY,
        data: { ...data, coins: 10 + ((index * 37) % 400) },
      }),
    )
    const bought =
      index % 5 === 0
        ? [
            order({
              id: `o-${index}`,
              ownerId: 'luo',
              userId: subject,
              orderId: orderOf(index),
              yuan: 30,
              at,
              sessionId: 'past',
            }),
          ]
        : []
    return [
      event('user.followed', { id: `f-${index}`, subject, at: at - DAY, data: { ownerId: 'luo' } }),
      ...gifts,
      ...bought,
    ]
  }).flat()
  for (let from = 0; from < events.length; from += 4_000) await send(place, events.slice(from, from + 4_000), true)
  await engine.app.command(platform, async ({ tx, now }) => {
    const clubs = await tx.query<{ club_no: number }>(`select club_no from club where owner_id = 'luo'`)
    await insertModeChange(tx, {
      id: CHANGE,
      clubNo: clubs[0]?.club_no ?? 0,
      from: 'live',
      to: 'shopping',
      now,
      effectiveAt: SWITCH,
      carries: members,
    })
    return null
  })
}

/** What may meet a club whose members are being carried over, each with its own effect on the balances of both modes. */
function happenings(place: Place, members: number): readonly (() => Promise<unknown>)[] {
  const { engine, clock } = place
  const { app } = engine
  const live = (type: string, id: string, index: number, at: number, more: object = {}) =>
    event(type, { id, subject: fan(index), at, data: { ownerId: 'luo', sessionId: 'room', ...more } })
  const spread = (n: number): number => Math.floor((n * 977 + 13) % members)
  const refund = (id: string, index: number, fen: number) =>
    event('order.refunded', {
      id,
      subject: fan(index),
      at: clock.now(),
      data: { ownerId: 'luo', orderId: orderOf(index), refundId: id, amount: { value: fen, currency: 'CNY' } },
    })
  return [
    () =>
      send(
        place,
        [1, 2, 3, 4, 5].map((n) => live('live.commented', `c-${n}`, spread(n), clock.now(), { text: 'hi' })),
      ),
    // bought while the club was live: both balances hold it
    () => send(place, [refund('r-1', 5 * Math.floor(members / 10), 3_000), refund('r-2', 0, 1_000)]),
    // happened before the change, told after it: earns where the club was then, and carries nothing
    () =>
      send(
        place,
        [6, 7].map((n) => live('live.gifted', `late-${n}`, spread(n), SWITCH - HOUR, { coins: 25 })),
      ),
    () => app.command(platform, (c) => c.members.join({ ownerId: 'luo', userId: 'new', scene: 'profile', gift: null })),
    () => app.command(platform, (c) => c.members.leave({ ownerId: 'luo', userId: fan(spread(8)) })).then(ok),
    () =>
      app
        .command(platform, (c) =>
          c.members.correct({
            ownerId: 'luo',
            userId: fan(spread(9)),
            mode: 'shopping',
            delta: 40,
            reason: 'x',
            actor: 'y',
          }),
        )
        .then(ok),
    () =>
      app
        .command(platform, (c) =>
          c.members.correct({
            ownerId: 'luo',
            userId: fan(spread(10)),
            mode: 'live',
            delta: -7,
            reason: 'x',
            actor: 'y',
          }),
        )
        .then(ok),
    // history makes a live member of someone new, and moves points of one who was: the change is over, it carries neither
    () =>
      send(
        place,
        [
          event('live.gifted', {
            id: 'h-1',
            subject: 'newcomer',
            at: SWITCH - 3 * DAY,
            data: { ownerId: 'luo', sessionId: 'past', coins: 50 },
          }),
          live('live.gifted', 'h-2', spread(11), SWITCH - 2 * DAY, { sessionId: 'past', coins: 30 }),
        ],
        true,
      ),
    () =>
      send(place, [
        live('live.commented', 'c-new', spread(11), clock.now(), { text: 'hi' }),
        event('live.commented', {
          id: 'c-h',
          subject: 'newcomer',
          at: clock.now(),
          data: { ownerId: 'luo', sessionId: 'room', text: 'a' },
        }),
      ]),
    () =>
      app
        .command(platform, (c) =>
          c.members.merge({ into: fan(spread(12)), from: fan(spread(13)), reason: 'one', actor: 'y' }),
        )
        .then(ok),
    () =>
      app
        .command(platform, (c) =>
          c.members.merge({ into: fan(spread(14)), from: fan(spread(1)), reason: 'one', actor: 'y' }),
        )
        .then(ok),
    () => app.command(platform, (c) => c.members.leave({ ownerId: 'luo', userId: 'new' })).then(ok),
  ]
}

/** Everything that must be alike, whoever carried whom: not ids of entries, instants of recording, versions, who wrote which part of a total. */
const pictures: Readonly<Record<string, string>> = {
  membership:
    'select user_id, mode, m.epoch, scene, joined_at, intimacy, level, last_earned_at from membership m join person using (user_no) order by 1, 2',
  carried: `select user_id, carried_seq from membership join person using (user_no) where mode = 'shopping' order by 1`,
  fan: 'select user_id, epoch, seq, left_at, lit_orders from fan join person using (user_no) order by 1',
  ledger: `select user_id, seq, mode, epoch, at, business_day, kind, delta, balance, shortfall, event_id, rule_set_version, order_id, amount
           from ledger join person using (user_no) order by 1, 2`,
  membership_log:
    'select user_id, epoch, mode, kind, scene, at, business_day from membership_log join person using (user_no) order by 1, log_no',
  member_day:
    'select user_id, mode, day, level, earned, net, tasks_earned::text from member_day join person using (user_no) order by 1, 2, 3',
  purchase_order:
    'select user_id, order_id, epoch, mode_seq, earned, taken, refunded from purchase_order join person using (user_no) order by 1, 2',
  club_level:
    'select mode, level, sum(members)::int4 as members from club_level group by 1, 2 having sum(members) <> 0 order by 1, 2',
  mode_change: 'select status, carries from mode_change',
}

async function picture(db: Db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const [name, text] of Object.entries(pictures))
    all[name] = (await db.query(text)).map((row) => Object.values(row).join(' '))
  return all
}

async function expectSound(db: Db): Promise<void> {
  const report = await replay(db, { fix: false })
  expect(report.lines).toEqual([])
}

const left = (db: Db, kind: 'carry' | 'relevel') =>
  db.query('select 1 from work_progress where finished_at is null and kind = $1', [kind])

describeAnyStore('members carried piece by piece', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(() => emptyTables(db))

  const MEMBERS = 60

  /** The same club and the same happenings; `between` says how many pieces of which size come before each. */
  async function run(pieces: 'at once' | Random): Promise<Record<string, string[]>> {
    await emptyTables(db)
    const place = await placeOn(db)
    await fillClub(place, MEMBERS)
    place.clock.move(SWITCH - FILLED)
    await runDue(db, SWITCH, calendar, { members: 'begin' })
    if (pieces === 'at once') await finishWork(place.work)
    for (const happen of happenings(place, MEMBERS)) {
      if (pieces !== 'at once')
        for (let turn = pieces.below(3); turn > 0; turn -= 1) await doPiece(place.work, pieces.between(1, 9), false)
      place.clock.move(60_000)
      await happen()
      await expectSound(db)
    }
    await finishWork(place.work)
    await expectSound(db)
    return picture(db)
  }

  test('CLUB-5: piece by piece, among events and commands of carried and not yet carried members, ends as all at once', async () => {
    const expected = await run('at once')
    expect(expected['carried']?.length).toBeGreaterThan(MEMBERS - 6)
    for (const seed of ['a', 'b']) expect(await run(createRandom(seed)), seed).toEqual(expected)
  })

  test('CLUB-5: while it runs a member is shown as one or the other, whole; how far it is can be read', async () => {
    const place = await placeOn(db)
    await fillClub(place, 30)
    place.clock.move(SWITCH - FILLED)
    await runDue(db, SWITCH, calendar, { members: 'begin' })
    const shown = () =>
      db.query<{ user_no: number; intimacy: number; level: number; epoch: number; scene: string; joined_at: number }>(
        `select user_no, intimacy, level, epoch, scene, joined_at, last_earned_at from membership_shown where mode = 'shopping' order by 1`,
      )
    const before = await shown()
    expect(before).toHaveLength(30)
    for (let done = 0; done < 30; done += 6) {
      const progress = await db.query<{ done: number; total: number }>('select done, total from work_progress')
      expect(progress).toEqual([{ done, total: 30 }])
      expect(await shown()).toEqual(before)
      await doPiece(place.work, 6, false)
    }
    expect(await left(db, 'carry')).toHaveLength(1)
    expect(await doPiece(place.work, 6, false)).toMatchObject({ looked: 0 })
    expect(await left(db, 'carry')).toHaveLength(0)
    expect(await doPiece(place.work, 6, false)).toBeNull()
    expect(await shown()).toEqual(before)
    expect(await db.query(`select carries from mode_change`)).toEqual([{ carries: 30 }])
  })

  test('CLUB-5: a club that was a shopping club once tells how many it carries, and carries only those', async () => {
    const place = await placeOn(db)
    await fillClub(place, 30)
    // ten of them are shopping members already
    await db.query(
      `insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, level)
       select user_no, club_no, 'shopping', epoch, 'group', joined_at, 0, 1 from membership where user_no <= 10`,
    )
    await db.query(
      `insert into club_level (club_no, mode, level, part, members) select club_no, 'shopping', 1, 3, 10 from club`,
    )
    place.clock.move(SWITCH - FILLED)
    await runDue(db, SWITCH, calendar, { members: 'finish' })
    expect(await db.query(`select carries from mode_change`)).toEqual([{ carries: 20 }])
    expect(
      await db.query(
        `select count(*)::int4 as carried from membership where mode = 'shopping' and scene = 'migration'`,
      ),
    ).toEqual([{ carried: 20 }])
    expect(await db.query(`select sum(members)::int4 as members from club_level where mode = 'shopping'`)).toEqual([
      { members: 30 },
    ])
  })

  test('LVL-4: new thresholds reach the stored levels piece by piece, and whom an event meets first; nobody is told, totals hold at every step', async () => {
    const place = await placeOn(db)
    await fillClub(place, 40)
    await publishThresholds(place, 3)
    place.clock.move(SWITCH - HOUR - FILLED)
    const levels = () =>
      db.query<{ user_id: string; level: number }>(
        'select user_id, level from membership join person using (user_no) order by 1',
      )
    const before = await levels()
    await runDue(db, place.clock.now(), calendar, { members: 'begin' })
    expect(await levels()).toEqual(before)
    await db.query('delete from outbox')
    const quiet = async () =>
      (await db.query<{ body: { levelUp?: boolean } }>(`select body from outbox where kind like 'member.%'`)).map(
        (row) => row.body.levelUp,
      )
    for (let turn = 0; turn < 5; turn += 1) {
      await doPiece(place.work, 7, false)
      await expectSound(db)
      place.clock.move(60_000)
      // a comment earns nothing in a live club, one coin two points
      const subject = fan(39 - turn)
      await send(place, [
        event('live.gifted', { subject, at: place.clock.now(), data: { ownerId: 'luo', sessionId: 'room', coins: 1 } }),
      ])
      await expectSound(db)
    }
    await finishWork(place.work)
    await expectSound(db)
    const after = await levels()
    expect(after).not.toEqual(before)
    const wrong = await db.query(`select user_no from membership where level <> width_bucket(intimacy, $1::int8[])`, [
      await thresholdsNow(db),
    ])
    expect(wrong).toEqual([])
    expect((await quiet()).filter((levelUp) => levelUp === true)).toEqual([])
  })

  test('LVL-4: a set that leaves the thresholds as they are gives nobody work; a newer one takes over what an older one left', async () => {
    const place = await placeOn(db)
    await fillClub(place, 20)
    await publishThresholds(place, 1)
    place.clock.move(DAY)
    await runDue(db, place.clock.now(), calendar, { members: 'begin' })
    expect(await left(db, 'relevel')).toEqual([])
    await publishThresholds(place, 3)
    place.clock.move(DAY)
    await runDue(db, place.clock.now(), calendar, { members: 'begin' })
    await doPiece(place.work, 5, false)
    await expectSound(db)
    await publishThresholds(place, 5)
    place.clock.move(DAY)
    await runDue(db, place.clock.now(), calendar, { members: 'begin' })
    expect(await left(db, 'relevel')).toHaveLength(1)
    await doPiece(place.work, 5, false)
    await expectSound(db)
    await finishWork(place.work)
    await expectSound(db)
    expect(
      await db.query(`select user_no from membership where level <> width_bucket(intimacy, $1::int8[])`, [
        await thresholdsNow(db),
      ]),
    ).toEqual([])
  })
})

/** The rules of today with every threshold divided, from tomorrow on (LVL-4). */
async function publishThresholds({ engine, clock }: Place, divisor: number): Promise<void> {
  const { versions } = await engine.app.rules()
  const latest = versions.at(-1)
  const { modes, ...rest } = ruleSetBody.parse(latest)
  const lower = <T extends { thresholds: readonly number[] }>(mode: T): T => ({
    ...mode,
    thresholds: mode.thresholds.map((value, index) => Math.max(index, Math.floor(value / divisor))),
  })
  const body = ruleSetBody.parse({ ...rest, modes: { live: lower(modes.live), shopping: lower(modes.shopping) } })
  const effectiveDay = calendar.plusDays(calendar.dayOf(clock.now()), 1)
  await engine.app.command(platform, async ({ tx, now }) => {
    const version = (latest?.version ?? 0) + 1
    await insertVersion(tx, {
      version,
      effectiveDay,
      effectiveAt: calendar.startOf(effectiveDay),
      body,
      note: '',
      by: 'test',
      at: now,
    })
    return null
  })
}

async function thresholdsNow(db: Db): Promise<readonly number[]> {
  const [row] = await db.query<{ thresholds: number[] }>(
    `select body->'modes'->'live'->'thresholds' as thresholds from rule_set order by version desc limit 1`,
  )
  return row?.thresholds ?? []
}

describePostgres('a big club on two nodes', (store) => {
  test('CLUB-5: two nodes carry it together while both take events: everyone once, every point kept, other clubs untouched', async () => {
    const db = await store.open()
    try {
      const MEMBERS = 4_000
      const place = await placeOn(db)
      await fillClub(place, MEMBERS)
      const other = { ...place, engine: await openEngine(db, place.clock) }
      place.clock.move(SWITCH - FILLED)
      let running = true
      let sent = 0
      const load = async (node: Place, shift: number): Promise<void> => {
        while (running) {
          const events = Array.from({ length: 40 }, (_, turn) => {
            sent += 1
            const subject = fan((sent * 131 + turn * 17 + shift) % MEMBERS)
            const data = { ownerId: 'luo', sessionId: 'room', text: 'hi' }
            return event('live.commented', { subject, at: place.clock.now(), data })
          })
          await send(node, events)
        }
      }
      const loads = [load(place, 0), load(other, 7)]
      // the engines find it due by themselves and begin; each node's worker takes pieces until nothing is left
      while ((await db.query('select 1 from work_progress where finished_at is not null')).length === 0)
        for (const { engine } of [place, other]) {
          await engine.runDueNow()
          engine.worker.kick()
          await new Promise((resolve) => setImmediate(resolve))
        }
      running = false
      await Promise.all(loads)
      expect(sent).toBeGreaterThan(80)
      const [sums] = await db.query(
        `select count(*)::int4 as members, count(distinct user_no)::int4 as people,
           (select count(*)::int4 from ledger where kind = 'migration') as entries,
           (select count(*)::int4 from membership_log where kind = 'carry') as logged,
           (select sum(members)::int4 from club_level where mode = 'shopping') as counted
         from membership where mode = 'shopping'`,
      )
      expect(sums).toEqual({ members: MEMBERS, people: MEMBERS, entries: MEMBERS, logged: MEMBERS, counted: MEMBERS })
      await expectSound(db)
      for (const { engine } of [place, other]) await engine.worker.stop()
    } finally {
      await db.close()
    }
  })
})
