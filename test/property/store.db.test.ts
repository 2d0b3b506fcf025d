import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventAnswer } from '../../src/contract/events.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { describeWorld, type SentEvent, type World } from '../support/club.ts'
import { DAY, DAY_BEGINS, toEvents, traffic, type Act } from './arbitrary.ts'
import { oracle } from './oracle.ts'

const users = ['ann', 'bob', 'cat']
/** Three days of acts lie behind it, all within TASK-10's seven. */
const NOW = DAY_BEGINS + 3 * DAY

async function ingest(w: World, events: readonly unknown[], history = false): Promise<EventAnswer> {
  const answer = await w.node.engine.app.ingest(events, { history })
  if (isRejection(answer)) throw new Error(answer.rejected)
  return answer
}

/** Members of `owner` since long ago, by history: nobody has to live through the days. */
async function joinLongAgo(w: World, ids: readonly string[], owner = 'luo'): Promise<void> {
  await ingest(
    w,
    ids.map((user) => w.followed(user, { at: DAY_BEGINS - DAY, owner, id: `follow-${owner}` })),
    true,
  )
}

/** What every committed state must satisfy (reliability.md I1, I2, I4, I5, I12): each query finds what breaks it. */
async function expectSound(w: World): Promise<void> {
  const broken: [string, string][] = [
    [
      'TASK-12: the balance is the sum of its entries',
      `select m.* from membership m where m.intimacy <> (select coalesce(sum(l.delta), 0) from ledger l
         where l.user_no = m.user_no and l.club_no = m.club_no and l.mode = m.mode and l.epoch = m.epoch)`,
    ],
    [
      'TASK-12: each entry’s balance follows from the one before',
      `select * from (select l.*, coalesce(lag(balance) over (partition by user_no, club_no, mode, epoch order by seq), 0) as before from ledger l) as e
       where balance <> before + delta`,
    ],
    [
      'TASK-12: the last entry’s balance is the balance',
      `select m.* from membership m join lateral (select balance from ledger l where l.user_no = m.user_no and l.club_no = m.club_no
         and l.mode = m.mode and l.epoch = m.epoch order by seq desc limit 1) as last on true where last.balance <> m.intimacy`,
    ],
    [
      'LVL-2: the level follows from the balance',
      `select m.* from membership m, (select body from rule_set order by version desc limit 1) as r
       where m.level <> width_bucket(m.intimacy, array(select jsonb_array_elements_text(r.body->'modes'->m.mode->'thresholds')::int8))`,
    ],
    ['TASK-4: no day above its cap', `select * from member_day where mode = 'shopping' and earned > 975`],
    [
      'TASK-3: a day earns what its tasks earn',
      `select d.* from member_day d where earned <> (select sum(e) from unnest(tasks_earned) as t(e))`,
    ],
    [
      'LVL-1: the ladder counts memberships',
      `select * from (select club_no, mode, level, sum(members) as told from club_level group by 1, 2, 3) as t
       full join (select club_no, mode, level, count(*) as found from membership group by 1, 2, 3) as c using (club_no, mode, level)
       where coalesce(told, 0) <> coalesce(found, 0)`,
    ],
    [
      'BADGE-5: lit orders are those paid and not fully refunded',
      `select f.* from fan f join person using (user_no) where merged_into is null and f.lit_orders <> (select count(*) from purchase_order o
         where o.user_no = f.user_no and o.club_no = f.club_no and o.paid > 0 and o.refunded < o.paid)`,
    ],
    [
      'LIVE-5: session totals are the counts of what happened',
      `select s.session_id, t.* from live_session s join (select session_no, sum(viewers) as viewers, sum(member_viewers) as member_viewers,
         sum(orders) as orders, sum(sales) as sales from session_total group by 1) as t using (session_no)
       where t.viewers <> (select count(*) from session_fan p where p.session_no = s.session_no)
         or t.member_viewers <> (select count(*) from session_fan p where p.session_no = s.session_no and p.member)
         or t.orders <> (select count(*) from purchase_order o where o.session_no = s.session_no)
         or t.sales <> (select coalesce(sum(paid), 0) from purchase_order o where o.session_no = s.session_no)`,
    ],
    [
      'TASK-13: completed and exhausted are the counts of the members’ bits',
      `select * from (select t.session_no, i, sum(c) as told, sum(e) as spent from session_total t
           cross join lateral unnest(t.completed, t.exhausted) with ordinality as u(c, e, i) group by 1, 2) as t
         where told <> (select count(*) from session_fan p where p.session_no = t.session_no and p.completed & (1 << (i::int4 - 1)) <> 0)
           or spent <> (select count(*) from session_fan p where p.session_no = t.session_no and p.exhausted & (1 << (i::int4 - 1)) <> 0)`,
    ],
    [
      'INS-1: a club’s days are the sums of its orders and entries',
      `select * from (select club_no, day, sum(orders) as orders, sum(sales) as sales, sum(earned) as earned, sum(taken) as taken,
           sum(refunded) as refunded from club_day group by 1, 2) as d
       where orders <> (select count(*) from purchase_order o where o.club_no = d.club_no and (o.at at time zone 'Asia/Shanghai')::date = d.day)
         or sales <> (select coalesce(sum(paid), 0) from purchase_order o where o.club_no = d.club_no and (o.at at time zone 'Asia/Shanghai')::date = d.day)
         or earned <> (select coalesce(sum(delta), 0) from ledger l where l.club_no = d.club_no and l.business_day = d.day and delta > 0
           and kind not in ('migration', 'merge', 'leave'))
         or taken <> (select coalesce(-sum(delta), 0) from ledger l where l.club_no = d.club_no and l.business_day = d.day and delta < 0
           and kind not in ('migration', 'merge', 'leave'))`,
    ],
    [
      'INS-1: refunded money is what orders gave back',
      `select c.club_no from club c where (select coalesce(sum(refunded), 0) from club_day d where d.club_no = c.club_no)
         <> (select coalesce(sum(refunded), 0) from purchase_order o where o.club_no = c.club_no)`,
    ],
    [
      'TASK-8: what an order gave back is floor(earned × refunded / paid)',
      `select * from purchase_order where paid > 0 and taken <> div(earned::numeric * refunded, paid)`,
    ],
  ]
  for (const [name, query] of broken) expect(await w.db.query(query), name).toEqual([])
}

/** The state of a run's users, free of inner numbers and of the tag that keeps runs apart. */
async function stateOf(w: World, tag: string): Promise<unknown> {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(tag, '')) as unknown
  const one = (query: string) => w.db.query(query, [`${tag}%`])
  return plain({
    members: await one(
      `select p.user_id, m.mode, m.intimacy, m.level, m.last_earned_at, f.lit_orders, f.seq from membership m join person p using (user_no)
       join fan f using (user_no, club_no) where p.user_id like $1 order by 1, 2`,
    ),
    ledger: await one(
      `select p.user_id, l.seq, l.mode, l.at, l.business_day, l.kind, l.delta, l.balance, l.shortfall, l.event_id, l.order_id, l.amount,
         l.day_earned, l.day_cap, s.session_id from ledger l join person p using (user_no) left join live_session s using (session_no)
       where p.user_id like $1 order by 1, 2`,
    ),
    days: await one(
      `select p.user_id, d.mode, d.day, d.level, d.earned, d.net, d.tasks_earned, d.tasks_count, d.tasks_units from member_day d join person p using (user_no)
       where p.user_id like $1 order by 1, 2, 3`,
    ),
    orders: await one(
      `select p.user_id, o.order_id, o.paid, o.refunded, o.earned, o.taken, o.reviewed, o.refund_ids from purchase_order o join person p using (user_no)
       where p.user_id like $1 order by 1, 2`,
    ),
    waiting: await one(
      `select p.user_id, o.order_id, o.kind, o.part_id, o.status, o.code from order_waiting o join person p using (user_no)
       where p.user_id like $1 order by 1, 2, 3, 4`,
    ),
    sessions: await one(
      `select s.session_id, s.started_at, sum(t.viewers)::int4 as viewers, sum(t.member_viewers)::int4 as members, sum(t.orders)::int4 as orders,
         sum(t.sales)::int8 as sales, sum(t.interactions)::int4 as interactions from live_session s join session_total t using (session_no)
       where s.session_id like $1 group by 1, 2 order by 1`,
    ),
  })
}

/** Cuts a list into parts of the given lengths, the last one taking the rest. */
function cut<T>(list: readonly T[], lengths: readonly number[]): T[][] {
  const parts: T[][] = []
  let from = 0
  for (const length of lengths) {
    parts.push(list.slice(from, from + length))
    from += length
  }
  parts.push(list.slice(from))
  return parts.filter((part) => part.length > 0)
}

describeWorld('the engine on its store', (w) => {
  const runs = (numRuns: number) => ({ numRuns, seed: 20_260_310 })

  test('TASK-12 TASK-13 LIVE-5: after any traffic the balances agree with the oracle and every total with its base table', async () => {
    await w.reset(NOW)
    await w.owner()
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        traffic(users, 3, 60),
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
        async (acts, lengths) => {
          const tag = `${(run += 1)}-`
          const events = toEvents(acts, { tag })
          await joinLongAgo(
            w,
            users.map((user) => tag + user),
          )
          for (const part of cut(events, lengths)) await ingest(w, part)
          const expected = oracle(events)
          const rows = await w.db.query<{ user_id: string; intimacy: number }>(
            'select p.user_id, m.intimacy from membership m join person p using (user_no) where p.user_id like $1 order by 1',
            [`${tag}%`],
          )
          expect(rows).toEqual(
            users.map((user) => ({ user_id: tag + user, intimacy: expected.get(tag + user)?.balance ?? 0 })),
          )
        },
      ),
      runs(20),
    )
    await expectSound(w)
  })

  test('TASK-10: one batch, the same events one by one, and any other cut of them give the same state', async () => {
    await w.reset(NOW)
    await w.owner()
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        traffic(users, 3, 60),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
        async (acts, lengths) => {
          run += 1
          const states: unknown[] = []
          for (const [index, lengthsOf] of [[], acts.map(() => 1), lengths].entries()) {
            const tag = `${run}.${index}-`
            await joinLongAgo(
              w,
              users.map((user) => tag + user),
            )
            for (const part of cut(toEvents(acts, { tag }), lengthsOf)) await ingest(w, part)
            states.push(await stateOf(w, tag))
          }
          expect(states[1]).toEqual(states[0])
          expect(states[2]).toEqual(states[0])
        },
      ),
      runs(8),
    )
  })

  test('TASK-10: a batch of 5 000 gives what the same events give in cuts of any size', async () => {
    await w.reset(NOW)
    await w.owner()
    const crowd = Array.from({ length: 200 }, (_, index) => `u${index}`)
    const sample = (size: number) => fc.sample(traffic(crowd, 3, size), { numRuns: 1_200, seed: 7 })
    const acts: Act[] = sample(80).flat().slice(0, 5_000)
    expect(acts).toHaveLength(5_000)
    const states: unknown[] = []
    for (const [index, size] of [5_000, 137].entries()) {
      const tag = `${index}-`
      await joinLongAgo(
        w,
        crowd.map((user) => tag + user),
      )
      for (const part of cut(
        toEvents(acts, { tag }),
        Array.from({ length: Math.floor(5_000 / size) }, () => size),
      ))
        await ingest(w, part)
      states.push(await stateOf(w, tag))
    }
    expect(states[1]).toEqual(states[0])
    await expectSound(w)
  })

  test('MEM-3 CLUB-5 TASK-15 PLT-8: joining, leaving, corrections, exclusions, merges and mode changes between batches keep it sound', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: traffic(users, 1, 15).map((acts) => ({ kind: 'send' as const, acts })) },
      { weight: 2, arbitrary: fc.constantFrom(...users).map((user) => ({ kind: 'join' as const, user })) },
      { weight: 1, arbitrary: fc.constantFrom(...users).map((user) => ({ kind: 'leave' as const, user })) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('correct' as const),
          user: fc.constantFrom(...users),
          delta: fc.integer({ min: -400, max: 4_000 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('mode' as const), to: fc.constantFrom('live', 'shopping') }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'merge' as const }) },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 14 }),
        fc.constantFrom('live', 'shopping'),
        async (steps, mode) => {
          run += 1
          const owner = `own${run}`
          await w.owner(owner, { mode: mode as 'live' | 'shopping' })
          for (const [index, one] of steps.entries()) {
            const path = 'user' in one ? w.memberPath(`${run}-${one.user}`, owner) : ''
            if (one.kind === 'send') {
              // a day passes, and this is what happened in it
              const from = w.now()
              await w.clock(from + DAY)
              const events: SentEvent[] = toEvents(one.acts, { tag: `${run}-`, owner, from })
              await ingest(
                w,
                events.map((event) => ({ ...event, id: `${index}.${event.id}` })),
              )
            } else if (one.kind === 'join')
              await w.call('PUT', path, { scene: 'profile', entryGift: { eventId: `g${run}.${index}` } })
            else if (one.kind === 'leave') await w.call('DELETE', path)
            else if (one.kind === 'correct')
              await w.call('POST', `${path}/corrections`, { delta: one.delta, reason: 'x' })
            else if (one.kind === 'merge')
              await w.call('POST', `/v1/users/${run}-ann/merges`, { from: `${run}-cat`, reason: 'x' })
            else {
              const before = await w.db.query<{ sum: number }>(
                'select coalesce(sum(intimacy), 0)::int8 as sum from membership where mode = $1',
                ['live'],
              )
              await w.call('POST', `/v1/clubs/${owner}/mode-changes`, {
                to: one.to,
                effectiveAt: new Date(w.now() + DAY).toISOString(),
              })
              await w.clock(w.now() + DAY)
              const after = await w.db.query<{ sum: number }>(
                'select coalesce(sum(intimacy), 0)::int8 as sum from membership where mode = $1',
                ['live'],
              )
              // CLUB-6: the mode that stops keeps every point
              expect(after).toEqual(before)
            }
          }
          await expectSound(w)
        },
      ),
      runs(15),
    )
  })

  test('CLUB-5: carrying over conserves every balance and level', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300_000), { minLength: 1, maxLength: 8 }), async (balances) => {
        const owner = `club${(run += 1)}`
        await w.owner(owner, { mode: 'live' })
        for (const [index, balance] of balances.entries()) {
          await w.must('PUT', w.memberPath(`${run}-${index}`, owner), {
            scene: 'liveRoom',
            entryGift: { eventId: 'gift' },
          })
          await w.correct(`${run}-${index}`, balance, { owner })
        }
        await w.changeMode('shopping', owner)
        const rows = await w.db.query(
          `select m.user_no from membership m join club c using (club_no) where c.owner_id = $1
           group by m.user_no having count(distinct (m.intimacy, m.level)) <> 1 or count(*) <> 2`,
          [owner],
        )
        expect(rows).toEqual([])
      }),
      runs(6),
    )
    await expectSound(w)
  })
})
