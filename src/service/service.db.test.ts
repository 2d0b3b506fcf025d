import { expect, test } from 'vitest'
import type {
  DeskThread,
  FanThread,
  ReplyTimes,
  ServiceAgent,
  ServiceCard,
  ServiceMessage,
} from '../contract/service.ts'
import { checkService } from '../flow/doctor/service.ts'
import { HOUR, MINUTE, toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'

const desk = '/v1/clubs/luo/service'
const threadOf = (user: string) => `${desk}/threads/${user}`
let sends = 0

/** A fan and two sub-accounts of the desk, with one that may not answer. */
async function people(w: World) {
  for (const [id, permissions] of [
    ['s-1', ['service']],
    ['s-2', ['service']],
    ['s-3', ['members']],
  ] as const)
    await w.must('PUT', `/v1/clubs/luo/staff/${id}`, { name: `name of ${id}`, permissions })
  const staff = (id: string) => w.token('staff', id, { ownerId: 'luo' })
  return {
    ann: await w.token('fan', 'ann'),
    bob: await w.token('fan', 'bob'),
    owner: await w.token('owner', 'luo'),
    one: await staff('s-1'),
    two: await staff('s-2'),
    none: await staff('s-3'),
  }
}

const send = (user: string, words: string | object, sendId = `s${(sends += 1)}`) =>
  [
    'POST',
    `${threadOf(user)}/messages`,
    { sendId, ...(typeof words === 'string' ? { kind: 'text', text: words } : words) },
  ] as const
const say = (w: World, user: string, words: string | object, as: string, sendId?: string) =>
  w.must<{ seq: number; at: string }>(...send(user, words, sendId), { as })
const refuse = (w: World, user: string, words: string | object, as: string, sendId?: string) =>
  w.refusal(...send(user, words, sendId), { as })
const read = async (w: World, user: string, as: string, more = '') =>
  (await w.must<{ items: ServiceMessage[] }>('GET', `${threadOf(user)}/messages${more}`, undefined, { as })).items
const told = (items: readonly ServiceMessage[]) =>
  items.map(({ text, deed, to, kind }) => text ?? (to ? `${deed} ${to}` : (deed ?? kind)))
const inbox = async (w: World, as: string, more = '') =>
  (await w.must<{ items: DeskThread[] }>('GET', `${desk}/threads${more}`, undefined, { as })).items
const asFan = (w: World, user: string, as: string) => w.must<FanThread>('GET', threadOf(user), undefined, { as })
const asDesk = (w: World, user: string, as: string) => w.must<DeskThread>('GET', threadOf(user), undefined, { as })
const figures = (w: World, more = '') => w.must<ReplyTimes>('GET', `${desk}/reply-times${more}`)

describeWorld('private messages', (w) => {
  test('GRP-14: a fan writes, the desk answers; each reads his part in order, unread on both sides', async () => {
    const { ann, one } = await people(w)
    expect(await asFan(w, 'ann', ann)).toMatchObject({ ownerName: 'owner luo', unread: 0, last: null, openNow: true })
    await say(w, 'ann', '在吗', ann)
    await say(w, 'ann', '尺码偏大吗', ann)
    expect(await asDesk(w, 'ann', one)).toMatchObject({
      unread: 2,
      waitingSince: toInstant(NOON),
      assignedTo: null,
      member: null,
      last: { side: 'fan', text: '尺码偏大吗' },
    })
    await say(w, 'ann', '偏大一码', one)
    await say(w, 'ann', { kind: 'note', text: '问尺码' }, one)
    expect(told(await read(w, 'ann', ann))).toEqual(['在吗', '尺码偏大吗', '偏大一码'])
    expect(told(await read(w, 'ann', one))).toEqual(['在吗', '尺码偏大吗', 'assigned s-1', '偏大一码', '问尺码'])
    expect((await read(w, 'ann', ann)).some((message) => 'agentId' in message)).toBe(false)
    expect(await asDesk(w, 'ann', one)).toMatchObject({ unread: 0, waitingSince: null, assignedTo: 's-1' })
    const mine = await w.must<{ items: FanThread[] }>('GET', '/v1/users/ann/service-threads', undefined, { as: ann })
    expect(mine.items).toMatchObject([{ ownerId: 'luo', unread: 1, last: { side: 'desk', text: '偏大一码' } }])
    const [, , answer] = await read(w, 'ann', ann)
    expect(await w.must('POST', `${threadOf('ann')}/read`, { upTo: answer?.seq ?? 0 }, { as: ann })).toMatchObject({
      unread: 0,
    })
    expect(await w.must('POST', `${threadOf('ann')}/read`, { upTo: 0 }, { as: ann })).toMatchObject({ unread: 0 })
  })

  test('GRP-14: history goes back and on by number, and no cursor reads what is not his', async () => {
    const { ann, one } = await people(w)
    for (let n = 1; n <= 7; n += 1) await say(w, 'ann', `${n}`, n % 2 === 0 ? one : ann)
    const all = await read(w, 'ann', ann)
    const newest = await read(w, 'ann', ann, '?limit=3')
    expect(told(newest)).toEqual(['5', '6', '7'])
    expect(told(await read(w, 'ann', ann, `?limit=3&before=${newest[0]?.seq}`))).toEqual(['2', '3', '4'])
    expect(told(await read(w, 'ann', ann, `?limit=3&after=${all[3]?.seq}`))).toEqual(['5', '6', '7'])
    // whoever pages by cursor reads everything, whichever way he goes
    for (const way of ['', '&after=0']) {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor === '' ? '' : `&cursor=${cursor}`
        const page: { items: ServiceMessage[]; nextCursor: string | null } = await w.must(
          'GET',
          `${threadOf('ann')}/messages?limit=3${way}${more}`,
          undefined,
          { as: ann },
        )
        if (way === '') seen.unshift(...told(page.items))
        else seen.push(...told(page.items))
        cursor = page.nextCursor
      }
      expect(seen).toEqual(told(all))
    }
    await say(w, 'bob', 'mine alone', (await people(w)).bob)
    expect(told(await read(w, 'ann', ann, '?after=0'))).toEqual(told(all))
  })

  test('GRP-14: sent again under its sendId a message is said once; other words are refused', async () => {
    const { ann, one, two } = await people(w)
    const first = await say(w, 'ann', 'hello', ann, 'x')
    expect(await say(w, 'ann', 'hello', ann, 'x')).toEqual(first)
    expect(await refuse(w, 'ann', 'other', ann, 'x')).toBe('409 idempotency_key_reused')
    // the same id is another's own
    await say(w, 'ann', 'hello', one, 'x')
    expect(await refuse(w, 'ann', 'hello', two, 'x')).toBe('409 assigned_to_other')
    expect(await read(w, 'ann', ann)).toHaveLength(2)
    const racing = await Promise.all(Array.from({ length: 5 }, () => say(w, 'ann', 'again', ann, 'y')))
    expect(new Set(racing.map(({ seq }) => seq)).size).toBe(1)
  })

  test('GRP-14 PLT-1: nobody reads or writes what is not his', async () => {
    const { ann, bob, owner, none } = await people(w)
    await say(w, 'ann', 'secret', ann)
    await w.owner('other')
    const elsewhere = await w.token('staff', 's-1', { ownerId: 'other', permissions: ['service'] })
    for (const as of [bob, none, elsewhere, await w.token('owner', 'other'), await w.token('reviewer', 'r')]) {
      for (const path of ['', '/messages', '/card'])
        expect(await w.refusal('GET', `${threadOf('ann')}${path}`, undefined, { as })).toBe('403 forbidden')
      expect(await refuse(w, 'ann', 'hi', as)).toBe('403 forbidden')
      expect(await w.refusal('GET', `${desk}/threads`, undefined, { as })).toBe('403 forbidden')
    }
    for (const path of ['', '/messages'])
      expect(await w.refusal('GET', `${threadOf('ann')}${path}?side=desk`, undefined, { as: ann })).toBe(
        '403 forbidden',
      )
    expect(await refuse(w, 'ann', { kind: 'text', text: 'x', side: 'desk' }, ann)).toBe('403 forbidden')
    expect(await refuse(w, 'ann', { kind: 'text', text: 'x', side: 'fan' }, owner)).toBe('403 forbidden')
    expect(await refuse(w, 'ann', { kind: 'note', text: 'x' }, ann)).toBe('403 not_allowed')
    expect(await refuse(w, 'ann', { kind: 'product', productId: 'p' }, ann)).toBe('403 not_allowed')
    expect(await w.refusal('GET', '/v1/users/ann/service-threads', undefined, { as: bob })).toBe('403 forbidden')
  })

  test('GRP-14: bad input meets its code', async () => {
    const { ann } = await people(w)
    expect(await refuse(w, 'ann', 'x'.repeat(2_001), ann)).toBe('422 malformed')
    expect(await refuse(w, 'ann', 'x'.repeat(10_000_000), ann)).toBe('413 body_too_large')
    expect(await refuse(w, 'ann', 'x', ann, '')).toBe('422 malformed')
    expect(await refuse(w, 'ann', 'a\u0000b', ann)).toBe('422 malformed')
    expect(await w.refusal(...send('ann', 'x'))).toBe('403 unsolicited')
    expect(await w.refusal('POST', '/v1/clubs/nobody/service/threads/ann/messages', send('ann', 'x')[2])).toBe(
      '404 unknown_owner',
    )
    expect(await refuse(w, 'ann', { kind: 'order', orderId: 'none' }, ann)).toBe('404 unknown_order')
    // nothing of what was refused is left
    expect(await w.db.query('select 1 from service_thread')).toEqual([])
    for (const cursor of ['x', Buffer.from('["a"]').toString('base64url'), Buffer.from('[1e99]').toString('base64url')])
      for (const view of ['all', 'waiting'])
        expect(await w.must('GET', `${desk}/threads?view=${view}&cursor=${cursor}`)).toEqual({
          items: [],
          nextCursor: null,
        })
  })

  test('GRP-14: the desk writes first to members, and to who wrote before; to nobody else', async () => {
    const { ann, one } = await people(w)
    await w.join('cat')
    await say(w, 'cat', 'welcome', one)
    expect(await asDesk(w, 'cat', one)).toMatchObject({ assignedTo: 's-1', member: { level: 1, tier: '新粉' } })
    expect(await refuse(w, 'ann', 'buy', one)).toBe('403 unsolicited')
    await say(w, 'ann', 'hello', ann)
    await say(w, 'ann', 'hello', one)
    await w.leave('cat')
    expect(await refuse(w, 'cat', 'come back', one)).toBe('403 unsolicited')
  })

  test('GRP-14: an order of his own is shown with its amount and state; the card tells who he is', async () => {
    const { ann, one } = await people(w)
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann', { name: 'Ann' })
    await w.send(w.paid('ann', 9_990, { order: 'o-7' }))
    await say(w, 'ann', { kind: 'order', orderId: 'o-7', text: 'where is it' }, ann)
    expect((await read(w, 'ann', one))[0]).toMatchObject({
      text: 'where is it',
      order: { orderId: 'o-7', paid: { value: 9_990 }, state: 'paid' },
    })
    await w.send(w.refunded('ann', 'o-7', 9_990))
    expect((await read(w, 'ann', ann))[0]).toMatchObject({ order: { refunded: { value: 9_990 }, state: 'refunded' } })
    await say(w, 'ann', { kind: 'note', text: 'asks about o-7' }, one)
    const card = await w.must<ServiceCard>('GET', `${threadOf('ann')}/card`, undefined, { as: one })
    expect(card).toMatchObject({
      name: 'Ann',
      member: { level: 1, badge: { lit: false } },
      orders: [{ orderId: 'o-7' }],
      notes: [{ agentId: 's-1', text: 'asks about o-7' }],
    })
    await w.must('PUT', '/v1/users/stranger', { name: 'Stranger' })
    expect(await w.refusal('GET', `${threadOf('stranger')}/card`, undefined, { as: one })).toBe('404 not_found')
  })

  test('GRP-14: one inbox by view; who waits longest comes first; a user is found by id or name', async () => {
    const { one, two } = await people(w)
    for (const [n, user] of ['u1', 'u2', 'u3', 'u4'].entries()) {
      await w.clock(NOON + n * MINUTE)
      await say(w, user, 'hi', await w.token('fan', user))
    }
    await w.must('PUT', '/v1/users/u3', { name: '小红' })
    await say(w, 'u2', 'hello', one)
    await w.must('PUT', `${threadOf('u4')}/assignment`, { to: 's-2' }, { as: one })
    await w.must('POST', `${threadOf('u1')}/resolve`, {}, { as: two })
    const users = async (more: string, as = one) => (await inbox(w, as, more)).map(({ userId }) => userId)
    expect(await users('?view=all')).toEqual(['u2', 'u4', 'u3', 'u1'])
    expect(await users('?view=unassigned')).toEqual(['u3'])
    expect(await users('?view=mine')).toEqual(['u2'])
    expect(await users('?view=mine', two)).toEqual(['u4'])
    expect(await users('?view=waiting')).toEqual(['u3', 'u4'])
    expect(await users('?view=resolved')).toEqual(['u1'])
    expect(await users(`?q=${encodeURIComponent('小')}`)).toEqual(['u3'])
    expect(await users('?q=u4&view=waiting')).toEqual(['u4'])
    for (const view of ['all', 'waiting']) {
      const walked: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const part: { items: DeskThread[]; nextCursor: string | null } = await w.must(
          'GET',
          `${desk}/threads?view=${view}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
        )
        walked.push(...part.items.map(({ userId }) => userId))
        cursor = part.nextCursor
      }
      expect(walked).toEqual(await users(`?view=${view}`))
    }
  })

  test('GRP-14: one of two that take a thread has it; it is released, given and answered by its own', async () => {
    const { ann, one, two, owner } = await people(w)
    await say(w, 'ann', 'hi', ann)
    const take = (to: string | null, as: string, expected?: string | null) =>
      ['PUT', `${threadOf('ann')}/assignment`, { to, ...(expected === undefined ? {} : { expected }) }, { as }] as const
    expect(await w.must(...take('s-1', one, null))).toMatchObject({ assignedTo: 's-1' })
    expect(await w.refusal(...take('s-2', two, null))).toBe('409 assignment_changed')
    expect(await refuse(w, 'ann', 'me too', two)).toBe('409 assigned_to_other')
    await say(w, 'ann', { kind: 'note', text: 'a note may' }, two)
    expect(await w.must(...take('s-2', two, 's-1'))).toMatchObject({ assignedTo: 's-2' })
    await say(w, 'ann', 'now me', two)
    expect(await w.must(...take(null, two))).toMatchObject({ assignedTo: null })
    expect(await w.must(...take('luo', owner))).toMatchObject({ assignedTo: 'luo' })
    expect(await w.refusal(...take('s-3', owner))).toBe('409 not_an_agent')
    expect(await w.refusal(...take('nobody', owner))).toBe('409 not_an_agent')
    expect(told(await read(w, 'ann', ann))).toEqual(['hi', 'now me'])
  })

  test('GRP-14: resolved until the fan writes; nothing he wrote meanwhile is closed unseen', async () => {
    const { ann, one } = await people(w)
    const { seq } = await say(w, 'ann', 'hi', ann)
    await say(w, 'ann', 'and this', ann)
    const close = (body: object) => ['POST', `${threadOf('ann')}/resolve`, body, { as: one }] as const
    expect(await w.refusal(...close({ seenSeq: seq }))).toBe('409 written_meanwhile')
    expect(await w.must(...close({}))).toMatchObject({ state: 'resolved', waitingSince: null, unread: 0 })
    await w.must(...close({}))
    await say(w, 'ann', 'once more', ann)
    expect(await asDesk(w, 'ann', one)).toMatchObject({ state: 'open', assignedTo: null, unread: 1 })
    await say(w, 'ann', 'yes', one)
    await w.must(...close({}))
    expect(await w.must('POST', `${threadOf('ann')}/reopen`, {}, { as: one })).toMatchObject({
      state: 'open',
      waitingSince: null,
    })
    expect(told(await read(w, 'ann', one))).toEqual([
      'hi',
      'and this',
      'resolved',
      'reopened',
      'once more',
      'assigned s-1',
      'yes',
      'resolved',
      'reopened',
    ])
  })

  test('GRP-14: who is blocked writes no more; so he does who writes too fast', async () => {
    const { ann, one } = await people(w)
    await say(w, 'ann', 'rude', ann)
    await w.must('PUT', `${threadOf('ann')}/block`, { reason: 'abuse' }, { as: one })
    expect(await refuse(w, 'ann', 'still', ann)).toBe('403 service_blocked')
    expect(await asFan(w, 'ann', ann)).toMatchObject({ blocked: true })
    await w.must('DELETE', `${threadOf('ann')}/block`, undefined, { as: one })
    for (let n = 1; n < 20; n += 1) await say(w, 'ann', `${n}`, ann)
    expect(await refuse(w, 'ann', 'one more', ann)).toBe('429 writing_too_fast')
    await w.clock(NOON + MINUTE)
    await say(w, 'ann', 'one more', ann)
  })

  test('GRP-14: a waiting fan goes to who is on duty and has least to do; opened again, back to him', async () => {
    const { one, two, owner } = await people(w)
    await w.must('PUT', `${desk}/settings`, { hours: null, autoReply: null, autoAssign: true }, { as: one })
    const write = async (user: string) => say(w, user, 'hi', await w.token('fan', user))
    const has = async (user: string) => (await asDesk(w, user, owner)).assignedTo
    await write('u0')
    expect(await has('u0')).toBeNull()
    const duty = (id: string, onDuty: boolean, as: string) =>
      ['PUT', `${desk}/agents/${id}/duty`, { onDuty }, { as }] as const
    await w.must(...duty('s-1', true, one))
    await w.must(...duty('s-2', true, two))
    expect(await w.refusal(...duty('s-2', true, one))).toBe('403 forbidden')
    expect(await w.refusal(...duty('s-3', true, owner))).toBe('409 not_an_agent')
    for (const user of ['u1', 'u2', 'u3', 'u4']) await write(user)
    expect(await Promise.all(['u1', 'u2', 'u3', 'u4'].map(has))).toEqual(['s-1', 's-2', 's-1', 's-2'])
    await w.must('POST', `${threadOf('u1')}/resolve`, {}, { as: one })
    await w.must('POST', `${threadOf('u2')}/resolve`, {}, { as: two })
    await w.must(...duty('s-2', false, owner))
    await write('u1')
    await write('u2')
    expect([await has('u1'), await has('u2')]).toEqual(['s-1', 's-1'])
    // who lost the permission is given nothing more
    await w.must('PUT', '/v1/clubs/luo/staff/s-1', { permissions: ['members'] })
    await write('u5')
    expect(await has('u5')).toBeNull()
    const agents = await w.must<{ me: string; items: ServiceAgent[] }>('GET', `${desk}/agents`, undefined, { as: two })
    expect(agents.me).toBe('s-2')
    expect(agents.items.map(({ agentId, ended, open }) => [agentId, ended, open])).toEqual([
      ['luo', false, 0],
      ['s-1', true, 3],
      ['s-2', false, 1],
    ])
  })

  test('GRP-14: outside service hours he is told so once; that is no answer, and the night is left out', async () => {
    const { ann, one } = await people(w)
    const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', until: '21:00' }]
    await w.must('PUT', `${desk}/settings`, { hours, autoReply: 'tomorrow', autoAssign: false }, { as: one })
    // Tuesday 20:30 in Shanghai
    await w.clock(NOON + HOUR / 2)
    await say(w, 'ann', 'open?', ann)
    // 21:30
    await w.clock(NOON + 1.5 * HOUR)
    await say(w, 'ann', 'still?', ann)
    await say(w, 'ann', 'hello?', ann)
    expect(told(await read(w, 'ann', ann))).toEqual(['open?', 'still?', 'tomorrow', 'hello?'])
    expect(await asFan(w, 'ann', ann)).toMatchObject({
      openNow: false,
      opensAt: toInstant(NOON + 13 * HOUR),
      unread: 0,
    })
    expect(await asDesk(w, 'ann', one)).toMatchObject({ waitingSince: toInstant(NOON + HOUR / 2) })
    // Wednesday 09:10
    await w.clock(NOON + 13 * HOUR + 10 * MINUTE)
    await say(w, 'ann', 'yes', one)
    const { all, first, days } = await figures(w)
    expect(all).toMatchObject({ replies: 1, medianSeconds: 760 * 60, servedMedianSeconds: 40 * 60 })
    expect(first).toEqual(all)
    expect(days).toMatchObject([{ day: '2026-03-11', all: { replies: 1 } }])
    await w.clock(NOON + 25 * HOUR + 30 * MINUTE)
    await say(w, 'ann', 'late again', ann)
    expect(told(await read(w, 'ann', ann)).slice(-2)).toEqual(['late again', 'tomorrow'])
  })

  test('GRP-14 SUP-7: waits from the first unanswered message to the answer: median, p90, first and later, by whom', async () => {
    const { one, two } = await people(w)
    const ask = async (user: string, at: number) => {
      await w.clock(at)
      await say(w, user, 'ask', await w.token('fan', user))
    }
    let at = NOON
    for (let n = 1; n <= 10; n += 1) {
      await ask(`u${n}`, at)
      await ask(`u${n}`, at + 1_000)
      await w.clock((at += n * MINUTE))
      await say(w, `u${n}`, 'answer', n % 2 === 0 ? two : one)
      await say(w, `u${n}`, 'and more', n % 2 === 0 ? two : one)
    }
    await ask('u1', at)
    await w.clock((at += 20 * MINUTE))
    await say(w, 'u1', 'answer', one)
    await ask('u2', at)
    await w.must('POST', `${threadOf('u2')}/resolve`, {}, { as: two })
    await ask('u3', at)
    const told = await figures(w)
    expect(told.first).toMatchObject({ replies: 10, medianSeconds: 300, p90Seconds: 540, servedP90Seconds: 540 })
    expect(told.later).toMatchObject({ replies: 1, medianSeconds: 1_200 })
    expect(told.all).toMatchObject({ replies: 11, medianSeconds: 360, p90Seconds: 600 })
    expect(told.closed).toBe(1)
    expect(told.agents).toMatchObject([
      { agentId: 's-1', first: { replies: 5, medianSeconds: 300 }, later: { replies: 1 }, closed: 0 },
      { agentId: 's-2', first: { replies: 5, medianSeconds: 360 }, closed: 1 },
    ])
    expect(told.waitingNow).toEqual({ count: 1, since: toInstant(at) })
    expect(await figures(w, '?from=2026-03-11&until=2026-03-12')).toMatchObject({
      all: { replies: 0, medianSeconds: null },
    })
    expect(await w.refusal('GET', `${desk}/reply-times?from=2026-03-12&until=2026-03-11`)).toBe('422 malformed')
    expect(await w.refusal('GET', `${desk}/reply-times?from=2025-03-12&until=2026-03-11`)).toBe('422 malformed')
  })

  test('GRP-14: quick replies: one shortcut each, changed and taken away', async () => {
    const { one } = await people(w)
    const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
    const put = (n: number, shortcut: string) =>
      ['PUT', `${desk}/quick-replies/${id(n)}`, { shortcut, text: '{name},您好' }, { as: one }] as const
    await w.must(...put(1, '您好'))
    await w.must(...put(2, 'size'))
    expect(await w.refusal(...put(3, '您好'))).toBe('409 shortcut_taken')
    expect(await w.refusal(...put(3, 'a b'))).toBe('422 malformed')
    await w.must(...put(1, 'hi'))
    const list = async () =>
      (await w.must<{ items: { shortcut: string }[] }>('GET', `${desk}/quick-replies`)).items.map(
        ({ shortcut }) => shortcut,
      )
    expect(await list()).toEqual(['hi', 'size'])
    await w.must('DELETE', `${desk}/quick-replies/${id(2)}`)
    expect(await w.refusal('DELETE', `${desk}/quick-replies/${id(2)}`)).toBe('404 not_found')
    expect(await list()).toEqual(['hi'])
  })

  test('GRP-14 PLT-8: threads of one who is merged stand in order in one, and what was unread stays so', async () => {
    const { one, two } = await people(w)
    const [a, b] = [await w.token('fan', 'a'), await w.token('fan', 'b')]
    await say(w, 'a', 'a1', a, 'same')
    await say(w, 'b', 'b1', b, 'same')
    await say(w, 'a', 'to a', one)
    await say(w, 'b', 'b2', b)
    await say(w, 'b', 'to b', two)
    await say(w, 'a', 'a2', a)
    await w.must('POST', '/v1/users/a/merges', { from: 'b', reason: 'one person' })
    expect(told(await read(w, 'b', b))).toEqual(['a1', 'b1', 'to a', 'b2', 'to b', 'a2'])
    expect(await asFan(w, 'a', b)).toMatchObject({ unread: 1 })
    expect(await asDesk(w, 'b', one)).toMatchObject({ userId: 'a', unread: 1, assignedTo: 's-1' })
    expect(await inbox(w, one)).toHaveLength(1)
    await say(w, 'b', 'after', b)
    await say(w, 'a', 'yes', one)
    expect(told(await read(w, 'a', a)).slice(-2)).toEqual(['after', 'yes'])
  })

  test('GRP-14 PLT-6: what was said is exported and erased on both sides; who was blocked stays blocked', async () => {
    const { ann, one } = await people(w)
    await say(w, 'ann', 'my secret', ann)
    await say(w, 'ann', 'your secret', one)
    await say(w, 'ann', { kind: 'note', text: 'noted secret' }, one)
    await w.must('PUT', `${threadOf('ann')}/block`, { reason: 'secret' }, { as: one })
    const { items } = await w.must<{ items: { kind: string; said?: { text: string } }[] }>('GET', '/v1/users/ann/data')
    expect(items.flatMap(({ kind, said }) => (kind === 'serviceMessage' ? [said?.text] : []))).toEqual([
      'my secret',
      'your secret',
      'noted secret',
    ])
    expect(items.filter(({ kind }) => kind === 'serviceThread')).toMatchObject([
      { ownerId: 'luo', blockedReason: 'secret' },
    ])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    // the worker goes on with it beside everything else
    await w.node.engine.runDueNow()
    await expect.poll(() => w.db.query('select 1 from service_message'), { timeout: 30_000 }).toEqual([])
    expect(await inbox(w, one)).toEqual([])
    expect(await refuse(w, 'ann', 'back again', await w.token('fan', 'ann'))).toBe('403 service_blocked')
    expect(await w.db.query('select blocked_reason, fan_messages::int4 as n from service_thread')).toEqual([
      { blocked_reason: null, n: 0 },
    ])
    expect((await figures(w)).all.replies).toBe(1)
  })

  test('GRP-14 GRP-8: words of the platform and the owner hold here too; numbers and links pass, for a delivery needs them', async () => {
    const { ann, one } = await people(w)
    await w.must('PATCH', '/v1/moderation', { version: 0, words: [{ word: '赌博', action: 'block' }] })
    await w.must('PATCH', '/v1/clubs/luo/moderation', { version: 0, words: [{ word: '竞品', action: 'mask' }] })
    expect(await refuse(w, 'ann', '赌 博', ann)).toBe('403 words_not_allowed')
    const first = await say(w, 'ann', '和竞品比呢', ann, 'm')
    expect(await say(w, 'ann', '和竞品比呢', ann, 'm')).toEqual(first)
    await say(w, 'ann', '电话 13800138000, https://example.com', ann)
    expect(told(await read(w, 'ann', ann))).toEqual(['和＊＊比呢', '电话 13800138000, https://example.com'])
    expect(await refuse(w, 'ann', '赌博', one)).toBe('403 words_not_allowed')
    await say(w, 'ann', { kind: 'note', text: '他说赌博' }, one)
  })

  test('GRP-14: his orders are listed to himself and to the desk', async () => {
    const { ann, bob, one } = await people(w)
    await w.send(w.paid('ann', 9_990, { order: 'o-1' }), w.paid('ann', 100, { order: 'o-2', at: NOON - HOUR }))
    const orders = (as: string) => ['GET', `${threadOf('ann')}/orders`, undefined, { as }] as const
    for (const as of [ann, one])
      expect(await w.must(...orders(as))).toMatchObject({ items: [{ orderId: 'o-1' }, { orderId: 'o-2' }] })
    expect(await w.refusal(...orders(bob))).toBe('403 forbidden')
  })

  test('GRP-14: the doctor finds nothing after all of it, and counts that are wrong', async () => {
    const { ann, one } = await people(w)
    await say(w, 'ann', 'a', ann)
    await say(w, 'ann', 'b', one)
    await say(w, 'ann', 'c', ann)
    await w.must('POST', `${threadOf('ann')}/resolve`, {}, { as: one })
    const found = async () => (await checkService(w.db)).map(({ code, count }) => `${code} ${count}`)
    expect(await found()).toEqual([])
    await w.db.query('update service_thread set fan_messages = 3')
    await w.db.query('update service_message set desk_count = 0 where seq = (select max(seq) from service_message)')
    await w.db.query('update service_stream set last_seq = 1')
    expect(await found()).toEqual(['service_threads 3'])
  })
})
