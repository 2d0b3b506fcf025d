import { expect, test } from 'vitest'
import { partsOf } from '../../shared/message/text-parts.ts'
import { matching, mentionAt, mentionedIn } from './mentions.ts'

const people = ['阿青', '小林同学', '林', 'Mia'].map((name, index) => ({ userId: `u${index}`, name }))

test.each([
  ['@', 1, { start: 0, typed: '' }],
  ['你好@小林', 5, { start: 2, typed: '小林' }],
  ['@小林 你', 5, null],
  ['a@b', 3, null],
  ['@小林', 1, { start: 0, typed: '' }],
])('GRP-8: %j with the caret at %i calls on %o', (text, caret, found) => {
  expect(mentionAt(text, caret)).toEqual(found)
})

test('GRP-8: who is called as was typed comes first', () => {
  expect(matching(people, '林', 5).map(({ name }) => name)).toEqual(['林', '小林同学'])
  expect(matching(people, 'MI', 5).map(({ name }) => name)).toEqual(['Mia'])
  expect(matching(people, '', 2)).toHaveLength(2)
})

test('GRP-8: who was picked and taken out again is not called on', () => {
  expect(
    mentionedIn(
      '@阿青 在吗',
      [people[0], people[3], people[0]].filter((one) => one !== undefined),
    ),
  ).toEqual(['u0'])
})

test('GRP-8: a text is told in pieces, the longest name wins', () => {
  const names = [{ name: '林' }, { name: '林同学' }]
  expect(partsOf('嗨@林同学 和@林!@谁', names).map(({ text, mention }) => [text, mention?.name ?? null])).toEqual([
    ['嗨', null],
    ['@林同学', '林同学'],
    [' 和', null],
    ['@林', '林'],
    ['!@谁', null],
  ])
})
