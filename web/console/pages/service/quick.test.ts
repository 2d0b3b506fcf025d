import { expect, test } from 'vitest'
import type { QuickReply } from '../../../../src/contract/service.ts'
import { filled, offered } from './quick.ts'

const reply = (shortcut: string, text: string): QuickReply => ({ replyId: shortcut, shortcut, text, updatedAt: '' })
const replies = [reply('发货', '今天发货'), reply('退货', '发到仓库'), reply('hi', '{name}您好'), reply('Size', '偏大')]
const names = (typed: string) => offered(typed, replies)?.map(({ shortcut }) => shortcut) ?? null

test('GRP-14: quick replies are offered behind a stroke alone: by their beginning, then by what they hold', () => {
  expect(names('')).toBeNull()
  expect(names('发')).toBeNull()
  expect(names('/发 a')).toBeNull()
  expect(names('/')).toEqual(['发货', '退货', 'hi', 'Size'])
  expect(names('/发')).toEqual(['发货', '退货'])
  expect(names('/货')).toEqual(['发货', '退货'])
  expect(names('/s')).toEqual(['Size'])
  expect(names('/没有')).toEqual([])
})

test('GRP-14: what is known of the fan stands in a quick reply, what is not known says nothing', () => {
  expect(filled('{name},订单 {order} {other}', { name: '小红', order: 'o-1' })).toBe('小红,订单 o-1 {other}')
  expect(filled('{name}:{order}', { name: '{order}$&', order: null })).toBe('{order}$&:')
})
