import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import type { MemberGroup, MessageView } from '../../../src/contract/messages.ts'
import { makeVoucherCode, readVoucherCode } from '../../../src/lib/voucher-code.ts'
import { withNews } from './data.ts'
import { noticeOf } from './notice-of.ts'
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
  readUpTo: 0,
  lastSeq,
  muted: false,
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
  const heard = (hour: number, text: string) => ({ ...said(hour, 'luo', 'owner'), kind: 'notice', at: at(hour), text })
  const shown = (notice: string | null, set: number | null, ...heardAt: readonly number[]) =>
    noticeOf(
      { notice, noticeAt: set === null ? null : at(set) },
      heardAt.map((hour) => heard(hour, `said ${hour}`) as unknown as MessageView),
      words,
      'zh',
    )?.text ?? null
  expect(shown(null, null)).toBeNull()
  expect(shown('set', 10)).toBe('set')
  expect(shown(null, null, 10, 11)).toBe('said 11')
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
