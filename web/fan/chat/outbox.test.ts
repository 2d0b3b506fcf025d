import { expect, test } from 'vitest'
import { afterFailure, waitBefore, type Pending } from './outbox.ts'

const pending: Pending = {
  sendId: 's',
  draft: { text: 'hello', mentions: [] },
  at: '2026-03-01T00:00:00Z',
  state: 'sending',
  tries: 0,
  progress: 0.5,
  error: null,
}
const fail = (status: number, tries = 0) => afterFailure({ ...pending, tries }, { status, error: status })

test('GRP-10: without a line a message waits, however often it was tried; an error of the server four times', () => {
  expect(fail(0, 100)).toMatchObject({ state: 'waiting', tries: 101, progress: null, error: null })
  expect(fail(503, 3)).toMatchObject({ state: 'waiting' })
  expect(fail(503, 4)).toMatchObject({ state: 'failed', error: 503 })
})

test.each([400, 403, 409, 429])('GRP-9: a refusal with %i is told at once', (status) => {
  expect(fail(status)).toMatchObject({ state: 'failed', error: status, sendId: 's' })
})

test.each([
  [1, 1_000],
  [3, 4_000],
  [5, 15_000],
  [500, 15_000],
])('after attempt %i the next comes after %i ms', (tries, wait) => {
  expect(waitBefore(tries)).toBe(wait)
})
