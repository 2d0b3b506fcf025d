import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'
import { allReadable } from '../../test/support/outbox.ts'
import { openPushService, type Browser, type PushService } from '../../test/support/push-service.ts'
import type { GroupView } from '../contract/groups.ts'
import { DAY, HOUR, toInstant } from '../lib/time.ts'

type Device = { deviceId: string; language: string; device: string | null }

describeWorld('GRP-7 reach', (w: World) => {
  let service: PushService
  beforeAll(async () => void (service = await openPushService()))
  afterAll(() => service.close())
  beforeEach(() => {
    service.forget()
    service.answer({ status: 201 })
  })

  const path = (user: string) => `/v1/users/${user}/push-subscriptions`
  const subscribe = async (user: string, more: object = {}): Promise<Browser> => {
    const browser = service.browser(user)
    await w.must('PUT', path(user), { ...browser.subscription, ...more })
    return browser
  }
  const devices = async (user: string) => (await w.must<{ items: Device[] }>('GET', path(user))).items
  const settings = (user: string, body: object) => w.must('PUT', `/v1/users/${user}/push-settings`, body)
  /** Everything committed so far is fed, walked, sent and written down. */
  const settle = async (): Promise<void> => {
    await allReadable(w.db)
    await w.node.reach.tick()
    await w.node.reach.settled()
  }
  const group = async (...users: readonly string[]): Promise<GroupView> => {
    const made = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '茶友群' })
    for (const user of users) await w.must('PUT', `/v1/groups/${made.groupId}/members/${user}`)
    return made
  }
  const say = (to: GroupView, body: object) =>
    w.must<{ messageId: string }>('POST', `/v1/groups/${to.groupId}/messages`, { kind: 'text', from: 'luo', ...body })
  /** An hour of the machine's own clock in UTC, so many after this one. */
  const hour = (offset: number): string => toInstant(Math.floor(Date.now() / HOUR) * HOUR + offset * HOUR).slice(11, 16)
  const heard = (): string[] => service.seen.map(({ browser }) => browser)

  describe('devices', () => {
    test('a browser is one device, of who signed in on it last', async () => {
      const browser = await subscribe('ann', { device: 'Pixel' })
      await w.must('PUT', path('ann'), { ...browser.subscription, language: 'en' })
      expect(await devices('ann')).toMatchObject([{ device: 'Pixel', language: 'en' }])
      await w.must('PUT', path('bob'), browser.subscription)
      expect([await devices('ann'), (await devices('bob')).length]).toEqual([[], 1])
      const [device] = await devices('bob')
      expect(await w.refusal('DELETE', `${path('ann')}/${device?.deviceId}`)).toBe('404 not_found')
      await w.must('DELETE', `${path('bob')}/${device?.deviceId}`)
      expect(await devices('bob')).toEqual([])
    })

    test('ten and no more: the one that was silent longest goes', async () => {
      await subscribe('ann', { device: 'd0' })
      // a fast machine takes two in the same millisecond
      await w.db.query(`update push_device set seen_at = seen_at - interval '1 minute'`)
      for (let count = 1; count < 11; count += 1) await subscribe('ann', { device: `d${count}` })
      const names = (await devices('ann')).map(({ device }) => device)
      expect(names).toHaveLength(10)
      expect(names).not.toContain('d0')
    })

    test('hostile: endpoints that lead inside, keys that are none, another’s devices', async () => {
      const good = service.browser('ann').subscription
      const refused = (more: object) => w.refusal('PUT', path('ann'), { ...good, ...more })
      for (const endpoint of [
        'http://example.com/x',
        'https://169.254.169.254/x',
        'https://u:p@push.example/x',
        'ftp://x/',
        'x',
      ])
        expect([endpoint, await refused({ endpoint })]).toEqual([endpoint, '422 push_endpoint_refused'])
      expect(await refused({ endpoint: `https://push.example/${'x'.repeat(1_024)}` })).toBe('422 malformed')
      const off = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url')
      expect(await refused({ keys: { ...good.keys, p256dh: off } })).toBe('422 malformed')
      expect(await refused({ keys: { ...good.keys, auth: 'short' } })).toBe('422 malformed')
      const ann = await w.token('fan', 'ann')
      expect(await w.refusal('PUT', path('bob'), good, { as: ann })).toBe('403 forbidden')
      expect(await w.refusal('GET', path('bob'), undefined, { as: ann })).toBe('403 forbidden')
      expect(await w.refusal('GET', '/v1/users/bob/push-settings', undefined, { as: ann })).toBe('403 forbidden')
      expect(await devices('ann')).toEqual([])
    })
  })

  describe('a broadcast begins', () => {
    test('LIVE-2: every member is told, once a session, higher levels first; others are not', async () => {
      for (const user of ['ann', 'bob', 'cai', 'dan']) await subscribe(user)
      for (const user of ['ann', 'bob', 'cai']) await w.join(user)
      await w.must('POST', '/v1/clubs/luo/members/bob/corrections', { delta: 5_000, reason: 'x' })
      await w.must('POST', '/v1/clubs/luo/members/cai/corrections', { delta: 300, reason: 'x' })
      await w.send(w.event('live.started', null, { title: '新茶上市' }, { session: 's1', id: 'e1' }))
      await w.send(w.event('live.started', null, { title: '新茶上市' }, { session: 's1', id: 'e2' }))
      await w.send(w.event('live.started', null, { title: '新茶上市' }, { session: 's1', id: 'e1' }))
      await settle()
      await settle()
      const lives = service.seen.filter(({ payload }) => payload.kind === 'liveStarts')
      expect(lives.map(({ browser }) => browser).sort()).toEqual(['ann', 'bob', 'cai'])
      expect(lives[0]?.payload).toMatchObject({
        v: 1,
        title: 'owner luo 开播了',
        line: '新茶上市',
        path: '/fan/luo',
        tag: 'live:luo',
      })
      expect(lives[0]?.headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' })
      expect(lives[0]?.headers['topic']).toMatch(/^[A-Za-z0-9_-]{1,32}$/)
      expect(Number(lives[0]?.headers['ttl'])).toBeGreaterThan(3_500)
      // the order in which they stand in the piece
      const [piece] = await w.db.query<{ users: string[] }>(
        `select array(select p.user_id from unnest(x.user_nos) with ordinality as u(user_no, nth) join person p using (user_no) order by nth) as users
         from push_piece x join push_message m using (message_no) where m.key = 'live:s1'`,
      )
      expect(piece?.users).toEqual(['bob', 'cai', 'ann'])
    })

    test('LIVE-2: who left is not told; who sits in a group of his without being a member is', async () => {
      for (const user of ['ann', 'bob']) await subscribe(user)
      await w.join('ann')
      await w.leave('ann')
      await group('bob')
      await w.send(w.started({ session: 's1' }))
      await settle()
      expect(heard()).toEqual(['bob'])
    })
  })

  test('GRP-7, CLUB-4: a new video and a change of mode reach every member', async () => {
    await subscribe('ann', { language: 'en' })
    await w.join('ann')
    await w.send(w.event('video.published', null, { videoId: 'v1', title: 'How to brew' }))
    await w.must('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt: toInstant(w.now() + 2 * DAY) })
    await settle()
    const told = service.seen.map(({ payload }) => [payload.kind, payload.title, payload.line])
    expect(told.sort(([a = ''], [b = '']) => b.localeCompare(a))).toEqual([
      ['videos', 'owner luo: new video', 'How to brew'],
      ['notices', 'owner luo: the club is changing', 'It becomes a live club at 2026-03-12 20:00'],
    ])
  })

  test('GRP-7, CLUB-4: a withdrawn change of mode takes the place of its announcement', async () => {
    await subscribe('ann', { language: 'en' })
    await w.join('ann')
    const effectiveAt = toInstant(w.now() + 2 * DAY)
    const { id } = await w.must<{ id: string }>('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt })
    await settle()
    await w.must('DELETE', `/v1/clubs/luo/mode-changes/${id}`)
    await settle()
    expect(service.seen.map(({ payload }) => [payload.kind, payload.title, payload.tag])).toEqual([
      ['notices', 'owner luo: the club is changing', 'mode:luo'],
      ['notices', 'owner luo: the club stays as it is', 'mode:luo'],
    ])
  })

  test('BEN-11: who sees a benefit is told that it is withdrawn, once; a group’s own is told to that group alone', async () => {
    for (const user of ['ann', 'bob', 'cai']) await subscribe(user)
    await w.join('ann')
    const made = await group('bob')
    const offer = (name: string, audience: object) =>
      w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', { kind: 'service', name, audience })
    const all = await offer('免运费', { minLevel: 3 })
    const own = await offer('群里先发', { groupId: made.groupId })
    for (const { benefitId } of [all, own, all])
      await w.must('PATCH', `/v1/clubs/luo/benefits/${benefitId}`, { withdrawAt: toInstant(w.now() + DAY) })
    await settle()
    expect(service.seen.map(({ browser, payload }) => `${browser} ${payload.kind} ${payload.line}`).sort()).toEqual([
      'ann benefits 「免运费」将于 2026-03-11 20:00 下线',
      'bob benefits 「免运费」将于 2026-03-11 20:00 下线',
      'bob benefits 「群里先发」将于 2026-03-11 20:00 下线',
    ])
  })

  test('BEN-11: that a withdrawal was taken back takes the place of its announcement; announced again it is told again', async () => {
    for (const user of ['ann', 'bob']) await subscribe(user)
    await w.join('ann')
    const made = await group('bob')
    const at = toInstant(w.now() + DAY)
    for (const [name, audience] of [
      ['免运费', { minLevel: 1 }],
      ['群里先发', { groupId: made.groupId }],
    ]) {
      const body = { kind: 'service', name, audience }
      const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', body)
      for (const withdrawAt of [at, null, null, at])
        await w.must('PATCH', `/v1/clubs/luo/benefits/${benefitId}`, { withdrawAt })
    }
    await settle()
    const ends = (name: string) => `「${name}」将于 2026-03-11 20:00 下线`
    const told = (user: string) =>
      service.seen.flatMap(({ browser, payload }) => (browser === user ? [payload.line] : [])).sort()
    expect(told('ann')).toEqual(['「免运费」继续有效', ends('免运费'), ends('免运费')].sort())
    expect(told('bob')).toEqual(
      ['免运费', '群里先发'].flatMap((name) => [`「${name}」继续有效`, ends(name), ends(name)]).sort(),
    )
    expect(new Set(service.seen.map(({ payload }) => payload.tag)).size).toBe(2)
  })

  describe('groups', () => {
    test('GRP-7: a notice passes a silent group; what is said there does not', async () => {
      for (const user of ['ann', 'bob']) await subscribe(user)
      const made = await group('ann', 'bob')
      await w.must('PUT', `/v1/users/ann/groups/${made.groupId}/silence`, { silent: true })
      for (const user of ['ann', 'bob']) await settings(user, { groupMessages: 'all' })
      await say(made, { text: '早' })
      await settle()
      expect(heard()).toEqual(['bob'])
      await say(made, { kind: 'notice', text: '今晚八点' })
      await settle()
      expect(heard().slice(1).sort()).toEqual(['ann', 'bob'])
      expect(service.seen.at(-1)?.payload).toMatchObject({ kind: 'notices', title: '【公告】茶友群', line: '今晚八点' })
      const items = await w.must<{ items: { silent: boolean }[] }>('GET', '/v1/users/ann/groups')
      expect(items.items[0]?.silent).toBe(true)
    })

    test('GRP-7: mentions reach who is named and sits there; fans’ words never leave the group', async () => {
      for (const user of ['ann', 'bob', 'cai', 'dan']) await subscribe(user)
      const made = await group('ann', 'bob', 'cai')
      await settings('cai', { groupMessages: 'none' })
      await say(made, { from: 'ann', text: '@bob 我的电话 13800000000', mentions: ['bob', 'bob', 'ann', 'cai', 'dan'] })
      await settle()
      expect(heard()).toEqual(['bob'])
      expect(service.seen[0]?.payload).toMatchObject({
        title: '茶友群',
        line: '有人在群里提到了你',
        path: `/fan/groups/${made.groupId}`,
      })
      expect(JSON.stringify(await w.db.query('select * from push_message'))).not.toContain('13800000000')
    })

    test('GRP-7 GRP-10: who is named where he cannot read it is not told', async () => {
      for (const user of ['ann', 'bob', 'cai']) await subscribe(user)
      const made = await group('ann', 'bob')
      await w.db.query(
        `update group_seat set number = 2 from person p where p.user_no = group_seat.user_no and p.user_id = 'bob'`,
      )
      await say(made, { from: 'ann', text: '@bob', mentions: ['bob'] })
      await say(made, { text: '@cai', mentions: ['ann', 'cai'], to: 'allGroups' })
      await settle()
      expect(heard()).toEqual(['ann'])
    })

    test('GRP-7: who wants everything gets one in half a minute, and not his own', async () => {
      for (const user of ['ann', 'bob']) await subscribe(user)
      const made = await group('ann', 'bob')
      for (const user of ['ann', 'bob']) await settings(user, { groupMessages: 'all' })
      for (let count = 0; count < 5; count += 1) await say(made, { from: 'ann', text: `${count}` })
      await settle()
      // five messages lie in one window or, across its edge, in two
      expect(heard()).toContain('bob')
      expect(heard().length).toBeLessThanOrEqual(2)
      expect(heard()).not.toContain('ann')
    })
  })

  test('GRP-9 GRP-7: what waits to be sent is told neither after its message was deleted nor to who sits there no more', async () => {
    for (const user of ['ann', 'bob', 'cai']) await subscribe(user)
    const made = await group('ann', 'bob', 'cai')
    for (const user of ['ann', 'bob', 'cai'])
      await settings(user, { quiet: { from: hour(-1), to: hour(2), timeZone: 'UTC', passes: [] } })
    const gone = await say(made, { kind: 'notice', text: '说错了' })
    await say(made, { kind: 'notice', text: '今晚八点' })
    await say(made, { kind: 'notice', text: '全部的群', to: 'allGroups' })
    await settle()
    expect(heard()).toEqual([])
    await w.must('DELETE', `/v1/groups/${made.groupId}/messages/${gone.messageId}`)
    await w.must('DELETE', `/v1/groups/${made.groupId}/members/bob`)
    await w.db.query(`update push_piece set next_at = now() - interval '1 second', turn = now() where done_at is null`)
    await settle()
    expect(service.seen.map(({ browser, payload }) => `${browser} ${payload.line}`).sort()).toEqual([
      'ann 今晚八点',
      'ann 全部的群',
      'cai 今晚八点',
      'cai 全部的群',
    ])
    // nothing is tried for ever
    expect(await w.db.query('select 1 from push_piece where done_at is null')).toEqual([])
  })

  test('GRP-9 GRP-7: an owner’s words that were taken back are not tried again on devices that did not answer', async () => {
    for (const user of ['ann', 'bob']) await subscribe(user)
    const made = await group('ann', 'bob')
    await settings('ann', { groupMessages: 'all' })
    service.answer({ status: 503, headers: { 'retry-after': '600' } })
    const { messageId } = await say(made, { text: '@bob 底价三十', mentions: ['bob'] })
    await settle()
    expect(heard().sort()).toEqual(['ann', 'bob'])
    await w.must('DELETE', `/v1/groups/${made.groupId}/messages/${messageId}`)
    service.answer({ status: 201 })
    await w.db.query(`update push_piece set next_at = now() - interval '1 second', turn = now()`)
    await settle()
    expect(service.seen).toHaveLength(2)
  })

  test('GRP-9 GRP-7: an owner’s words that were taken back are told in none where he said more in the same half a minute', async () => {
    await subscribe('ann')
    const made = await group('ann')
    await settings('ann', { groupMessages: 'all' })
    service.answer({ status: 503, headers: { 'retry-after': '600' } })
    const gone = await say(made, { text: '底价三十' })
    await say(made, { text: '底价二十' })
    // in one window, whenever this runs
    await w.db.query('update outbox set at = now()')
    await settle()
    await w.must('DELETE', `/v1/groups/${made.groupId}/messages/${gone.messageId}`)
    service.answer({ status: 201 })
    await w.db.query(`update push_piece set next_at = now() - interval '1 second', turn = now() where done_at is null`)
    await settle()
    expect(service.seen.map(({ payload }) => payload.line)).toEqual(['owner luo:底价三十', '群里有新消息'])
  })

  test('GRP-14: what the desk answers is told, in no words; what it says by itself is not', async () => {
    await subscribe('ann')
    const hours = [{ days: [5], from: '09:00', until: '10:00' }]
    await w.must('PUT', '/v1/clubs/luo/service/settings', { hours, autoReply: '明早见', autoAssign: false })
    const write = (body: object) =>
      w.must('POST', '/v1/clubs/luo/service/threads/ann/messages', { kind: 'text', ...body })
    await write({ side: 'fan', sendId: 'a', text: '在吗' })
    await write({ side: 'desk', sendId: 'b', text: '在的' })
    await settle()
    expect(service.seen.map(({ payload }) => payload)).toMatchObject([
      { kind: 'privateMessages', title: 'owner luo', line: '客服回复了你的私信', path: '/fan/luo/service' },
    ])
  })

  describe('what he wants', () => {
    test('GRP-7: by kind, everywhere and for a club; changed settings leave the rest', async () => {
      await w.owner('wei', { mode: 'shopping' })
      await subscribe('ann')
      for (const owner of ['luo', 'wei']) await w.must('PUT', `/v1/clubs/${owner}/members/ann`, { scene: 'profile' })
      expect(await settings('ann', { liveStarts: false })).toMatchObject({
        liveStarts: false,
        videos: true,
        groupMessages: 'mentions',
        quiet: null,
      })
      await w.must('PUT', '/v1/users/ann/push-settings/clubs/wei', { liveStarts: true })
      expect(await settings('ann', { videos: false })).toMatchObject({
        liveStarts: false,
        videos: false,
        clubs: [{ ownerId: 'wei', switches: { liveStarts: true } }],
      })
      await w.send(w.started({ session: 's1' }), w.started({ session: 's2', owner: 'wei' }))
      await settle()
      expect(service.seen.map(({ payload }) => payload.path)).toEqual(['/fan/wei'])
      await w.must('PUT', '/v1/users/ann/push-settings/clubs/wei', {})
      expect(await w.must('GET', '/v1/users/ann/push-settings')).toMatchObject({ clubs: [] })
      expect(await w.refusal('PUT', '/v1/users/ann/push-settings/clubs/nobody', {})).toBe('404 unknown_owner')
    })

    test('GRP-7: in quiet hours notices pass, a broadcast is not told, a video waits for the morning', async () => {
      await subscribe('ann')
      const made = await group('ann')
      await settings('ann', { quiet: { from: hour(-1), to: hour(2), timeZone: 'UTC' } })
      await w.send(w.started({ session: 's1' }), w.event('video.published', null, { videoId: 'v1' }))
      await say(made, { kind: 'notice', text: '今晚八点' })
      await settle()
      expect(service.seen.map(({ payload }) => payload.kind)).toEqual(['notices'])
      await w.db.query(
        `update push_piece set next_at = now() - interval '1 second', turn = now() where done_at is null`,
      )
      await settle()
      expect(service.seen.map(({ payload }) => payload.kind)).toEqual(['notices', 'videos'])
    })

    test('bad settings have a code and no effect', async () => {
      const refused = (body: object) => w.refusal('PUT', '/v1/users/ann/push-settings', body)
      for (const body of [
        { quiet: { from: '23:00', to: '23:00' } },
        { quiet: { from: '24:00', to: '08:00' } },
        { quiet: { from: '23:00', to: '08:00', timeZone: 'Mars/Base' } },
        // one that stands for several zones
        { quiet: { from: '23:00', to: '08:00', timeZone: 'CST' } },
        { quiet: { from: '23:00', to: '08:00', passes: ['notices', 'notices'] } },
        { groupMessages: true },
        { shouting: true },
      ])
        expect([body, await refused(body)]).toEqual([body, '422 malformed'])
      expect(await w.must('GET', '/v1/users/ann/push-settings')).toMatchObject({ quiet: null, liveStarts: true })
    })
  })

  describe('push services', () => {
    test('a browser that is gone is forgotten; one that is refused stays', async () => {
      for (const user of ['ann', 'bob', 'cai']) await subscribe(user)
      for (const user of ['ann', 'bob', 'cai']) await w.join(user)
      const statuses: Readonly<Record<string, number>> = { ann: 410, bob: 404, cai: 413 }
      service.answer(({ browser }) => ({ status: statuses[browser] ?? 201 }))
      await w.send(w.started({ session: 's1' }))
      await settle()
      expect([await devices('ann'), await devices('bob'), (await devices('cai')).length]).toEqual([[], [], 1])
      const [piece] = await w.db.query('select sent, gone, failed, done_at is not null as done from push_piece')
      expect(piece).toEqual({ sent: 0, gone: 2, failed: 1, done: true })
    })

    test('429 and 5xx are tried again, those alone, as late as was asked', async () => {
      for (const user of ['ann', 'bob', 'cai']) await subscribe(user)
      for (const user of ['ann', 'bob', 'cai']) await w.join(user)
      const replies: Readonly<Record<string, { status: number; headers?: Record<string, string> }>> = {
        ann: { status: 429, headers: { 'retry-after': '120' } },
        bob: { status: 503 },
      }
      service.answer(({ browser }) => replies[browser] ?? { status: 201 })
      await w.send(w.started({ session: 's1' }))
      await settle()
      const [piece] = await w.db.query<{ attempts: number; left: number[]; wait: number }>(
        `select attempts, left_over as left, extract(epoch from next_at - now())::float8 as wait from push_piece`,
      )
      expect(piece?.attempts).toBe(1)
      expect(piece?.left).toHaveLength(2)
      expect(piece?.wait).toBeGreaterThan(100)
      service.answer({ status: 201 })
      await w.db.query(`update push_piece set next_at = now() - interval '1 second', turn = now()`)
      await settle()
      expect(heard().sort()).toEqual(['ann', 'ann', 'bob', 'bob', 'cai'])
      await settle()
      expect(service.seen).toHaveLength(5)
    })

    test('what is of no use any more is not sent', async () => {
      await subscribe('ann')
      await w.join('ann')
      // not again before we say so
      service.answer({ status: 503, headers: { 'retry-after': '600' } })
      await w.send(w.started({ session: 's1' }))
      await settle()
      await w.db.query(`update push_message set ends_at = now() - interval '1 second'`)
      await w.db.query(`update push_piece set next_at = now() - interval '1 second', turn = now()`)
      await settle()
      expect(service.seen).toHaveLength(1)
      expect(await w.db.query('select failed, done_at is not null as done from push_piece')).toEqual([
        { failed: 1, done: true },
      ])
    })
  })

  test('PLT-8: devices and wishes go along with a merge', async () => {
    const browser = await subscribe('ann')
    await subscribe('bob')
    const quiet = { from: hour(3), to: hour(6), timeZone: 'UTC' }
    await settings('ann', { videos: false, quiet })
    await w.must('PUT', '/v1/users/ann/push-settings/clubs/luo', { notices: false })
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'same' })
    expect(await devices('bob')).toHaveLength(2)
    expect(await devices('ann')).toHaveLength(2)
    expect(await w.must('GET', '/v1/users/bob/push-settings')).toMatchObject({
      videos: false,
      quiet: { ...quiet, passes: ['notices'] },
      clubs: [{ ownerId: 'luo', switches: { notices: false } }],
    })
    await w.join('bob')
    await w.send(w.started({ session: 's1' }))
    await settle()
    expect(browser.heard).toHaveLength(1)
  })

  test('PLT-6: what is held is told, and goes', async () => {
    await subscribe('ann', { device: '我的手机' })
    await settings('ann', { videos: false })
    const data = await w.must<{ items: { kind: string }[] }>('GET', '/v1/users/ann/data?limit=1000')
    expect(data.items.filter(({ kind }) => kind.startsWith('push'))).toMatchObject([
      { kind: 'pushDevice', device: '我的手机' },
      { kind: 'pushSetting', switches: { videos: false } },
    ])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await w.clock(NOON + HOUR)
    await w.clock(NOON + 3 * HOUR)
    expect(await w.db.query('select 1 from push_device union all select 1 from push_setting')).toEqual([])
  })
})
