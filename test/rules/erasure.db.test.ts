import { Writable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkDraw } from '../../src/contract/draw.ts'
import type { CampaignView, DrawRecord } from '../../src/contract/campaigns.ts'
import type { LinkSeat } from '../../src/contract/linking.ts'
import type { MessageView } from '../../src/contract/messages.ts'
import type { ReportCase } from '../../src/contract/reports.ts'
import { userDataKinds, userDataRecord, type ErasureView, type UserDataRecord } from '../../src/contract/user-data.ts'
import { checkSums } from '../../src/flow/doctor/sums.ts'
import { replay } from '../../src/flow/replay.ts'
import { exportStore } from '../../src/infra/store-file/export.ts'
import { migrationsFolder, readMigrations } from '../../src/infra/migrate.ts'
import { readTableNotes } from '../../src/infra/store-file/tables.ts'
import { toInstant } from '../../src/lib/time.ts'
import { keepPoison } from '../../src/quarantine/store.ts'
import { describeWorlds, NOON, secretKey, type World } from '../support/club.ts'
import { picture } from '../support/media.ts'
import { allReadable } from '../support/outbox.ts'
import { openPushService, type PushService } from '../support/push-service.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { shopOf } from '../support/shop.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })
/** What nobody may find afterwards, and what only he has. */
const CANARY = 'CANARY9f3a'
const me = `${CANARY}.me`

/** All of it over HTTP, except what comes from platforms' own deliveries and from broken events. */
function eraser(w: World) {
  const path = (user: string) => `/v1/users/${user}/erasure`
  const erasure = (user: string) => w.must<ErasureView>('GET', path(user))
  return {
    path,
    erasure,
    ask: (user: string) => w.must<ErasureView>('POST', path(user), { confirm: true }),
    /** Asks, and waits until his data are gone. */
    async erase(user: string): Promise<ErasureView> {
      await w.must('POST', path(user), { confirm: true })
      await w.node.engine.runDueNow()
      return vi.waitFor(
        async () => {
          const told = await erasure(user)
          expect(told.state).not.toBe('requested')
          return told
        },
        { timeout: 60_000, interval: 20 },
      )
    },
    async data(user: string, limit = 7): Promise<UserDataRecord[]> {
      const items: UserDataRecord[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
        const page: { items: UserDataRecord[]; nextCursor: string | null } = await w.must(
          'GET',
          `/v1/users/${user}/data?limit=${limit}${more}`,
        )
        items.push(...page.items)
        cursor = page.nextCursor
      }
      return items
    },
    /** `table: row` of every row that holds the word, and the same in what `tiefen export` writes. */
    async findings(word: string): Promise<string[]> {
      const tables = await w.db.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )
      const found: string[] = []
      const hex = Buffer.from(word).toString('hex')
      for (const { name } of tables) {
        const rows = await w.db.query<{ row: string }>(
          `select row from (select t::text as row from ${name} t) as all_rows where row ilike $1 or row ilike $2`,
          [`%${word}%`, `%${hex}%`],
        )
        found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 300)}`))
      }
      const chunks: Buffer[] = []
      const sink = new Writable({
        write(chunk: Buffer, _, done) {
          chunks.push(chunk)
          done()
        },
      })
      const [migrations, notes] = [await readMigrations(migrationsFolder()), await readTableNotes(migrationsFolder())]
      await exportStore(w.db, sink, true, { migrations, notes, program: 'test', exportedAt: toInstant(NOON) })
      const lines = gunzipSync(Buffer.concat(chunks)).toString().split('\n')
      found.push(
        ...lines
          .filter((line) => line.includes(word) || line.includes(hex))
          .map((line) => `dump: ${line.slice(0, 300)}`),
      )
      return found
    },
  }
}

/** The books and everything that follows from the ledger agree (I1 to I22). */
async function expectWell(w: World): Promise<void> {
  expect(await checkSums(w.db, 'Asia/Shanghai')).toEqual([])
  expect((await replay(w.db, { fix: false })).lines).toEqual([])
}

const campaign = (w: World, kind: string, more: object = {}) =>
  w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', {
    kind,
    name: kind,
    endsAt: toInstant(w.now() + HOUR),
    prizes: [{ name: 'A mug', quota: 1, worth: yuan(50), ...(kind === 'pointsExchange' ? { points: 1 } : {}) }],
    ...more,
  })
const enter = (w: World, { campaignId }: CampaignView, userId: string, more: object = {}) =>
  w.must('POST', `/v1/campaigns/${campaignId}/entries`, { userId, ...more })
const takePacket = async (w: World, userId: string): Promise<void> => {
  await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(5) })
  const packet = { ownerId: 'luo', split: 'equal', total: yuan(5), count: 1 }
  const { packetId } = await w.must<{ packetId: string }>('POST', '/v1/red-packets', packet)
  await w.must('POST', `/v1/red-packets/${packetId}/claim`, { userId })
}

/** A group with him and bob, and a trace of him in all that groups, pushes and private messages keep. @returns its id */
async function fillGroup(w: World, pushes: PushService): Promise<string> {
  const make = (name: string) => w.must<{ groupId: string }>('POST', '/v1/clubs/luo/groups', { name })
  const [{ groupId }, { groupId: left }] = [await make('A group'), await make('Another')]
  for (const user of [me, 'bob']) await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
  await w.must('PUT', `/v1/groups/${left}/members/${me}`)
  await w.must('POST', `/v1/groups/${left}/removals`, { userId: me, reason: `${CANARY} removal` })
  const say = (from: string, text: string) =>
    w.must<{ messageId: string }>('POST', `/v1/groups/${groupId}/messages`, {
      from,
      kind: 'text',
      text,
      sendId: text.replaceAll(' ', '-'),
    })
  const report = ({ messageId }: { messageId: string }, user: string, more: object = {}) =>
    w.must('PUT', `/v1/groups/${groupId}/messages/${messageId}/reports/${user}`, { reason: 'spam', ...more })
  await report(await say('bob', 'said by bob'), me, { note: `${CANARY} note` })
  await report(await say(me, `${CANARY} said`), 'bob')
  const { items } = await w.must<{ items: ReportCase[] }>('GET', '/v1/reports')
  const caseId = items.find(({ writer }) => writer?.userId === me)?.caseId
  await w.must('POST', `/v1/reports/${caseId}/decision`, { decision: 'dismiss', note: `${CANARY} decision` })
  const sent = await w.node.server.inject({
    method: 'POST',
    url: `/v1/groups/${groupId}/media?kind=picture&from=${me}`,
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'image/png' },
    payload: await picture(9, 9).png().toBuffer(),
  })
  expect(sent.statusCode).toBe(201)
  await fillCards(w, groupId)
  await w.must('PUT', `/v1/users/${me}/groups/${groupId}/silence`, { silent: true })
  await w.must('PUT', `/v1/users/${me}/push-settings`, { liveStarts: false })
  const device = { ...pushes.browser(CANARY).subscription, device: `${CANARY} phone` }
  await w.must('PUT', `/v1/users/${me}/push-subscriptions`, device)
  const thread = `/v1/clubs/luo/service/threads/${me}`
  const [fan, owner] = [await w.token('fan', me), await w.token('owner', 'luo')]
  const write = (as: string, kind: string) =>
    w.must('POST', `${thread}/messages`, { sendId: kind, kind, text: `${CANARY} private ${kind}` }, { as })
  await write(fan, 'text')
  await write(owner, 'text')
  await write(owner, 'note')
  await w.must('PUT', `${thread}/block`, { reason: `${CANARY} block` }, { as: owner })
  return groupId
}

/** He suggests and votes in a call, and is rewarded for a review. */
async function fillCards(w: World, groupId: string): Promise<void> {
  const post = (body: object) => w.must('POST', `/v1/groups/${groupId}/messages`, { from: 'luo', ...body })
  const benefitId = await shopOf(w).give('service', { audience: { minLevel: 20 } })
  const closesAt = toInstant(w.now() + DAY)
  await post({ kind: 'topicCall', question: 'What next?' })
  await post({ kind: 'reviewCall', productId: 'p-1', benefitId, quota: 1, closesAt })
  const { items } = await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=${me}`)
  const poll = `/v1/polls/${items.find(({ poll }) => poll !== undefined)?.poll?.pollId}`
  const suggested = { userId: me, text: `${CANARY} topic` }
  const { option } = await w.must<{ option: number }>('POST', `${poll}/suggestions`, suggested)
  await w.must('PUT', `${poll}/votes/${me}`, { options: [option] })
  await w.send(w.paid(me, 100, { order: 'R' }))
  await w.send(w.event('order.reviewed', me, { orderId: 'R', lineId: '1', score: 5, text: `${CANARY} review` }))
}

/** A link that he is in, with a signal of his that nobody has read, and his wish for another. */
async function fillLink(w: World, groupId: string): Promise<void> {
  const called = { kind: 'voice', userIds: [me] }
  const { link } = await w.must<LinkSeat>('POST', `/v1/groups/${groupId}/links`, called)
  const { party, sitting } = await w.must<LinkSeat>('POST', `/v1/links/${link.linkId}/join`, { from: me })
  expect(party).toBe(1)
  const signals = [{ type: 'offer', sdp: `${CANARY} sdp` }]
  const sent = { from: me, sitting, to: 0, toSitting: 1, number: 1, signals }
  await w.must('POST', `/v1/links/${link.linkId}/signals`, sent)
  await w.must('PUT', `/v1/groups/${groupId}/link-requests/${me}`, { kind: 'voice' })
}

/** A user with something in every feature, his words, ids and names marked; and another who must not lose anything by it. */
async function fill(
  w: World,
  receiver: Receiver,
  pushes: PushService,
): Promise<{ draw: CampaignView; benefitId: string }> {
  const shop = shopOf(w)
  await w.must('POST', '/v1/webhooks', {
    url: receiver.url,
    types: ['member.joined', 'member.left', 'member.moved', 'benefit.claimed', 'payout.requested', 'erasure.requested'],
  })
  await w.must('PUT', `/v1/users/${me}`, { name: `${CANARY} name` })
  await w.must('PUT', `/v1/users/${me}/aliases/${CANARY}.alias`)
  await w.join(me)
  await w.join('bob')
  await w.owner('wei', { mode: 'live' })
  await w.join(me, 'wei')
  await w.send(w.started())
  await w.send(
    w.event('user.profiled', me, { age: 30, gender: 'female', cityTier: 1 }),
    w.entered(me),
    w.watched(me, 400),
    w.event('live.commented', me, { text: `${CANARY} comment` }, { session: 'room' }),
    w.commented('bob'),
    w.liked(me, 20),
    w.followed(me),
    w.viewed(me, `${CANARY}-product`),
    w.carted(me, `${CANARY}-product`),
    w.paid(me, 50_000, { order: 'A' }),
    w.reviewed(me, 'A'),
    w.refunded(me, 'A', 1_000),
    w.refunded(me, 'not-yet', 500),
    w.paid('bob', 10_000),
  )
  const group = await fillGroup(w, pushes)
  // another account of his, merged
  await w.join(`${CANARY}.other`)
  await w.send(w.commented(`${CANARY}.other`), w.paid(`${CANARY}.other`, 9_000, { order: 'B' }))
  await w.must('POST', `/v1/users/${me}/merges`, { from: `${CANARY}.other`, reason: `${CANARY} merge` })
  await w.must('POST', `${w.memberPath(me)}/corrections`, { delta: 30, reason: `${CANARY} correction` })
  await w.must('POST', `${w.memberPath(me)}/points/grants`, { points: 50, reason: `${CANARY} grant` })
  const benefitId = await shop.offer()
  await shop.claim(benefitId, me)
  await takePacket(w, me)
  const { payoutId } = await w.must<{ payoutId: string }>(
    'POST',
    `/v1/users/${me}/payouts`,
    { amount: yuan(2) },
    {
      as: await w.token('fan', me),
      headers: { 'idempotency-key': 'k-1' },
    },
  )
  await w.must('POST', `/v1/payouts/${payoutId}/decision`, { status: 'failed', reason: `${CANARY} payout` })
  const draw = await campaign(w, 'draw', { prizes: [{ name: 'A mug', quota: 2, worth: yuan(50) }] })
  await enter(w, draw, me, { nonce: CANARY })
  await enter(w, draw, 'bob')
  await enter(w, await campaign(w, 'pointsExchange'), me, { prize: 0 })
  await w.clock(w.now() + HOUR)
  // one that still runs
  await enter(w, await campaign(w, 'draw'), me)
  await w.must('PUT', `/v1/clubs/luo/exclusions/${me}`, { reason: `${CANARY} exclusion` })
  const raw = w.commented(me)
  await keepPoison(w.db, { raw, userId: me, error: new Error(`${CANARY} poison`), history: false }, w.now())
  await w.db.query(
    `insert into room_delivery (connection_id, slot, delivery_id, received_at, status, headers, body, body_bytes, truncated, codes)
     values ('c', 0, 'd', now(), 'accepted', '{}', $1, 1, false, '{}')`,
    [JSON.stringify({ data: JSON.stringify({ open_id: me, nickname: `${CANARY} nick` }) })],
  )
  await w.db.query(
    `insert into room_pending (connection_id, message_key, delivery_id, message, status, attempts, due_at, received_at)
     values ('c', 'k', 'd', $1::jsonb, 'failed', 1, now(), now()), ('c', 'other', 'd', '{"userId": "bob"}', 'failed', 1, now(), now())`,
    [JSON.stringify({ userId: me })],
  )
  await w.db.query(
    `insert into room_order (connection_id, order_id, body, known_at) values ('c', 'A', $1::jsonb, now())`,
    [JSON.stringify({ buyer: { id: me, name: CANARY } })],
  )
  await w.db.query(
    `insert into consumer_incident (durable, kind, stream_created, first_seq, last_seq, words, body) values ('d', 'refused_event', 'x', 1, 1, 'w', $1)`,
    [Buffer.from(JSON.stringify(raw))],
  )
  await fillLink(w, group)
  await allReadable(w.db)
  await w.node.webhooks.tick()
  return { draw, benefitId }
}

describeWorlds('PLT-6 erasure', (w) => {
  const { erase, ask, erasure, data, findings, path } = eraser(w)
  let receiver: Receiver
  let pushes: PushService
  beforeAll(async () => {
    ;[receiver, pushes] = await Promise.all([openReceiver(), openPushService()])
  })
  afterAll(() => Promise.all([receiver.close(), pushes.close()]))

  test('PLT-6 I52: whatever he did, nothing of him is found an hour later, in no table and in no dump; every sum and every draw holds', async () => {
    const { draw } = await fill(w, receiver, pushes)
    const before = await findings(CANARY)
    const tables = new Set(before.map((line) => line.split(':')[0]))
    for (const table of [
      'person',
      'person_alias',
      'person_merge',
      'fan',
      'task_once',
      'ledger',
      'points_entry',
      'user_transfer',
      'payout',
      'campaign_entry',
      'quarantine',
      'idempotency',
      'outbox',
      'webhook_message',
      'room_delivery',
      'room_pending',
      'room_order',
      'consumer_incident',
      'group_seat',
      'group_message',
      'group_report',
      'group_send',
      'report_case',
      'poll_option',
      'push_device',
      'service_message',
      'service_thread',
      'link_signal',
      'dump',
    ])
      expect(tables, table).toContain(table)
    await expectWell(w)
    const asked = await erase(me)
    expect(asked).toMatchObject({ state: 'erased', erasedAt: toInstant(w.now()), finishedBy: toInstant(w.now() + DAY) })
    // what carries word of him is swept when endpoints have heard of it; read after the leap of the clock it would seem said after the erasure
    await allReadable(w.db)
    await w.node.webhooks.tick()
    await w.clock(w.now() + HOUR)
    expect(await erasure(me)).toMatchObject({ erasureId: asked.erasureId, state: 'finished' })
    expect(await findings(CANARY)).toEqual([])
    await expectWell(w)
    expect(await w.refusal('GET', `/v1/users/${me}/data`)).toBe('404 unknown_user')
    expect(await w.refusal('GET', w.memberPath(me))).toBe('404 not_a_member')
    const record = await w.must<DrawRecord>('GET', `/v1/draws/${draw.campaignId}`)
    expect(checkDraw(record).every(({ holds }) => holds)).toBe(true)
    // others lose nothing
    expect(await w.member('bob')).toMatchObject({ intimacy: expect.any(Number) as number })
    expect(await w.db.query(`select message_key from room_pending`)).toEqual([{ message_key: 'other' }])
    const lines = await w.db.query<{ lines: number }>(
      `select sum(jsonb_array_length(body->'lines'))::int4 as lines from outbox where kind = 'screen.lines' and body::text like '%"bob"%'`,
    )
    expect(lines[0]?.lines).toBeGreaterThan(0)
    // a feature after another is used, and every table looked through, twice
  }, 300_000)

  test('PLT-6: the export holds a record of every kind, each in its form, page by page the same as at once', async () => {
    await fill(w, receiver, pushes)
    const all = await data(me, 1_000)
    expect(await data(me, 3)).toEqual(all)
    expect(await data(`${CANARY}.alias`, 13)).toEqual(all)
    for (const record of all) expect(() => userDataRecord.parse(record), JSON.stringify(record)).not.toThrow()
    const kinds = new Set(all.map(({ kind }) => kind))
    // a lucky bag's phrases and minutes and an earlier erasure are tried below
    expect(userDataKinds.filter((kind) => !kinds.has(kind))).toEqual(
      ['erasure', 'campaignAct', 'win'].filter((kind) => !kinds.has(kind as never)),
    )
    expect(all).toContainEqual({ kind: 'alias', userId: `${CANARY}.alias` })
    const count = async (table: string) =>
      (
        await w.db.query<{ n: number }>(
          `select count(*)::int4 as n from ${table} where user_no in (select user_no from person where user_id like '${CANARY}%')`,
        )
      )[0]?.n
    for (const [kind, table] of [
      ['ledgerEntry', 'ledger'],
      ['event', 'event_seen'],
      ['order', 'purchase_order'],
      ['membershipEvent', 'membership_log'],
    ] as const)
      expect(all.filter((record) => record.kind === kind)).toHaveLength((await count(table)) ?? -1)
    expect(await w.refusal('GET', `/v1/users/${me}/data?cursor=bm9uc2Vuc2U`)).toBe('200 accepted')
    expect(await w.refusal('GET', '/v1/users/nobody/data')).toBe('404 unknown_user')
  }, 300_000)

  test('BEN-4 PLT-6: what was claimed before is not claimed again by the same id, its alias or a merge; an order is counted once, its refund finds it', async () => {
    const shop = shopOf(w)
    await w.must('PUT', '/v1/users/ann/aliases/ann-2')
    await w.join('ann')
    const [benefitId, unclaimed] = [await shop.offer(), await shop.give('service')]
    await shop.claim(benefitId, 'ann')
    const order = w.paid('ann', 30_000, { order: 'A' })
    await w.send(order)
    await erase('ann')
    // he may not rejoin before the day is over: erasing is no way around it
    expect(await w.refusal('PUT', w.memberPath('ann'), { scene: 'liveRoom' })).toBe('409 rejoin_cooldown')
    expect(await w.outcome(order)).toEqual(['duplicate 450'])
    await w.clock(NOON + DAY)
    for (const id of ['ann', 'ann-2']) {
      await w.join(id)
      expect(await w.refusal('POST', `${w.memberPath(id)}/benefits/${benefitId}/claim`)).toBe('409 already_claimed')
    }
    expect(await w.must('GET', '/v1/users/ann-2')).toMatchObject({
      userId: 'ann',
      name: null,
      aliases: ['ann', 'ann-2'],
    })
    await shop.claim(unclaimed, 'ann')
    expect(await w.outcome(w.refunded('ann', 'A', 30_000))).toEqual(['applied 0'])
    expect(await w.points('ann')).toBe(0)
    expect(await w.ledger('ann')).toEqual([])
    expect((await data('ann')).filter(({ kind }) => kind === 'ledgerEntry' || kind === 'order')).toEqual([])
    await expectWell(w)
  })

  test('BEN-4 PLT-8: an erased id that becomes an alias needs a merge, which finds what it claimed', async () => {
    const shop = shopOf(w)
    await w.join('ann')
    const benefitId = await shop.offer()
    await shop.claim(benefitId, 'ann')
    await erase('ann')
    // a replay tells a merge's leavings by their instant
    await w.clock(NOON + 1)
    await w.join('bob')
    expect(await w.refusal('PUT', '/v1/users/bob/aliases/ann')).toBe('409 alias_in_use')
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'one person' })
    expect(await w.refusal('POST', `${w.memberPath('bob')}/benefits/${benefitId}/claim`)).toBe('409 already_claimed')
    // and once more, all of them together
    await erase('bob')
    await w.clock(NOON + 1 + DAY)
    await w.join('ann')
    expect(await w.must('GET', '/v1/users/ann')).toMatchObject({ userId: 'ann', aliases: ['ann'] })
    expect(await w.refusal('POST', `${w.memberPath('ann')}/benefits/${benefitId}/claim`)).toBe('409 already_claimed')
    await expectWell(w)
  })

  test('PLT-6: events after it bring him back as nobody’s member; they stay when what was before is swept', async () => {
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann', { name: 'Ann' })
    await w.send(w.started(), w.commented('ann'))
    await erase('ann')
    await w.clock(NOON + 1)
    expect(await w.outcome(w.commented('ann'), w.paid('ann', 1_000))).toEqual([
      'ignored not_a_member',
      'ignored not_a_member',
    ])
    await w.clock(NOON + HOUR)
    expect(await erasure('ann')).toMatchObject({ state: 'finished' })
    expect(await w.must('GET', '/v1/users/ann')).toMatchObject({ userId: 'ann', name: null, clubs: [] })
    const kinds = (await data('ann')).map(({ kind }) => kind)
    expect(kinds).toContain('event')
    expect(kinds).toContain('order')
    await expectWell(w)
  })

  test('PLT-6: an entry goes though the start of its campaign is not done yet', async () => {
    await w.join('ann')
    const { campaignId } = await campaign(w, 'draw', { startsAt: toInstant(NOON + HOUR / 2) })
    await w.db.query(`delete from due where kind = 'campaign.start'`)
    await w.clock(NOON + HOUR / 2)
    await w.must('POST', `/v1/campaigns/${campaignId}/entries`, { userId: 'ann' })
    await erase('ann')
    expect(await w.db.query('select 1 from campaign_entry')).toEqual([])
  })

  test('PLT-6: money he had is his when he comes back; a pay-out that waits comes first', async () => {
    await w.join('ann')
    await takePacket(w, 'ann')
    const { payoutId } = await w.must<{ payoutId: string }>('POST', '/v1/users/ann/payouts', { amount: yuan(2) })
    expect(await w.refusal('POST', path('ann'), { confirm: true })).toBe('409 payout_pending')
    await w.must('POST', `/v1/payouts/${payoutId}/decision`, { status: 'done', reference: 'pay-1' })
    await erase('ann')
    await w.clock(NOON + DAY)
    await w.join('ann')
    expect(await w.must('GET', '/v1/users/ann/balance')).toMatchObject({ items: [{ available: yuan(3) }] })
    await expectWell(w)
  })

  test('PLT-1 PLT-6: he himself and the platform, nobody else, and only when it is meant', async () => {
    await w.join('ann')
    await w.join('bob')
    const others = [
      await w.token('fan', 'bob'),
      await w.token('owner', 'luo', { ownerId: 'luo' }),
      await w.token('reviewer', 'rev'),
    ]
    for (const as of others)
      for (const [method, at, body] of [
        ['GET', '/v1/users/ann/data', undefined],
        ['GET', path('ann'), undefined],
        ['POST', path('ann'), { confirm: true }],
      ] as const)
        expect(await w.refusal(method, at, body, { as }), at).toBe('403 forbidden')
    const fan = await w.token('fan', 'ann')
    for (const body of [{}, { confirm: false }, { confirm: 'yes' }])
      expect(await w.refusal('POST', path('ann'), body, { as: fan })).toBe('422 malformed')
    expect(await w.refusal('GET', path('ann'), undefined, { as: fan })).toBe('404 not_found')
    expect(await w.refusal('POST', path('nobody'), { confirm: true })).toBe('404 unknown_user')
    const first = await w.must<ErasureView>('POST', path('ann'), { confirm: true }, { as: fan })
    expect(first.state).toBe('requested')
    // the same one: the node may have done it meanwhile, but it is no other, and nothing else of it is changed
    const done = { ...first, state: 'erased', erasedAt: first.requestedAt }
    expect([first, done]).toContainEqual(await ask('ann'))
    expect((await w.call('POST', path('ann'), { confirm: true })).status).toBe(202)
    await erase('ann')
    expect((await ask('ann')).erasureId).toBe(first.erasureId)
    expect((await w.must<ErasureView>('GET', path('ann'), undefined, { as: fan })).erasureId).toBe(first.erasureId)
  })
})
