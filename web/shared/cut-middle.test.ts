import { expect, test } from 'vitest'
import { cutMiddle } from './cut-middle.ts'

const tenEach = (text: string) => [...text].length * 10

test.each([
  ['小雨的铺子', 50, '小雨的铺子'],
  ['一二三四五六七八九十', 100, '一二三四五六七八九十'],
  ['一二三四五六七八九十', 99, '一二三四五六…九十'],
  ['一二三四五六七八九十', 70, '一二三四…九十'],
  ['一二三四五六七八九十', 5, '一…十'],
  ['ab', 5, 'ab'],
])('screens.md «Type»: %s in %i px is %s', (text, width, shown) => {
  expect(cutMiddle(text, width, tenEach)).toBe(shown)
})

test('screens.md «Type»: a letter made of several code points is never cut in two', () => {
  const family = '👨‍👩‍👧‍👦'
  const cut = cutMiddle(family.repeat(9), 70, (text) => [...new Intl.Segmenter().segment(text)].length * 10)
  expect(cut.replaceAll(family, '家')).toBe('家家家家…家家')
})
