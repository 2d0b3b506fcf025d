import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CampaignView, DrawRecord, EntryView } from '../contract/campaigns.ts'
import { checkDraw } from '../contract/draw.ts'
import { readConfig } from '../config.ts'
import { runDue } from '../flow/due.ts'
import { openPostgres } from '../infra/pg.ts'
import { createCalendar, toInstant } from '../lib/time.ts'
import type { Db } from '../ports/db.ts'
import { createNode, seedStore, type Node } from '../wire.ts'
import { createDatabase, describePostgres, silentLog } from '../../test/support/store.ts'

const KEY = 'test-platform-key-0123456789abcdef'
const NOON = Date.UTC(2026, 2, 10, 12)
const MINUTE = 60_000
const HOUR = 3_600_000
const worth = { value: 100, currency: 'CNY' }

type Json = Readonly<Record<string, unknown>>
interface Answer<T> {
  readonly status: number
  readonly body: T
}

/** Two nodes on one store: races only show where there are many sessions. */
describePostgres('campaigns on two nodes', () => {
  let nodes: { node: Node; db: Db }[]
  let database: Awaited<ReturnType<typeof createDatabase>>

  beforeAll(async () => {
    database = await createDatabase()
    const reading = readConfig({ TIEFEN_SECRET_KEY: KEY, TIEFEN_SANDBOX: '1' })
    if (reading.kind === 'problems') throw new Error(reading.problems.join())
    const open = async (): Promise<{ node: Node; db: Db }> => {
      const db = await openPostgres({ connectionString: database.url, max: 16, log: silentLog })
      await seedStore(db)
      const options = { config: reading.config, db, log: silentLog, sandbox: true, secretKey: KEY, webRoot: '/nowhere' }
      return { node: await createNode(options), db }
    }
    nodes = [await open(), await open()]
  })
  afterAll(async () => {
    await Promise.all(nodes.map(({ node }) => node.stop()))
    await Promise.all(nodes.map(({ db }) => db.close()))
    await database.drop()
  })
  // timers of both nodes look at the tables all the while, so each test has a club of its own and none is emptied
  let tests = 0
  let owner = ''
  let noon = 0
  beforeEach(async () => {
    tests += 1
    owner = `luo-${tests}`
    noon = NOON + tests * HOUR
    await must('PUT', '/v1/sandbox/clock', { now: toInstant(noon) })
    await must('PUT', `/v1/owners/${owner}`, { kind: 'creator', name: owner, mode: 'shopping' })
    await must('POST', '/v1/events', event('live.started', null, {}))
  })

  const nodeOf = (index: number) => {
    const found = nodes[index % nodes.length]
    if (found === undefined) throw new Error('no node')
    return found
  }
  async function call<T>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, at = 0): Promise<Answer<T>> {
    const response = await nodeOf(at).node.server.inject({
      method,
      url: path,
      headers: {
        authorization: `Bearer ${KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    return { status: response.statusCode, body: response.json() }
  }
  async function must<T>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, at = 0): Promise<T> {
    const answer = await call<T>(method, path, body, at)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  let events = 0
  const event = (type: string, subject: string | null, data: Json, at = noon) => ({
    specversion: '1.0',
    id: `e-${(events += 1)}`,
    source: 'test',
    type,
    ...(subject === null ? {} : { subject }),
    time: toInstant(at),
    data: { ownerId: owner, sessionId: `room-${owner}`, ...data },
  })
  const bag = (more: Json = {}) => ({
    kind: 'luckyBag',
    name: 'Tonight',
    endsAt: toInstant(noon + MINUTE),
    prizes: [{ name: 'A mug', quota: 20, worth }],
    conditions: { membersOnly: false },
    ...more,
  })
  const make = (more: Json = {}) => must<CampaignView>('POST', `/v1/clubs/${owner}/campaigns`, bag(more))
  const enter = ({ campaignId }: CampaignView, userId: string, at: number, more: Json = {}) =>
    call<EntryView & { code?: string }>('POST', `/v1/campaigns/${campaignId}/entries`, { userId, ...more }, at)
  const look = ({ campaignId }: CampaignView) => must<CampaignView>('GET', `/v1/campaigns/${campaignId}`)
  const record = ({ campaignId }: CampaignView) => must<DrawRecord>('GET', `/v1/draws/${campaignId}`)
  const rowsOf = async (table: 'campaign_entry' | 'campaign_draw' | 'campaign_winner'): Promise<number> => {
    const rows = await nodeOf(0).db.query<{ count: number }>(
      `select count(*)::int4 as count from ${table} join campaign using (campaign_no) join club using (club_no) where owner_id = $1`,
      [owner],
    )
    return rows[0]?.count ?? -1
  }
  /** How often each code was answered, 201 for those who came through. */
  const tally = (answers: readonly Answer<{ code?: string }>[]): Json => {
    const counts: Record<string, number> = {}
    for (const { status, body } of answers) {
      const name = status < 300 ? 'entered' : (body.code ?? String(status))
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  }

  /** Sessions of the store that wait for another's lock. */
  const waiting = async (): Promise<number> => {
    const rows = await nodeOf(0).db.query<{ count: number }>(
      `select count(*)::int4 as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows[0]?.count ?? 0
  }
  /** The user `slow` and the campaign $1, with further values. */
  const slowOf = (values: string): string =>
    `select user_no, campaign_no, ${values} from person_alias, campaign where user_id = 'slow' and campaign_id = $1::uuid`

  test('BEN-7: of bags made at once for one room, one runs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const more = { endsAt: toInstant(noon + (round + 1) * MINUTE) }
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          call<{ code?: string }>('POST', `/v1/clubs/${owner}/campaigns`, bag(more), index),
        ),
      )
      expect(tally(answers)).toEqual({ entered: 1, campaign_running: 7 })
      await must('PUT', '/v1/sandbox/clock', { now: toInstant(noon + (round + 1) * MINUTE) })
    }
  })

  test('BEN-7 I23: 2 000 entries of 1 000 people over two nodes: each once, counted once, and drawn from exactly these', async () => {
    const made = await make()
    const users = Array.from({ length: 1_000 }, (_, index) => `fan-${index}`)
    const wishes = [...users, ...[...users].reverse()]
    const answers = await Promise.all(wishes.map((user, index) => enter(made, user, index)))
    expect(tally(answers)).toEqual({ entered: 2_000 })
    // both answers of a user name the same entry
    const hashes = new Map<string, Set<string>>()
    for (const { body } of answers)
      hashes.set(body.userId, new Set([...(hashes.get(body.userId) ?? []), body.entryHash]))
    expect([...hashes.values()].every((own) => own.size === 1)).toBe(true)
    expect(await rowsOf('campaign_entry')).toBe(1_000)
    expect((await look(made)).entries).toBe(1_000)
    await must('PUT', '/v1/sandbox/clock', { now: toInstant(noon + MINUTE) })
    const drawn = await record(made)
    expect(drawn.entryList).toEqual([...hashes.values()].flatMap((own) => [...own]).sort())
    expect(drawn.winners).toHaveLength(20)
    expect(checkDraw(drawn).every(({ holds }) => holds)).toBe(true)
  }, 120_000)

  test('BEN-7 I23: entering against the closing: who was told that he is in is in the list, and nobody else', async () => {
    for (let round = 0; round < 3; round += 1) {
      const ends = noon + (round + 1) * MINUTE
      const made = await make({ endsAt: toInstant(ends), conditions: { membersOnly: false, phrase: '铁粉今晚八点见' } })
      const said = Array.from({ length: 60 }, (_, index) =>
        event('live.commented', `fan-${round}-${index}`, { text: '铁粉今晚八点见' }, ends - MINUTE + 1),
      )
      // each fan's phrase, his tap and the clock's last step, all at once
      const phrases = said.map((each, index) => call('POST', '/v1/events', each, index))
      const closing = Promise.all([
        must('PUT', '/v1/sandbox/clock', { now: toInstant(ends) }, 0),
        must('PUT', '/v1/sandbox/clock', { now: toInstant(ends) }, 1),
      ])
      const taps = await Promise.all(said.map(({ subject }, index) => enter(made, subject ?? '', index + 1)))
      await Promise.all([...phrases, closing])
      const { entryList, entries } = await record(made)
      const told = taps.filter(({ status }) => status < 300).map(({ body }) => body.entryHash)
      for (const hash of told) expect(entryList).toContain(hash)
      for (const { body, status } of taps)
        if (status >= 300) expect(['campaign_closed', 'condition_missing']).toContain(body.code)
      expect(entries).toBe(entryList.length)
      const stored = await nodeOf(0).db.query<{ hash: string }>(
        `select encode(hash, 'hex') as hash from campaign_entry e join campaign k using (campaign_no) where k.campaign_id = $1::uuid order by e.hash`,
        [made.campaignId],
      )
      expect(stored.map(({ hash }) => hash)).toEqual(entryList)
    }
  }, 120_000)

  test.each([
    ['a tap', true, (made: CampaignView) => enter(made, 'slow', 0)],
    ['a phrase', false, () => call('POST', '/v1/events', event('live.commented', 'slow', { text: '铁粉今晚八点见' }))],
  ])('I23: a closing waits for %s that is on its way in, and has it in its list', async (_, saidBefore, act) => {
    const made = await make({ conditions: { membersOnly: false, phrase: '铁粉今晚八点见' } })
    await must('POST', '/v1/events', event('live.entered', 'slow', {}))
    const { db } = nodeOf(0)
    if (saidBefore)
      await db.query(`insert into campaign_act (user_no, campaign_no, said_at) ${slowOf('now()')}`, [made.campaignId])
    // somebody else's insert of the same entry that never commits: whoever enters waits for it, with all that he holds
    const other = new Client({ connectionString: database.url })
    await other.connect()
    try {
      await other.query('begin')
      await other.query(
        `insert into campaign_entry (user_no, campaign_no, entered_at, entered_as, salt, hash, joined) ${slowOf(`now(), 'slow', '', '', false`)}`,
        [made.campaignId],
      )
      const entering = act(made)
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      const closing = runDue(nodeOf(1).db, noon + MINUTE, createCalendar('Asia/Shanghai'))
      await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
      await other.query('rollback')
      await Promise.all([entering, closing])
    } finally {
      await other.end()
    }
    const { mine } = await must<CampaignView>('GET', `/v1/campaigns/${made.campaignId}?userId=slow`)
    expect(mine).toMatchObject({ entered: true })
    const drawn = await record(made)
    expect(drawn.entryList).toEqual([mine?.entryHash])
    expect(checkDraw(drawn).every(({ holds }) => holds)).toBe(true)
  })

  test('I24: two nodes that do the due work at once draw once', async () => {
    const made = await make()
    for (let index = 0; index < 40; index += 1) await enter(made, `fan-${index}`, index)
    const calendar = createCalendar('Asia/Shanghai')
    // as two nodes' timers would, past the clock that the sandbox holds
    await Promise.all([...nodes, ...nodes].map(({ db }) => runDue(db, noon + MINUTE, calendar)))
    const drawn = await record(made)
    expect([await rowsOf('campaign_draw'), await rowsOf('campaign_winner'), drawn.winners.length]).toEqual([1, 20, 20])
    await runDue(nodeOf(1).db, noon + 2 * MINUTE, calendar)
    expect(await record(made)).toEqual(drawn)
  })

  test('PLT-8 I24: a merge that commits while a draw is under way: the prize and its benefit are the person’s that he is by then', async () => {
    const { benefitId } = await must<{ benefitId: string }>('POST', `/v1/clubs/${owner}/benefits`, {
      kind: 'service',
      name: 'Priority',
      audience: { minLevel: 20 },
    })
    for (const user of ['into', 'gone', 'other'])
      await must('PUT', `/v1/clubs/${owner}/members/${owner}-${user}`, { scene: 'group' })
    const prizes = [{ name: 'Service', quota: 2, worth, benefitId }]
    const made = await make({ kind: 'draw', conditions: {}, prizes })
    for (const user of ['gone', 'other']) expect((await enter(made, `${owner}-${user}`, 0)).status).toBe(201)
    // a merge's last writes, held back until the draw waits for them
    const merge = new Client({ connectionString: database.url })
    await merge.connect()
    try {
      const numberOf = (user: string) => `(select user_no from person_alias where user_id = '${owner}-${user}')`
      await merge.query('begin')
      await merge.query(
        `select 1 from person where user_no in (${numberOf('into')}, ${numberOf('gone')}) for no key update`,
      )
      await merge.query(`update campaign_entry set user_no = ${numberOf('into')} where user_no = ${numberOf('gone')}`)
      await merge.query(`update person set merged_into = ${numberOf('into')} where user_no = ${numberOf('gone')}`)
      await merge.query(`update person_alias set user_no = ${numberOf('into')} where user_no = ${numberOf('gone')}`)
      const drawing = runDue(nodeOf(0).db, noon + MINUTE, createCalendar('Asia/Shanghai'))
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      await merge.query('commit')
      await drawing
    } finally {
      await merge.end()
    }
    const { winners } = await look(made)
    expect(winners.map(({ userId, delivered }) => `${userId} ${delivered}`).sort()).toEqual([
      `${owner}-into true`,
      `${owner}-other true`,
    ])
    const { mine } = await must<CampaignView>('GET', `/v1/campaigns/${made.campaignId}?userId=${owner}-gone`)
    expect(mine).toMatchObject({ entered: true, won: [0] })
    expect(checkDraw(await record(made)).every(({ holds }) => holds)).toBe(true)
  })

  test('BEN-7 BEN-11: a draw that is made while its prize is being withdrawn waits, and finds it withdrawn', async () => {
    const { benefitId } = await must<{ benefitId: string }>('POST', `/v1/clubs/${owner}/benefits`, {
      kind: 'service',
      name: 'Priority',
      audience: {},
    })
    // a withdrawal's writes, under the lock that changes of benefits take, held back until the other waits for them
    const withdrawal = new Client({ connectionString: database.url })
    await withdrawal.connect()
    try {
      await withdrawal.query('begin')
      await withdrawal.query('select 1 from club where owner_id = $1 for no key update', [owner])
      const made = call<{ code?: string }>(
        'POST',
        `/v1/clubs/${owner}/campaigns`,
        bag({ kind: 'draw', prizes: [{ name: 'Service', quota: 1, worth, benefitId }] }),
      )
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      await withdrawal.query('update benefit set withdraw_at = $2 where benefit_id = $1', [benefitId, toInstant(noon)])
      await withdrawal.query('commit')
      expect(await made).toMatchObject({ status: 422, body: { code: 'malformed' } })
    } finally {
      await withdrawal.end()
    }
  })

  test('BEN-10: many who lack the points are told so at once, however few prizes there are, and the one who has them gets it', async () => {
    const users = Array.from({ length: 60 }, (_, index) => `${owner}-fan-${index}`)
    await Promise.all(
      users.map((user, at) => must('PUT', `/v1/clubs/${owner}/members/${user}`, { scene: 'group' }, at)),
    )
    const amount = { value: 5_000, currency: 'CNY' }
    const rich = users.at(-1) ?? ''
    const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount }]
    await must('POST', '/v1/events', event('order.paid', rich, { orderId: `o-${rich}`, amount, lines }))
    const prizes = [{ name: 'A mug', quota: 1, worth, points: 60 }]
    const made = await make({ kind: 'pointsExchange', conditions: {}, prizes })
    const answers = await Promise.all(users.map((user) => enter(made, user, 0, { prize: 0 })))
    expect(tally(answers)).toEqual({ entered: 1, points_too_low: 59 })
    expect(answers.at(-1)?.status).toBe(201)
  })

  test('BEN-10: a rush on 50 of a prize over two nodes: 50 get it, 50 pay, nobody twice', async () => {
    const users = Array.from({ length: 120 }, (_, index) => `fan-${index}`)
    await Promise.all(
      users.map((user, at) => must('PUT', `/v1/clubs/${owner}/members/${user}`, { scene: 'group' }, at)),
    )
    // two of three have the points
    const rich = users.filter((_, index) => index % 3 !== 0)
    const line = { lineId: '1', productId: 'p', quantity: 1, amount: { value: 5_000, currency: 'CNY' } }
    const orders = rich.map((user) =>
      event('order.paid', user, { orderId: `o-${user}`, amount: line.amount, lines: [line] }),
    )
    await must('POST', '/v1/events', orders)
    const made = await make({
      kind: 'pointsExchange',
      conditions: {},
      prizes: [{ name: 'A mug', quota: 50, worth, points: 60 }],
    })
    const answers = await Promise.all([...users, ...users].map((user, at) => enter(made, user, at, { prize: 0 })))
    const got = new Set(answers.filter(({ status }) => status < 300).map(({ body }) => body.userId))
    expect(got.size).toBe(50)
    expect([...got].every((user) => rich.includes(user))).toBe(true)
    expect((await look(made)).prizes).toMatchObject([{ left: 0 }])
    expect(await rowsOf('campaign_entry')).toBe(50)
    const spent = await nodeOf(0).db.query<{ count: number; points: number }>(
      `select count(*)::int4 as count, -sum(delta)::int8 as points from points_entry join club using (club_no) where points_entry.kind = 'spent' and owner_id = $1`,
      [owner],
    )
    expect(spent[0]).toEqual({ count: 50, points: 3_000 })
  }, 120_000)
})
