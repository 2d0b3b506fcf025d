import { expect, test } from 'vitest'
import { framesOf, textsOf, toldError } from './told-error.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('PLT-8: a told error keeps its kind, code and constraint, and loses what it quotes', () => {
  const fromStore = Object.assign(new Error('invalid input syntax for type uuid: "canary"'), {
    name: 'DatabaseError',
    code: '22P02',
    constraint: 'fan_pkey',
    detail: 'Key (user)=(canary)',
  })
  expect(toldError(fromStore)).toEqual({
    type: 'DatabaseError',
    code: '22P02',
    message: 'invalid input syntax for type uuid: … (constraint fan_pkey)',
  })
})

test.each([
  ['a JSON text', () => JSON.parse('canary')],
  ['a number', () => BigInt('canary')],
  ['a time zone', () => new Intl.DateTimeFormat('en', { timeZone: 'canary' })],
  ['a currency', () => new Intl.NumberFormat('en', { style: 'currency', currency: 'canary' })],
  ['a property', () => (undefined as unknown as Record<string, string>)['canary']],
  [
    'an own message',
    () => Promise.reject(new Error("no fan `canary` or “canary” or 'canary'")).catch((e: unknown) => e),
  ],
  ['a second line', () => new Error('first\ncanary')],
  ['a thrown text', () => 'canary'],
  ['an open quote', () => new Error('cut at "canary')],
])('PLT-8: nothing of %s is told', async (_title, work) => {
  expect(JSON.stringify(toldError(await thrownBy(work)))).not.toContain('canary')
})

test('PLT-8: texts of the event are left out even where they stand without quotes, the longer first', () => {
  const told = toldError(new Error('fan ann-2 of ann is gone'), textsOf({ a: ['ann', { b: 'ann-2' }], n: 1, s: 'x' }))
  expect(told.message).toBe('fan … of … is gone')
})

test('an apostrophe is no quote, and words stay', () => {
  expect(toldError(new TypeError("it can't be read; the row's balance isn't there")).message).toBe(
    "it can't be read; the row's balance isn't there",
  )
})

test('PLT-8: only frames of a stack are told', () => {
  expect(framesOf(new Error('first\ncanary'))).not.toContain('canary')
  expect(framesOf(new Error('x'))).toContain('told-error.test')
})
