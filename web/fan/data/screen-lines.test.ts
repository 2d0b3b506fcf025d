import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { ScreenLine } from '../../../src/contract/views.ts'
import type { Api } from '../../shared/api.ts'
import { screenQuery } from './queries.ts'
import { emptyScreen, follow, withHeard, type ScreenAnswer, type Shown } from './screen-lines.ts'

/** Said in the nth second. */
const said = (second: number): ScreenLine => ({
  at: new Date(Date.UTC(2026, 2, 1, 11) + second * 1_000).toISOString(),
  kind: 'comment',
  userId: 'ann',
  name: '安安',
  text: `第${second}句`,
})
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => said(from + index))
const answer = (askedAt: number, from: number, to: number): ScreenAnswer => ({ items: range(from, to), askedAt })
const heard = (heardAt: number, from: number, to: number) => range(from, to).map((line) => ({ line, heardAt }))
const texts = ({ lines }: Shown) => lines.map(({ line }) => line.text)
const words = (from: number, to: number) => range(from, to).map(({ text }) => text)

test('LIVE-1: the screen is asked for anew on coming back, never taken from the first visit', async () => {
  const lines = [range(1, 3), range(1, 9)]
  const api = {
    GET: () => Promise.resolve({ data: { items: lines.shift() }, response: new Response() }),
  } as unknown as Api
  const queries = new QueryClient()
  await queries.fetchQuery(screenQuery(api, 's'))
  expect((await queries.fetchQuery(screenQuery(api, 's'))).items).toHaveLength(9)
})

test('LIVE-1: what the stream tells follows what was said before, each line once', () => {
  const first = follow(emptyScreen('s'), 's', answer(0, 1, 3))
  const shown = withHeard(first, heard(1, 2, 5))
  expect(texts(shown)).toEqual(words(1, 5))
  expect(new Set(shown.lines.map(({ key }) => key)).size).toBe(5)
})

test('LIVE-1: a new answer replaces what was shown; what was heard while it was on its way stays, and lines keep their keys', () => {
  const first = withHeard(follow(emptyScreen('s'), 's', answer(0, 1, 3)), heard(1, 4, 4))
  // the stream lost 5 to 7; the answer asked for at 10 was made before 9 was said
  const meanwhile = withHeard(first, heard(11, 8, 9))
  const shown = follow(meanwhile, 's', answer(10, 2, 8))
  expect(texts(shown)).toEqual(words(2, 9))
  expect(shown.lines[0]?.key).toBe(first.lines[1]?.key)
  expect(new Set(shown.lines.map(({ key }) => key)).size).toBe(8)
  expect(follow(shown, 's', shown.answer ?? undefined)).toBe(shown)
})

test('LIVE-1: after a long loss the stream tells from where it broke off: what stood further up than the answer reaches is left out', () => {
  const lost = follow(emptyScreen('s'), 's', answer(0, 1, 3))
  const before = withHeard(lost, heard(11, 4, 30))
  const shown = withHeard(follow(before, 's', answer(10, 51, 100)), heard(12, 31, 102))
  expect(texts(shown)).toEqual(words(51, 102))
})

test('LIVE-1: another session begins with an empty screen', () => {
  const shown = follow(emptyScreen('s'), 's', answer(0, 1, 3))
  const next = follow(shown, 't', undefined)
  expect(texts(next)).toEqual([])
  expect(texts(follow(next, 't', answer(5, 4, 5)))).toEqual(words(4, 5))
})
