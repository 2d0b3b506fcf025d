import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import type { GroupView } from '../../../src/contract/groups.ts'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { makeVoucherCode, readVoucherCode } from '../../../src/lib/voucher-code.ts'
import { joinSceneOf } from '../data/membership.ts'
import { withMutesOver, withNews } from './data.ts'
import { noticeOf } from './notice-of.ts'
import { qualifiedFor, shownOf } from './shown.ts'
import { phraseIn } from './phrase-in.ts'

const group = (groupId: string, lastSeq: number, more: Partial<MemberGroup> = {}): MemberGroup => ({
  groupId,
  subGroupId: `${groupId}.1`,
  ownerId: 'luo',
  ownerName: '罗小厨',
  name: groupId,
  number: 1,
  unread: 0,
  notice: null,
  noticeAt: null,
  saidNotice: null,
  readUpTo: 0,
  lastSeq,
  muted: false,
  mutedUntil: null,
  silent: false,
  joinedAt: '2026-03-01T00:00:00Z',
  last: null,
  ...more,
})
const news = (groupId: string, kind: string, body: object) => ({
  topic: `group:${groupId}:ann`,
  kind,
  body: body as Record<string, unknown>,
})
const said = (seq: number, from: string, sender = 'fan') => ({
  seq,
  from,
  sender,
  at: '2026-03-01T10:00:00Z',
  kind: 'text',
  text: 'hi',
})
const list = [group('a', 9, { unread: 1 }), group('b', 5)]

test('GRP-7: a message counts once, moves its group up and shows what it says', () => {
  const moved = withNews(list, news('b', 'group.said', said(10, 'luo', 'owner')), 'ann')
  expect(moved.map(({ groupId, unread }) => [groupId, unread])).toEqual([
    ['b', 1],
    ['a', 1],
  ])
  expect(moved[0]?.last).toMatchObject({ text: 'hi', sender: { kind: 'owner', name: '罗小厨' } })
  expect(withNews(moved, news('b', 'group.said', said(10, 'luo', 'owner')), 'ann')).toEqual(moved)
})

const listed = (groupId: string, more: Partial<GroupView> = {}): GroupView => ({
  groupId,
  ownerId: 'luo',
  name: groupId,
  gate: { kind: 'tier', tier: '铁粉' },
  notice: null,
  noticeAt: null,
  autoReply: null,
  status: 'open',
  createdAt: '2026-03-01T00:00:00Z',
  members: 1,
  seats: 100,
  freeSeats: 99,
  subGroups: 1,
  mine: null,
  missing: [],
  ...more,
})
const seated = { mine: { groupId: '', subGroupId: '', number: 1, joinedAt: '2026-03-01T00:00:00Z' } }

test('GRP-5: who sits in one group is told of another that he qualifies for now', () => {
  const here = listed('here', seated)
  const shut = listed('shut', { missing: [{ kind: 'membership' }] })
  expect(qualifiedFor([here, shut, listed('next')])?.groupId).toBe('next')
  expect(qualifiedFor([here, shut, listed('free', { gate: { kind: 'none' } })])).toBeUndefined()
})

test('GRP-5 GRP-12: of three places one is kept for a group that he may join', () => {
  const own = ['a', 'b', 'c', 'd']
  const shut = listed('shut', { missing: [{ kind: 'membership' }] })
  const names = (groups: readonly GroupView[], all = false, mine = own) => {
    const shown = shownOf(mine, groups, all)
    return [...shown.own, ...shown.others.map(({ groupId }) => groupId)]
  }
  expect(names([shut, listed('open')])).toEqual(['a', 'b', 'open'])
  expect(names([shut])).toEqual(['a', 'b', 'c'])
  expect(names([shut, listed('open')], false, ['a'])).toEqual(['a', 'open', 'shut'])
  expect(names([shut, listed('open')], false, [])).toEqual(['open', 'shut'])
  expect(names([shut, listed('open')], true)).toEqual(['a', 'b', 'c', 'd', 'open', 'shut'])
})

test('MEM-2: who joins the club from a group’s card joins from the group', () => {
  expect([joinSceneOf('group', false), joinSceneOf('group', true)]).toEqual(['group', 'group'])
  expect([joinSceneOf(null, false), joinSceneOf(null, true)]).toEqual(['profile', 'liveRoom'])
})

test('GRP-7: what comes late stands by when it was said, as the server lists it', () => {
  const last = { from: 'bob', sender: { kind: 'fan', name: null }, kind: 'text', text: '' } as const
  const later = [group('a', 9, { last: { ...last, at: '2026-03-01T11:00:00Z' } }), group('c', 2), group('b', 5)]
  const moved = withNews(later, news('b', 'group.said', said(10, 'bob')), 'ann')
  expect(moved.map(({ groupId }) => groupId)).toEqual(['a', 'b', 'c'])
})

test('GRP-7: a notice that is said stands over the chat, however much is said after it', () => {
  const heard = withNews(
    list,
    news('b', 'group.said', { ...said(10, 'luo', 'owner'), kind: 'notice', text: '今晚' }),
    'ann',
  )
  const since = withNews(heard, news('b', 'group.said', said(11, 'bob')), 'ann')
  expect(since[0]?.saidNotice?.text).toBe('今晚')
})

test('GRP-9: a timed mute ends on the page at its time, one without an end and a group without one stay', () => {
  const until = '2026-03-01T10:00:00.000Z'
  const muted = withNews(list, news('a', 'group.muted', { muted: true, until }), 'ann')
  expect(muted[0]).toMatchObject({ muted: true, mutedUntil: until })
  expect(withMutesOver(muted, Date.parse(until) - 1)).toBe(muted)
  expect(withMutesOver(muted, Date.parse(until))[0]).toMatchObject({ muted: false, mutedUntil: null })
  const open = withNews(list, news('a', 'group.muted', { muted: true, until: null }), 'ann')
  expect(withMutesOver(open, Date.parse(until))).toBe(open)
  // as a node of the version before tells it
  const older = open.map((one) => Object.assign({}, one, { mutedUntil: undefined }))
  expect(withMutesOver(older, Date.parse(until))).toBe(older)
})

test('GRP-7: who speaks has read what was said before', () => {
  expect(withNews(list, news('a', 'group.said', said(11, 'ann')), 'ann')[0]).toMatchObject({ unread: 0, readUpTo: 11 })
})

test('GRP-9: a mute and an ended seat change the list; what is of no group of his changes nothing', () => {
  expect(withNews(list, news('a', 'group.muted', { muted: true }), 'ann')[0]?.muted).toBe(true)
  expect(withNews(list, news('a', 'group.left', { how: 'removed' }), 'ann').map(({ groupId }) => groupId)).toEqual([
    'b',
  ])
  // two ids of one user: he may sit there under the other
  expect(withNews(list, news('a', 'group.left', { how: 'merged' }), 'ann')).toBe(list)
  expect(withNews(list, news('z', 'group.said', said(11, 'luo')), 'ann')).toBe(list)
})

test('GRP-3 GRP-7: over the chat stands the latest notice, set or said; one that was taken away since is none', () => {
  const at = (hour: number) => `2026-03-01T${hour}:00:00.000Z`
  const words: TFunction = ((key: string) => key) as TFunction
  const shown = (notice: string | null, set: number | null, heard: number | null = null) =>
    noticeOf(
      {
        notice,
        noticeAt: set === null ? null : at(set),
        saidNotice: heard === null ? null : { at: at(heard), text: `said ${heard}` },
      },
      words,
      'zh',
    )?.text ?? null
  expect(shown(null, null)).toBeNull()
  expect(shown('set', 10)).toBe('set')
  expect(shown(null, null, 11)).toBe('said 11')
  expect(shown('set', 10, 11), 'said since').toBe('said 11')
  expect(shown('set', 11, 10), 'set since').toBe('set')
  expect(shown('set', 10, 10), 'what is set is said').toBe('said 10')
  expect(shown(null, 11, 10), 'taken away since').toBeNull()
  expect(shown(null, 10, 10), 'set and taken away at once').toBeNull()
  expect(shown(null, 10, 11), 'said after it was taken away').toBe('said 11')
})

test('GRP-5: a pass-phrase is found in what was pasted with it', () => {
  const code = makeVoucherCode(Uint8Array.from({ length: 11 }, (_, index) => index * 5 + 1))
  const split = code.replace(/(.{4})(?=.)/g, '$1-')
  for (const text of [code, split, code.toLowerCase(), ` ${split} `, `复制这段口令 ${split} 打开,一起进群`])
    expect(phraseIn(text, readVoucherCode), text).toBe(code)
  expect(phraseIn('一起进群', readVoucherCode)).toBeNull()
  expect(phraseIn(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`, readVoucherCode)).toBeNull()
})
