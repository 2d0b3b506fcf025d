import { expect, test } from 'vitest'
import { packetsOf, yuan } from '../../test/support/packets.ts'
import { describeRacingWorld, describeWorld, NOON, type World } from '../../test/support/club.ts'
import { silentLog } from '../../test/support/store.ts'
import { readConfig } from '../config.ts'
import { createCalendar, HOUR, MINUTE, toInstant } from '../lib/time.ts'
import { createNode } from '../wire.ts'
import { moveClock } from './clock.ts'
import { runDue } from './due.ts'

/** Another node of a world's store starts, and looks at what is due twice. @returns pieces done each time */
async function startNode(w: World): Promise<number[]> {
  const reading = readConfig({ TIEFEN_SECRET_KEY: 'another-node-of-the-tests', TIEFEN_SANDBOX: '1' })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const options = { config: reading.config, db: w.db, log: silentLog, sandbox: true, webRoot: '/nowhere' }
  const node = await createNode({ ...options, secretKey: 'another-node-of-the-tests' })
  try {
    return [await node.engine.runDueNow(), await node.engine.runDueNow()]
  } finally {
    await node.stop()
  }
}

describeWorld('due work that fails by itself', (w) => {
  const p = packetsOf(w)
  const plant = (at: number, packetId: string) =>
    w.db.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'packet.return', $2::jsonb)`, [
      toInstant(at),
      JSON.stringify({ packetId }),
    ])
  const failed = () =>
    w.db.query<{ kind: string; failed_at: number; failure: string }>(
      'select kind, failed_at, failure from due where failed_at is not null',
    )

  test('BEN-8 I20: a piece that cannot be done stops nothing: what falls due after it is done, commands and events go on', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ expiresAt: toInstant(NOON + HOUR) })
    await plant(NOON + HOUR / 2, 'no packet’s id')
    await w.clock(NOON + HOUR)
    expect(await p.packet(packetId)).toMatchObject({ status: 'returned', returned: yuan(1_000) })
    await w.join('ann')
    expect(await w.outcome(w.commented('ann'))).toEqual(['applied 5'])
    const [piece, ...others] = await failed()
    expect(others).toEqual([])
    expect(piece).toMatchObject({ kind: 'packet.return', failed_at: NOON + HOUR / 2 })
    expect(piece?.failure).toMatch(/invalid input syntax for type uuid/)
  })

  test('I20: what only a newer program can do is left to it, undone, and stops nothing', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ expiresAt: toInstant(NOON + HOUR) })
    await w.db.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'moon.rise', '{}')`, [
      toInstant(NOON + HOUR / 2),
    ])
    await w.clock(NOON + HOUR)
    expect(await p.packet(packetId)).toMatchObject({ status: 'returned', returned: yuan(1_000) })
    await w.join('ann')
    expect(await w.outcome(w.commented('ann'))).toEqual(['applied 5'])
    expect(await w.db.query(`select done_at, failed_at from due where kind = 'moon.rise'`)).toEqual([
      { done_at: null, failed_at: null },
    ])
  })

  test('BEN-8 I20: it left nothing half done, and is done once by a node that starts when it can be', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ expiresAt: toInstant(NOON + HOUR) })
    // the packet's own return fails: the book refuses it
    await w.db.exec('alter table owner_book add constraint nothing_returns check (returned = 0)')
    await w.clock(NOON + HOUR)
    expect(await failed()).toHaveLength(1)
    expect(await p.packet(packetId)).toMatchObject({ status: 'open', remaining: yuan(1_000), returned: yuan(0) })
    expect(await p.claimed(packetId, 'ann')).toBe('409 expired')
    await w.db.exec('alter table owner_book drop constraint nothing_returns')
    // from the moment it may be tried again, the world's own timer may come first
    const [, left] = await startNode(w)
    expect(left).toBe(0)
    expect(await failed()).toEqual([])
    expect(await p.packet(packetId)).toMatchObject({ status: 'returned', returned: yuan(1_000) })
    expect(await p.budget()).toMatchObject({ available: yuan(1_000), held: yuan(0) })
  })
})

describeRacingWorld('due work that somebody is at', (w) => {
  /** Runs `work` while a piece of due work is under way, as it is for as long as a draw of a million entries takes. */
  async function whileUnderWay(kind: string, work: () => Promise<void>): Promise<void> {
    const at = NOON + MINUTE
    await w.db.query(`insert into due (at, kind, payload) values ($1::timestamptz, $2, '{}')`, [toInstant(at), kind])
    await w.db.transaction(async (tx) => {
      // held before it falls due, so that no timer comes first
      expect(await tx.query('select 1 from due where kind = $1 for update', [kind])).toHaveLength(1)
      await moveClock(w.db, at, 0, Date.now)
      await work()
      await tx.query('delete from due where kind = $1', [kind])
    })
  }

  test.each(['campaign.close', 'campaign.draw', 'packet.return', 'waiting.expire', 'erasure.begin', 'group.post'])(
    'TASK-10 I20: %s keeps no batch and no command waiting, of whichever club',
    async (kind) => {
      await w.owner('mei')
      await whileUnderWay(kind, async () => {
        await w.join('ann', 'mei')
        expect(await w.outcome(w.commented('ann', { owner: 'mei', session: 'mei', at: NOON + MINUTE }))).toEqual(['applied 5'])
      })
    },
  )

  test('BEN-7 I20: a bag takes in what its times take in, though its start and its closing are not done yet', async () => {
    await w.send(w.started())
    const [begins, ends] = [NOON + MINUTE, NOON + 2 * MINUTE]
    const prizes = [{ name: 'A mug', quota: 1, worth: yuan(50) }]
    const conditions = { membersOnly: false, phrase: '铁粉必胜' }
    const times = { startsAt: toInstant(begins), endsAt: toInstant(ends) }
    const plan = { kind: 'luckyBag', name: 'Tonight', prizes, conditions, ...times }
    const { campaignId } = await w.must<{ campaignId: string }>('POST', '/v1/clubs/luo/campaigns', plan)
    const path = `/v1/campaigns/${campaignId}`
    const say = (user: string, at: number) =>
      w.send(w.event('live.commented', user, { text: '铁粉必胜' }, { session: 'room', at }))
    const entered = () => w.db.query('select user_id from campaign_entry join person using (user_no) order by user_id')
    await w.db.transaction(async (tx) => {
      await tx.query(`select 1 from due where kind like 'campaign.%' for update`)
      await say('early', begins - 1)
      await moveClock(w.db, begins, 0, Date.now)
      await say('late to arrive', begins - 1)
      await say('ann', begins)
      expect(await w.refusal('POST', `${path}/cancel`)).toBe('409 campaign_started')
      await moveClock(w.db, ends, 0, Date.now)
      await say('after', ends - 1)
      expect(await w.refusal('POST', `${path}/entries`, { userId: 'after' })).toBe('409 campaign_closed')
    })
    expect(await entered()).toEqual([{ user_id: 'ann' }])
    await w.clock(ends)
    expect(await w.must('GET', path)).toMatchObject({ status: 'drawn', entries: 1, winners: [{ userId: 'ann' }] })
  })

  test('CLUB-3 I20: before a change of mode that fell due no batch decides, nor before what fell due earlier still', async () => {
    await w.join('ann')
    const at = NOON + 24 * HOUR
    await w.must('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt: toInstant(at) })
    const ends = { endsAt: toInstant(at - HOUR) }
    const prizes = [{ name: 'A mug', quota: 1, worth: yuan(50) }]
    const conditions = { minLevel: 1 }
    const plan = { kind: 'freeOrder', name: 'Paid back', prizes, conditions, ...ends }
    await w.must('POST', '/v1/clubs/luo/campaigns', plan)
    await w.send(w.paid('ann', 100))
    await moveClock(w.db, at, 0, Date.now)
    expect(await w.outcome(w.commented('ann', { at }))).toEqual(['ignored not_a_member'])
    // closed by the mode it was made in: she, who is no member in the other, is in it
    const done = await w.db.query(`select kind from due where done_at is not null order by at, due_no`)
    expect(done).toEqual([{ kind: 'campaign.close' }, { kind: 'campaign.draw' }, { kind: 'mode.change' }])
    expect(await w.db.query('select 1 from campaign_entry')).toHaveLength(1)
  })
})

describeWorld('a clock moved by hand', (w) => {
  test('PLT-5: answers when long work is done that a node’s own timer has just begun, and nothing more falls due', async () => {
    await w.join('ann')
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await runDue(w.db, NOON, createCalendar('Asia/Shanghai'), { members: 'begin' })
    await w.clock(NOON + MINUTE)
    expect(await w.db.query('select kind, finished_at is not null as finished from work_progress')).toEqual([
      { kind: 'erase', finished: true },
    ])
  })
})

describeWorld(
  'long work that fails by itself',
  (w) => {
    const carries = () =>
      w.db.query<{ owner_id: string; failure: string | null; finished: boolean }>(
        `select owner_id, failure, finished_at is not null as finished from work_progress join club using (club_no) order by owner_id`,
      )

    test('CLUB-5 I20: a club that cannot be carried over keeps no other waiting; its members are carried as they are met, and all by a node that starts', async () => {
      await w.owner('mei', { mode: 'live' })
      for (const ownerId of ['luo', 'mei'])
        for (const user of ['ann', 'bob', 'cy']) {
          await w.join(user, ownerId)
          await w.correct(user, 100, { owner: ownerId })
        }
      // bob cannot be carried over in luo's club
      await w.db.exec(`
        create function refuse_bob() returns trigger language plpgsql as $$
          begin
            if exists (select from person where user_no = new.user_no and user_id = 'bob')
              and exists (select from club where club_no = new.club_no and owner_id = 'luo') then raise exception 'not him'; end if;
            return new;
          end $$;
        create trigger refuse_bob before insert on ledger for each row when (new.kind = 'migration') execute function refuse_bob();`)
      try {
        const at = NOON + 24 * HOUR
        for (const ownerId of ['luo', 'mei'])
          await w.must('POST', `/v1/clubs/${ownerId}/mode-changes`, { to: 'shopping', effectiveAt: toInstant(at) })
        await w.clock(at)
        expect(await carries()).toMatchObject([
          { owner_id: 'luo', failure: 'error: not him', finished: false },
          { owner_id: 'mei', failure: null, finished: true },
        ])
        expect(await w.outcome(w.viewed('ann', 'p'), w.viewed('bob', 'p'))).toEqual([
          'applied 2',
          'waiting quarantined',
        ])
        expect((await w.ledger('ann'))[1]).toMatchObject({ task: 'migration', delta: 100 })
        expect(await w.member('bob')).toMatchObject({ mode: 'shopping', intimacy: 100 })
      } finally {
        await w.db.exec('drop trigger refuse_bob on ledger; drop function refuse_bob();')
      }
      await startNode(w)
      await expect
        .poll(carries, { timeout: 30_000 })
        .toMatchObject([{ failure: null, finished: true }, { finished: true }])
      for (const user of ['ann', 'bob', 'cy'])
        expect((await w.ledger(user)).filter((entry) => entry.task === 'migration')).toMatchObject([{ delta: 100 }])
    })
  },
  'live',
)
