import { expect, test } from 'vitest'
import { moderationPatch } from '../../../../src/contract/moderation.ts'
import { hostOf, tooLong, wordsOf } from './typed.ts'

test('GRP-9: a pasted list is parted by lines and marks, each word once, words with spaces whole', () => {
  expect(wordsOf('赌博\n竞品, *spam*,赌博、 代 购 ;\n\n; bad word')).toEqual([
    '赌博',
    '竞品',
    '*spam*',
    '代 购',
    'bad word',
  ])
  expect(wordsOf(' \n,')).toEqual([])
})

test('GRP-9: a word is as long as a list takes', () => {
  expect(tooLong(['短', '𠮷'.repeat(50)])).toBeNull()
  expect(tooLong(['短', '长'.repeat(51)])).toBe('长'.repeat(51))
})

test.each([
  ['taobao.com', 'taobao.com'],
  [' https://Shop.Taobao.com:8080/item?id=1 ', 'shop.taobao.com'],
  ['JD.com.', 'jd.com'],
  ['淘宝.中国', null],
  ['example', null],
  ['1.2.3.4', null],
  ['not a host', null],
  ['', null],
])('GRP-9: the host of %j is %j, as the server takes it', (typed, host) => {
  expect(hostOf(typed)).toBe(host)
  if (host !== null) expect(moderationPatch.safeParse({ version: 0, hosts: [host] }).error).toBeUndefined()
})
