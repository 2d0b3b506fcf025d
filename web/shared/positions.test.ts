import { expect, test } from 'vitest'
import { positionHeader } from '../../src/contract/position.ts'
import { createPositions } from './positions.ts'

const answering = (positions: readonly (string | null)[]) => {
  const left = [...positions]
  return () => {
    const position = left.shift() ?? null
    return Promise.resolve(new Response(null, position === null ? {} : { headers: { [positionHeader]: position } }))
  }
}
const get = new Request('http://server.test/v1/clubs/luo')

test('web: the oldest position of late is where a stream begins', async () => {
  let now = 0
  const positions = createPositions(answering(['12.1', '9.5', null, '30.1']), () => now)
  expect(positions.oldest()).toBe(null)
  await positions.fetch(get)
  now = 5_000
  await positions.fetch(get)
  await positions.fetch(get)
  expect(positions.oldest()).toBe('9.5')
  now = 24_999
  await positions.fetch(get)
  expect(positions.oldest()).toBe('9.5')
  now = 25_000
  expect(positions.oldest()).toBe('30.1')
})

test('web: a stream waits for the answers under way', async () => {
  let answer: () => void = () => undefined
  const slow = new Promise<Response>((resolve) => (answer = () => resolve(new Response(null))))
  const positions = createPositions(
    () => slow,
    () => 0,
  )
  await positions.quiet()
  const fetched = positions.fetch(get)
  let quiet = false
  const waited = positions.quiet().then(() => (quiet = true))
  await Promise.resolve()
  expect(quiet).toBe(false)
  answer()
  await Promise.all([fetched, waited])
  expect(quiet).toBe(true)
})
