import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkload, everythingMix, ownerIdOf, userIdOf } from './workload.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { insertModeChange, lockClub } from '../../src/club/store.ts'
import type { Engine } from '../../src/flow/engine.ts'
import { replay } from '../../src/flow/replay.ts'
import type { Db } from '../../src/ports/db.ts'
import { describeAnyStore } from '../support/store.ts'
import { event } from './events.ts'
import { fillClubs, openEngine } from './engine.ts'
import { handClock, type HandClock } from './nodes.ts'

const CLUBS = 10
const PEOPLE = 300
const DAY = 86_400_000
/** a machine busy with everything else needs a minute for what is seconds' work */
const SLOW_MS = 240_000
const subject = { role: 'platform', id: 'test' } as const

/** The one who joined first: never the one whose row goes, which would take the other damages along. */
const longest = '(select user_no, club_no, mode from membership order by joined_at, user_no, club_no limit 1)'

/** What a corrupted byte, a half-restored backup or a wrong hand in the database may do: table, what, how. */
const damages: readonly (readonly [string, string, string])[] = [
  [
    'membership',
    'intimacy',
    `update membership set intimacy = intimacy + 7 where (user_no, club_no, mode) = ${longest}`,
  ],
  [
    'membership',
    'level',
    `update membership set level = case level when 20 then 1 else 20 end where (user_no, club_no, mode) = ${longest}`,
  ],
  [
    'membership',
    'last earning',
    `update membership set last_earned_at = '2001-01-01Z' where (user_no, club_no, mode) = ${longest}`,
  ],
  [
    'membership',
    'a row gone',
    'delete from membership where (user_no, club_no, mode) = (select user_no, club_no, mode from membership where intimacy > 0 order by joined_at desc, user_no desc, club_no limit 1)',
  ],
  [
    'membership',
    'a row too many',
    `insert into membership (user_no, club_no, mode, epoch, scene, joined_at) values (999999, 1, 'live', 1, 'group', now())`,
  ],
  [
    'fan',
    'number of entries',
    'update fan set seq = seq + 1 where (user_no, club_no) = (select user_no, club_no from fan order by user_no, club_no limit 1)',
  ],
  [
    'fan',
    'lit orders',
    'update fan set lit_orders = lit_orders + 1 where (user_no, club_no) = (select user_no, club_no from fan order by user_no, club_no limit 1)',
  ],
  [
    'member_day',
    'earned',
    'update member_day set earned = earned + 1 where (user_no, club_no, day) = (select user_no, club_no, day from member_day order by user_no, club_no, day limit 1)',
  ],
  [
    'member_day',
    'by task',
    'update member_day set tasks_earned[2] = tasks_earned[2] + 5 where (user_no, club_no, day) = (select user_no, club_no, day from member_day order by user_no, club_no, day limit 1)',
  ],
  [
    'purchase_order',
    'earned',
    'update purchase_order set earned = earned + 1 where order_id = (select order_id from purchase_order where refunded = 0 order by order_id limit 1)',
  ],
  [
    'purchase_order',
    'taken',
    'update purchase_order set taken = taken - 1 where order_id = (select order_id from purchase_order where taken > 0 order by order_id limit 1)',
  ],
  ['club_level', 'members', 'update club_level set members = members + 1 where club_no = 1'],
  ['club_day', 'earned', 'update club_day set earned = earned + 1 where club_no = 1'],
  ['club_day', 'active', 'update club_day set active = active + 1 where club_no = 1'],
  ['session_fan', 'completed', 'update session_fan set completed = completed # 1 where session_no = 1'],
  ['session_total', 'exhausted', 'update session_total set exhausted[3] = exhausted[3] + 1 where session_no = 1'],
]

describeAnyStore('TASK-12: replay', (store) => {
  let db: Db
  let engine: Engine
  let clock: HandClock

  const expectNothing = async (): Promise<void> => {
    const { differences, lines } = await replay(db, { fix: false })
    expect(lines).toEqual([])
    expect(differences).toBe(0)
  }
  const batches = async (seed: number, count: number): Promise<void> => {
    const from = clock.now() - 40 * 3_600_000
    const workload = createWorkload({
      seed,
      clubs: CLUBS,
      people: PEOPLE,
      active: PEOPLE,
      eventsEach: 20,
      from,
      pause: 20_000,
      duplicates: 0.03,
      mix: everythingMix,
    })
    for (let turn = 0; turn < count; turn += 1) {
      const answer = await engine.app.ingest(workload.take(1_000))
      if (isRejection(answer)) throw new Error(answer.rejected)
    }
  }

  beforeAll(async () => {
    db = await store.open()
    clock = handClock()
    engine = await openEngine(db, clock)
    await fillClubs(engine, CLUBS, PEOPLE, PEOPLE)
  })
  afterAll(() => db.close())

  it(
    'agrees after every type of event, leaving, rejoining, corrections, merges and a change of mode',
    async () => {
      await batches(1, 4)
      await expectNothing()
      const { app } = engine
      await app.command(subject, async ({ tx, now }) => {
        const club = await lockClub(tx, ownerIdOf(4))
        if (club === null) throw new Error('no club')
        const change = {
          id: '00000000-0000-7000-8000-000000000001',
          clubNo: club.club_no,
          from: 'live',
          to: 'shopping',
          now,
          carries: 0,
        } as const
        await insertModeChange(tx, { ...change, effectiveAt: now + DAY })
        return null
      })
      const members = await db.query<{ user_id: string; owner_id: string }>(
        'select p.user_id, c.owner_id from membership join person p using (user_no) join club c using (club_no) order by user_no limit 60',
      )
      for (const [index, { user_id: userId, owner_id: ownerId }] of members.entries()) {
        if (index % 3 === 0) await app.command(subject, ({ members: on }) => on.leave({ ownerId, userId }))
        if (index % 3 === 1)
          await app.command(subject, ({ members: on }) =>
            on.correct({
              ownerId,
              userId,
              mode: null,
              delta: index % 2 === 0 ? 150 : -150,
              reason: 'test',
              actor: 'test',
            }),
          )
      }
      await expectNothing()
      clock.move(DAY + 3_600_000)
      await engine.runDueNow()
      await batches(2, 3)
      for (const { user_id: userId, owner_id: ownerId } of members)
        await app.command(subject, ({ members: on }) =>
          on.join({ ownerId, userId, scene: 'group', gift: null, byPlatform: true }),
        )
      await expectNothing()
      for (let pair = 0; pair < 20; pair += 1)
        await app.command(subject, ({ members: on }) =>
          on.merge({ into: userIdOf(pair * 2), from: userIdOf(pair * 2 + 1), reason: 'one person', actor: 'test' }),
        )
      await expectNothing()
      clock.move(3_600_000)
      await batches(3, 3)
      await expectNothing()
    },
    SLOW_MS,
  )

  it('PLT-8 TASK-14: what one of two merged people watched counts no second time for the other', async () => {
    const { app } = engine
    const ownerId = ownerIdOf(0)
    const at = clock.now()
    for (const userId of ['watcher-1', 'watcher-2'])
      await app.command(subject, ({ members }) => members.join({ ownerId, userId, scene: 'group', gift: null }))
    clock.move(30 * 60_000)
    const watched = (userId: string, minute: number, seconds: number) =>
      event('live.watched', {
        subject: userId,
        at: at + minute * 60_000,
        data: { ownerId, sessionId: 'watched', seconds },
      })
    await app.ingest([watched('watcher-1', 4, 240), watched('watcher-2', 8, 120), watched('watcher-2', 12, 60)])
    await app.command(subject, ({ members }) =>
      members.merge({ into: 'watcher-1', from: 'watcher-2', reason: 'one person', actor: 'test' }),
    )
    // minutes 0–4, 6–8 and 11–12 are counted: 7 minutes together; a merge pays nothing. Of 0–12 only 5 more
    // are new, which makes 12: the step from 5 to 10 pays
    await app.ingest([watched('watcher-2', 12, 720)])
    const rows = await db.query<{ spans: number; points: number }>(
      `select cardinality(w.spans) as spans, m.intimacy as points from person p join watch_day w using (user_no) join membership m using (user_no)
       where p.user_id = 'watcher-1'`,
    )
    expect(rows).toEqual([{ spans: 2, points: 50 }])
    await expectNothing()
  })

  it('finds every damage, tells each in words, and mends it', async () => {
    for (const [, , damage] of damages) await db.query(damage)
    const found = await replay(db, { fix: false })
    const wanted = damages.reduce<Record<string, number>>(
      (sum, [table]) => ({ ...sum, [table]: (sum[table] ?? 0) + 1 }),
      {},
    )
    for (const [table, count] of Object.entries(wanted))
      expect(found.byTable[table], table).toBeGreaterThanOrEqual(count)
    expect(found.lines.every((line) => /^\w+: .+: .+/.test(line))).toBe(true)
    expect(found.lines.find((line) => line.startsWith('membership: ') && line.includes('intimacy is'))).toMatch(
      /the ledger says \d+$/,
    )
    const mended = await replay(db, { fix: true })
    expect(mended.fixed).toBe(true)
    await expectNothing()
  })

  it('finds an entry that does not add up, and says that it cannot mend it', async () => {
    await db.exec(`begin; set local session_replication_role = replica;
      update ledger set balance = balance + 1 where (user_no, club_no, seq) = (select user_no, club_no, seq from ledger order by user_no, club_no, seq limit 1); commit`)
    const found = await replay(db, { fix: true })
    expect(found.lasting).toBe(1)
    expect(found.fixed).toBe(false)
  })
})
