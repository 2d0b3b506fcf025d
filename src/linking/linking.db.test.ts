import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { GroupView } from '../contract/groups.ts'
import type { FanLink, LinkSeat, LinkView, RequestView, SignalView } from '../contract/linking.ts'
import { linkLimits, noRelays } from '../contract/linking.ts'
import { MINUTE, SECOND } from '../lib/time.ts'
import { describeWorld, NOON, secretKey, type World } from '../../test/support/club.ts'
import { countSignals, part } from './apply.ts'
import { iceServersFor } from './ice.ts'
import type { HeldLink, PartyRow } from './rows.ts'

const offer = { type: 'offer', sdp: 'v=0' }
const candidate = (n: number) => ({ type: 'candidate', candidate: `candidate:${n}`, sdpMid: '0', sdpMLineIndex: 0 })

/** A group with members, and what can be done with links there. */
async function groupWith(w: World, users: readonly string[], name = '连线群') {
  const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name })
  for (const user of users) await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
  return groupId
}
const call = (w: World, groupId: string, ...userIds: string[]) =>
  w.must<LinkSeat>('POST', `/v1/groups/${groupId}/links`, { kind: 'video', userIds })
const join = (w: World, link: LinkView, from: string, as?: string) =>
  w.must<LinkSeat>('POST', `/v1/links/${link.linkId}/join`, { from }, as === undefined ? {} : { as })
const leave = (w: World, link: LinkView, from: string) =>
  w.must<LinkView>('POST', `/v1/links/${link.linkId}/leave`, { from })
const look = (w: World, link: LinkView) => w.must<LinkView>('GET', `/v1/links/${link.linkId}`)
const ofFan = (w: World, user: string) => w.must<FanLink>('GET', `/v1/users/${user}/link`)
const state = ({ status, how, parties }: LinkView) =>
  `${status} ${how} ${parties.map((one) => one.how ?? one.status).join(',')}`
const send = (w: World, link: LinkView, body: object) =>
  w.must<{ taken: number }>('POST', `/v1/links/${link.linkId}/signals`, body)
const signals = async (w: World, link: LinkView, from: string, sitting: number, after = 0) =>
  (
    await w.must<{ items: SignalView[] }>(
      'GET',
      `/v1/links/${link.linkId}/signals?from=${from}&sitting=${sitting}&after=${after}`,
    )
  ).items
const kept = async (w: World) => (await w.db.query<{ n: number }>('select count(*)::int4 as n from link_signal'))[0]?.n

describeWorld('linking', (w) => {
  test('GRP-8: the owner calls two fans, one answers, one declines; the last fan’s hanging up ends it', async () => {
    const groupId = await groupWith(w, ['ann', 'bob'])
    const { link, party, sitting } = await call(w, groupId, 'ann', 'bob')
    expect([party, sitting, state(link)]).toEqual([0, 1, 'ringing null in,ringing,ringing'])
    expect((await ofFan(w, 'ann')).link).toMatchObject({
      linkId: link.linkId,
      mine: 1,
      groupName: '连线群',
      ownerName: 'owner luo',
    })
    const ann = await join(w, link, 'ann')
    expect([ann.party, ann.sitting, state(ann.link)]).toEqual([1, 1, 'active null in,in,ringing'])
    expect(state(await leave(w, link, 'bob'))).toBe('active null in,in,declined')
    expect((await ofFan(w, 'bob')).link).toBeNull()
    const scraped = await w.node.server.inject({ url: '/metrics', headers: { authorization: `Bearer ${secretKey}` } })
    expect(scraped.body).toMatch(/^tiefen_links_active 1$/m)
    // the place is free again
    expect(state(await w.must('POST', `/v1/links/${link.linkId}/invitations`, { userId: 'bob' }))).toBe(
      'active null in,in,declined,ringing',
    )
    expect(state(await w.must('DELETE', `/v1/links/${link.linkId}/parties/3`))).toBe(
      'active null in,in,declined,cancelled',
    )
    expect(state(await leave(w, link, 'ann'))).toBe('ended hungUp ended,hungUp,declined,cancelled')
    // called again and again, a link grows no further
    const other = await call(w, groupId, 'ann')
    await w.db.query(
      `insert into link_party (club_no, link_no, party, user_no, status, how, rung_at)
       select club_no, link_no, n, user_no, 'out', 'cancelled', rung_at from link_party, generate_series(2, $1::int4) as n
       where party = 1 and status = 'ringing'`,
      [linkLimits.calledMost - 1],
    )
    const invitations = `/v1/links/${other.link.linkId}/invitations`
    expect((await w.must<LinkView>('POST', invitations, { userId: 'bob' })).parties.at(-1)).toMatchObject({
      party: linkLimits.calledMost,
      status: 'ringing',
    })
    await w.must('DELETE', `/v1/links/${other.link.linkId}/parties/${linkLimits.calledMost}`)
    expect(await w.refusal('POST', invitations, { userId: 'bob' })).toBe('409 link_full')
    await leave(w, other.link, 'luo')
    expect(await w.must('GET', '/v1/clubs/luo/link')).toEqual({ link: null })
    expect(await w.refusal('POST', `/v1/links/${link.linkId}/join`, { from: 'ann' })).toBe('409 link_over')
  })

  test('GRP-8: the owner’s hanging up ends it for all; before anybody came it was called off', async () => {
    const groupId = await groupWith(w, ['ann', 'bob'])
    expect(state(await leave(w, (await call(w, groupId, 'ann')).link, 'luo'))).toBe('ended cancelled hungUp,cancelled')
    const { link } = await call(w, groupId, 'ann', 'bob')
    await join(w, link, 'bob')
    expect(state(await leave(w, link, 'luo'))).toBe('ended hungUp hungUp,cancelled,ended')
    expect((await ofFan(w, 'bob')).link).toBeNull()
  })

  test('GRP-8: a ring that nobody answers is missed after 30 s, to the millisecond', async () => {
    const groupId = await groupWith(w, ['ann'])
    const { link } = await call(w, groupId, 'ann')
    await w.clock(NOON + 30 * SECOND - 1)
    expect(state(await look(w, link))).toBe('ringing null in,ringing')
    await w.clock(NOON + 30 * SECOND)
    expect(state(await look(w, link))).toBe('ended missed ended,missed')
    expect(
      await w.db.query('select 1 as left from due where done_at is null union all select 1 from link_busy'),
    ).toEqual([])
  })

  test('GRP-8: who is not heard of for a minute is out; a word of presence keeps him', async () => {
    const groupId = await groupWith(w, ['ann', 'bob'])
    const { link } = await call(w, groupId, 'ann', 'bob')
    for (const user of ['ann', 'bob']) await join(w, link, user)
    const here = (from: string) => w.must('POST', `/v1/links/${link.linkId}/presence`, { from, sitting: 1 })
    await w.clock(NOON + 40 * SECOND)
    for (const from of ['luo', 'ann']) await here(from)
    await w.clock(NOON + MINUTE)
    expect(state(await look(w, link))).toBe('active null in,in,lost')
    await w.clock(NOON + 80 * SECOND)
    await here('luo')
    await w.clock(NOON + 100 * SECOND)
    expect(state(await look(w, link))).toBe('ended lost ended,lost,lost')
  })

  test('GRP-8: an owner is in one link at a time, a fan too, a link has two fans at most', async () => {
    const groupId = await groupWith(w, ['ann', 'bob', 'cai'])
    await w.owner('mei')
    const other = await w.must<GroupView>('POST', '/v1/clubs/mei/groups', { name: 'other' })
    for (const user of ['ann', 'dan']) await w.must('PUT', `/v1/groups/${other.groupId}/members/${user}`)
    const invited = (userIds: string[], group = groupId) =>
      w.refusal('POST', `/v1/groups/${group}/links`, { kind: 'voice', userIds })
    const { link } = await call(w, groupId, 'ann', 'bob')
    expect(await invited(['cai'])).toBe('409 link_running')
    expect(await invited(['dan', 'ann'], other.groupId)).toBe('409 user_linked')
    // nothing of the refused one stays
    expect((await ofFan(w, 'dan')).link).toBeNull()
    expect(await w.refusal('POST', `/v1/links/${link.linkId}/invitations`, { userId: 'cai' })).toBe('409 link_full')
    expect(await invited(['ann', 'bob', 'cai'])).toBe('422 malformed')
    await leave(w, link, 'luo')
    expect(await invited(['cai', 'cai'])).toBe('403 not_in_group')
    expect(await invited(['dan'])).toBe('403 not_in_group')
    await w.must('PUT', `/v1/groups/${groupId}/mutes/cai`, { until: null })
    expect(await invited(['cai'])).toBe('403 muted')
    await w.must('DELETE', `/v1/groups/${groupId}`)
    expect(await invited(['ann'])).toBe('409 group_closed')
  })

  test('GRP-8 GRP-9 MEM-6: who leaves, is removed, muted, leaves the club or whose group closes is out at once and asks no more', async () => {
    const gated = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', {
      name: 'gated',
      gate: { kind: 'level', level: 1 },
    })
    await w.join('ann')
    await w.must('PUT', `/v1/groups/${gated.groupId}/members/ann`)
    const muteByReport = async (groupId: string): Promise<void> => {
      const path = `/v1/groups/${groupId}`
      await w.must('PUT', `${path}/members/cai`)
      const { messageId } = await w.must('POST', `${path}/messages`, { from: 'ann', kind: 'text', text: 'bad' })
      await w.must('PUT', `${path}/messages/${String(messageId)}/reports/cai`, { reason: 'abuse' })
      const { items } = await w.must<{ items: { caseId: string }[] }>('GET', '/v1/reports')
      await w.must('POST', `/v1/reports/${items[0]?.caseId}/decision`, { decision: 'dismiss', writer: 'mute' })
    }
    const ways: readonly [string, string, (groupId: string) => Promise<unknown>][] = [
      ['leftGroup', 'ann', (groupId) => w.must('DELETE', `/v1/groups/${groupId}/members/ann`)],
      ['leftGroup', 'ann', (groupId) => w.must('POST', `/v1/groups/${groupId}/removals`, { userId: 'ann' })],
      ['muted', 'ann', (groupId) => w.must('PUT', `/v1/groups/${groupId}/mutes/ann`, { until: null })],
      ['muted', 'ann', muteByReport],
      ['leftGroup', 'ann', (groupId) => w.must('DELETE', `/v1/groups/${groupId}`)],
    ]
    for (const [how, user, act] of ways) {
      const groupId = await groupWith(w, [user])
      const { link } = await call(w, groupId, user)
      await join(w, link, user)
      await w.must('PUT', `/v1/groups/${groupId}/link-requests/${user}`, { kind: 'voice' })
      await act(groupId)
      expect(state(await look(w, link))).toBe(`ended ${how} ended,${how}`)
      expect(await ofFan(w, user)).toEqual({ link: null, asks: [] })
    }
    const { link } = await call(w, gated.groupId, 'ann')
    await w.leave('ann')
    expect(state(await look(w, link))).toBe('ended leftGroup ended,leftGroup')
  })

  test('GRP-8: a fan asks, keeps his place, is called from the queue; who waits too long is not shown', async () => {
    const groupId = await groupWith(w, ['ann', 'bob'])
    const ask = (user: string, kind = 'voice') => w.must('PUT', `/v1/groups/${groupId}/link-requests/${user}`, { kind })
    const queue = async () => {
      const { items, waiting } = await w.must<{ items: RequestView[]; waiting: number }>(
        'GET',
        `/v1/groups/${groupId}/link-requests`,
      )
      return [waiting, ...items.map(({ userId, kind }) => `${userId} ${kind}`)]
    }
    await ask('ann')
    await w.clock(NOON + SECOND)
    await ask('bob')
    await ask('ann', 'video')
    expect(await queue()).toEqual([2, 'ann video', 'bob voice'])
    expect(await w.must('GET', '/v1/clubs/luo/link-requests')).toMatchObject({
      waiting: 2,
      items: [{ groupId }, { userId: 'bob' }],
    })
    expect((await ofFan(w, 'ann')).asks).toMatchObject([{ groupId, kind: 'video' }])
    await call(w, groupId, 'ann')
    expect(await queue()).toEqual([1, 'bob voice'])
    await w.must('DELETE', `/v1/groups/${groupId}/link-requests/bob`)
    expect(await queue()).toEqual([0])
    await ask('bob')
    await w.clock(NOON + SECOND + 30 * MINUTE)
    expect(await queue()).toEqual([0])
    expect(await w.refusal('PUT', `/v1/groups/${groupId}/link-requests/cai`, { kind: 'voice' })).toBe(
      '403 not_in_group',
    )
  })

  test('GRP-8: signals reach the other party in order and once, whatever is sent again, until they were read', async () => {
    const groupId = await groupWith(w, ['ann'])
    const { link } = await call(w, groupId, 'ann')
    await join(w, link, 'ann')
    const first = { from: 'luo', sitting: 1, to: 1, toSitting: 1, number: 1, signals: [offer, candidate(1)] }
    expect(await send(w, link, first)).toEqual({ taken: 2 })
    expect(await send(w, link, first)).toEqual({ taken: 0 })
    // the answer to the first call was lost; the next one holds its second half again
    expect(await send(w, link, { ...first, number: 2, signals: [candidate(1), candidate(2)] })).toEqual({ taken: 1 })
    const got = await signals(w, link, 'ann', 1)
    expect(got.map(({ seq, from, fromSitting }) => [seq, from, fromSitting])).toEqual([
      [1, 0, 1],
      [2, 0, 1],
      [3, 0, 1],
    ])
    expect(got.map(({ signal }) => signal)).toEqual([offer, candidate(1), candidate(2)])
    expect(await signals(w, link, 'ann', 1, 2)).toHaveLength(1)
    expect(await signals(w, link, 'luo', 1)).toEqual([])
    await w.must('POST', `/v1/links/${link.linkId}/presence`, { from: 'ann', sitting: 1, read: 2 })
    expect(await kept(w)).toBe(1)
    await leave(w, link, 'ann')
    expect(await kept(w)).toBe(0)
    // PLT-6: what devices say to each other stands in no outbox
    expect(
      await w.db.query(`select 1 as found from outbox where body::text like '%candidate%' or body::text like '%v=0%'`),
    ).toEqual([])
  })

  test('GRP-8: a page loaded again, or another device, takes the place over; what was meant for the old one is dropped', async () => {
    const groupId = await groupWith(w, ['ann'])
    const { link } = await call(w, groupId, 'ann')
    await join(w, link, 'ann')
    await send(w, link, { from: 'luo', sitting: 1, to: 1, toSitting: 1, number: 1, signals: [offer] })
    const again = await join(w, link, 'ann')
    expect([again.sitting, again.link.parties[1]?.sitting]).toEqual([2, 2])
    expect(await kept(w)).toBe(0)
    expect(await send(w, link, { from: 'luo', sitting: 1, to: 1, toSitting: 1, number: 2, signals: [offer] })).toEqual({
      taken: 0,
    })
    expect(await send(w, link, { from: 'luo', sitting: 1, to: 1, toSitting: 2, number: 3, signals: [offer] })).toEqual({
      taken: 1,
    })
    for (const [method, path, body] of [
      ['POST', 'presence', { from: 'ann', sitting: 1 }],
      ['POST', 'signals', { from: 'ann', sitting: 1, to: 0, toSitting: 1, number: 1, signals: [offer] }],
      ['GET', 'signals?from=ann&sitting=1', undefined],
    ] as const)
      expect(await w.refusal(method, `/v1/links/${link.linkId}/${path}`, body)).toBe('409 link_moved')
  })

  test('GRP-8 PLT-1: strangers, other fans and other owners get nowhere; a fan rules nobody', async () => {
    const groupId = await groupWith(w, ['ann', 'bob'])
    await w.owner('mei')
    const { link } = await call(w, groupId, 'ann')
    const path = `/v1/links/${link.linkId}`
    const [ann, bob, mei, luo] = await Promise.all([
      w.token('fan', 'ann'),
      w.token('fan', 'bob'),
      w.token('owner', 'mei', { ownerId: 'mei' }),
      w.token('owner', 'luo', { ownerId: 'luo' }),
    ])
    const signal = (from: string) => ({ from, sitting: 1, to: 0, toSitting: 1, number: 1, signals: [offer] })
    const tries: readonly [string, 'GET' | 'POST' | 'DELETE' | 'PUT', string, object | undefined, string][] = [
      [bob, 'GET', path, undefined, '403 forbidden'],
      [bob, 'POST', `${path}/join`, { from: 'bob' }, '403 not_in_link'],
      [bob, 'POST', `${path}/join`, { from: 'ann' }, '403 forbidden'],
      [bob, 'POST', `${path}/join`, { from: 'luo' }, '403 forbidden'],
      [bob, 'POST', `${path}/signals`, signal('bob'), '403 not_in_link'],
      [bob, 'GET', `${path}/signals?from=bob&sitting=1`, undefined, '403 not_in_link'],
      [bob, 'GET', '/v1/users/ann/link', undefined, '403 forbidden'],
      [bob, 'GET', '/v1/clubs/luo/link', undefined, '403 forbidden'],
      [ann, 'POST', `${path}/signals`, signal('ann'), '409 link_moved'],
      [ann, 'POST', `${path}/invitations`, { userId: 'bob' }, '403 forbidden'],
      [ann, 'DELETE', `${path}/parties/1`, undefined, '403 forbidden'],
      [ann, 'GET', `/v1/groups/${groupId}/link-requests`, undefined, '403 forbidden'],
      [ann, 'POST', `/v1/groups/${groupId}/links`, { kind: 'voice', userIds: ['bob'] }, '403 forbidden'],
      [ann, 'PUT', `/v1/groups/${groupId}/link-requests/bob`, { kind: 'voice' }, '403 forbidden'],
      [mei, 'GET', path, undefined, '403 forbidden'],
      [mei, 'POST', `${path}/join`, { from: 'luo' }, '403 forbidden'],
      [mei, 'POST', `/v1/groups/${groupId}/links`, { kind: 'voice', userIds: ['bob'] }, '403 forbidden'],
      // the owner cannot answer in a fan's place
      [luo, 'POST', `${path}/join`, { from: 'ann' }, '403 forbidden'],
      [luo, 'GET', '/v1/links/999999-1', undefined, '404 not_found'],
      [luo, 'GET', '/v1/links/x', undefined, '404 not_found'],
      [luo, 'GET', '/v1/clubs/nobody/link', undefined, '403 forbidden'],
    ]
    for (const [as, method, at, body, code] of tries)
      expect([at, await w.refusal(method, at, body, { as })]).toEqual([at, code])
    await join(w, link, 'ann', ann)
    expect(state(await look(w, link))).toBe('active null in,in')
  })

  test('GRP-8 GRP-9: a sub-account links in the groups it is super admin of', async () => {
    const groupId = await groupWith(w, ['ann'])
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    const as = await w.token('staff', 's1', { ownerId: 'luo' })
    const wish = ['POST', `/v1/groups/${groupId}/links`, { kind: 'voice', userIds: ['ann'] }] as const
    expect(await w.refusal(...wish, { as })).toBe('403 forbidden')
    await w.must('PUT', `/v1/groups/${groupId}/link-requests/ann`, { kind: 'voice' })
    const seen = async () =>
      (await w.must<{ waiting: number }>('GET', '/v1/clubs/luo/link-requests', undefined, { as })).waiting
    expect(await seen()).toBe(0)
    await w.must('PUT', `/v1/groups/${groupId}/admins/s1`)
    expect(await seen()).toBe(1)
    const { link } = await w.must<LinkSeat>(...wish, { as })
    expect(await w.must('GET', '/v1/clubs/luo/link', undefined, { as })).toMatchObject({
      link: { linkId: link.linkId, mine: 0 },
    })
    await w.must('DELETE', `/v1/groups/${groupId}/admins/s1`)
    expect(await w.refusal('POST', `/v1/links/${link.linkId}/leave`, { from: 'luo' }, { as })).toBe('403 forbidden')
    expect(await w.must('GET', '/v1/clubs/luo/link', undefined, { as })).toEqual({ link: null })
  })

  test('GRP-8: too large, too many, to nobody and after the end: refused, nothing kept', async () => {
    const groupId = await groupWith(w, ['ann'])
    const { link } = await call(w, groupId, 'ann')
    await join(w, link, 'ann')
    const path = `/v1/links/${link.linkId}/signals`
    const wish = { from: 'luo', sitting: 1, to: 1, toSitting: 1, number: 1, signals: [offer] as object[] }
    const big = (characters: number) => ({ type: 'offer', sdp: 'x'.repeat(characters) })
    expect(await w.refusal('POST', path, { ...wish, signals: [big(1_000_000)] })).toBe('413 body_too_large')
    expect(await w.refusal('POST', path, { ...wish, signals: [big(linkLimits.sdpMost + 1)] })).toBe('422 malformed')
    expect(await w.refusal('POST', path, { ...wish, signals: Array.from({ length: 33 }, () => offer) })).toBe(
      '422 malformed',
    )
    expect(await w.refusal('POST', path, { ...wish, signals: [{ type: 'eval', sdp: '' }] })).toBe('422 malformed')
    expect(await w.refusal('POST', path, { ...wish, to: 0 })).toBe('403 not_in_link')
    expect(await w.refusal('POST', path, { ...wish, to: 7 })).toBe('403 not_in_link')
    const many = Array.from({ length: 30 }, (_, n) => candidate(n))
    for (let turn = 0; turn < 8; turn += 1)
      expect(await send(w, link, { ...wish, number: 1 + turn * 30, signals: many })).toEqual({ taken: 30 })
    expect(await w.refusal('POST', path, { ...wish, number: 241 })).toBe('429 too_many_requests')
    await w.clock(NOON + 50 * SECOND)
    for (const from of ['luo', 'ann']) await w.must('POST', `/v1/links/${link.linkId}/presence`, { from, sitting: 1 })
    await w.clock(NOON + MINUTE)
    for (let turn = 8; turn < 16; turn += 1)
      expect(await send(w, link, { ...wish, number: 1 + turn * 30, signals: many })).toEqual({ taken: 30 })
    // who reads nothing keeps no more than so many
    expect(await kept(w)).toBe(linkLimits.signalsKept)
    expect((await signals(w, link, 'ann', 1))[0]?.seq).toBe(16 * 30 - linkLimits.signalsKept + 1)
    await leave(w, link, 'luo')
    expect(await w.refusal('POST', path, { ...wish, number: 481 })).toBe('409 link_over')
    expect(await w.refusal('GET', `${path}?from=ann&sitting=1`)).toBe('409 link_over')
    expect(await kept(w)).toBe(0)
  })

  test('PLT-8 GRP-9: merged with an id that was muted or removed there, a fan is out of his running link at once', async () => {
    const groupId = await groupWith(w, ['ann', 'ann2', 'bob', 'bob2'])
    const { link } = await call(w, groupId, 'ann2', 'bob')
    for (const user of ['ann2', 'bob']) await join(w, link, user)
    await w.must('PUT', `/v1/groups/${groupId}/mutes/ann`, { until: null })
    await w.must('POST', `/v1/groups/${groupId}/removals`, { userId: 'bob2' })
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'one person' })
    expect(state(await look(w, link))).toBe('active null in,muted,in')
    await w.must('POST', '/v1/users/bob/merges', { from: 'bob2', reason: 'one person' })
    expect(state(await look(w, link))).toBe('ended leftGroup ended,muted,leftGroup')
    expect((await ofFan(w, 'ann')).link).toBeNull()
  })

  test('PLT-8 PLT-6: merged, a fan stays in his link, in one; erased, he is out and his signals and wishes are gone', async () => {
    const groupId = await groupWith(w, ['ann', 'ann2', 'bob'])
    const { link } = await call(w, groupId, 'ann2')
    await join(w, link, 'ann2')
    await w.must('PUT', `/v1/groups/${groupId}/link-requests/ann2`, { kind: 'voice' })
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'one person' })
    expect((await ofFan(w, 'ann')).link?.linkId).toBe(link.linkId)
    expect((await join(w, link, 'ann')).sitting).toBe(2)
    await w.must('POST', `/v1/links/${link.linkId}/invitations`, { userId: 'bob' })
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    expect(state(await look(w, link))).toBe('active null in,in,leftGroup')
    await send(w, link, { from: 'ann', sitting: 2, to: 0, toSitting: 1, number: 1, signals: [offer] })
    const data = await w.must<{ items: { kind: string }[] }>('GET', '/v1/users/ann/data?limit=1000')
    expect(data.items.map(({ kind }) => kind).filter((kind) => kind.startsWith('link'))).toEqual([
      'link',
      'link',
      'linkRequest',
    ])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await w.clock(NOON + MINUTE)
    expect(state(await look(w, link))).toBe('ended leftGroup ended,leftGroup,leftGroup')
    expect(await kept(w)).toBe(0)
    expect(await w.db.query('select 1 as left from link_request')).toEqual([])
  })
})

describe('linking rules', () => {
  const party = (number: number, status: PartyRow['status']) => ({ party: number, status }) as PartyRow
  const held = (status: 'ringing' | 'active', ...parties: PartyRow[]) =>
    ({ link: { status }, parties }) as unknown as HeldLink

  test.each([
    [
      'a fan of two goes',
      held('active', party(0, 'in'), party(1, 'in'), party(2, 'in')),
      [[1, 'hungUp']],
      null,
      [[1, 'hungUp']],
    ],
    [
      'one rings still',
      held('ringing', party(0, 'in'), party(1, 'ringing'), party(2, 'ringing')),
      [[1, 'declined']],
      null,
      [[1, 'declined']],
    ],
    [
      'nobody is left',
      held('ringing', party(0, 'in'), party(1, 'out'), party(2, 'ringing')),
      [[2, 'missed']],
      'missed',
      [
        [2, 'missed'],
        [0, 'ended'],
      ],
    ],
    ['who is out already', held('active', party(0, 'in'), party(1, 'in'), party(2, 'out')), [[2, 'hungUp']], null, []],
  ] as const)('GRP-8: what follows when %s', (_, link, going, ended, out) => {
    const parting = part(link, new Map(going))
    expect([parting.ended, [...parting.out]]).toEqual([ended, out])
  })

  test('GRP-8: a minute of signals is bounded by number and by size, on both sides', () => {
    const empty = { minute_at: null, minute_signals: 0, minute_characters: 0 }
    const { signalsPerMinute, signalCharactersPerMinute: most } = linkLimits
    expect(countSignals(empty, { signals: signalsPerMinute, characters: most }, 0)).toMatchObject({
      signals: signalsPerMinute,
    })
    expect(countSignals(empty, { signals: 1, characters: most + 1 }, 0)).toMatchObject({
      rejected: 'too_many_requests',
    })
    const full = { minute_at: 5, minute_signals: signalsPerMinute, minute_characters: 0 }
    expect(countSignals(full, { signals: 1, characters: 1 }, 5 + MINUTE - 1)).toMatchObject({
      extra: { retryAfterSeconds: 1 },
    })
    expect(countSignals(full, { signals: 1, characters: 1 }, 5 + MINUTE)).toEqual({
      minuteAt: 5 + MINUTE,
      signals: 1,
      characters: 1,
    })
  })

  test('GRP-8: TURN credentials are those of the REST scheme, and name nobody', () => {
    expect(iceServersFor(noRelays, '1-1.0', NOON)).toEqual([])
    const settings = { stunUrls: ['stun:a:3478'], turnUrls: ['turn:a:3478'], turnSecret: 'secret' }
    const username = `${NOON / SECOND + 4 * 3_600}:1-1.0`
    expect(iceServersFor(settings, '1-1.0', NOON)).toEqual([
      { urls: ['stun:a:3478'] },
      { urls: ['turn:a:3478'], username, credential: createHmac('sha1', 'secret').update(username).digest('base64') },
    ])
  })
})
