import { expect, test } from 'vitest'
import { greeting, lanAddresses, ownAddress } from './addresses.ts'
import { createThrottle } from './throttle.ts'
import { showsDemo, type DemoQuestion } from './when.ts'

const fresh: DemoQuestion = { asked: null, marked: false, empty: true, embedded: true, sandbox: false }

test.each<[string, Partial<DemoQuestion>, boolean]>([
  ['an empty embedded store', {}, true],
  ['turned off', { asked: false }, false],
  ['its own store, turned off', { asked: false, marked: true, empty: false }, false],
  ['its own store', { marked: true, empty: false }, true],
  ['a store of somebody else', { empty: false }, false],
  ['a store of somebody else, asked for', { asked: true, empty: false }, false],
  ['an empty server database', { embedded: false }, false],
  ['an empty server database, asked for', { asked: true, embedded: false }, true],
  ['a sandbox of somebody who moves its clock', { sandbox: true }, false],
])('the demo on %s', (_, more, shown) => {
  expect(showsDemo({ ...fresh, ...more })).toBe(shown)
})

test('addresses: its own, and those for a phone only where it listens to the network', () => {
  expect(ownAddress('0.0.0.0', 8787)).toBe('http://127.0.0.1:8787')
  expect(ownAddress('::1', 1)).toBe('http://[::1]:1')
  expect(lanAddresses('127.0.0.1', 8787)).toEqual([])
  expect(lanAddresses('localhost', 8787)).toEqual([])
  expect(lanAddresses('192.168.1.20', 8787)).toEqual(['http://192.168.1.20:8787'])
  for (const url of lanAddresses('0.0.0.0', 8787)) expect(url).toMatch(/^http:\/\/(?!127\.)[\d.]+:8787$/)
  expect(greeting('http://127.0.0.1:8787', [])).toContain('HOST=0.0.0.0')
  expect(greeting('http://127.0.0.1:8787', ['http://192.168.1.20:8787'])).toContain('http://192.168.1.20:8787/')
  expect(greeting('http://127.0.0.1:8787', [])).toContain('TIEFEN_DEMO=0')
})

test('a throttle lets each key through so often in a window', () => {
  let now = 0
  const throttle = createThrottle(2, 1_000, () => now)
  throttle.pass('a')
  throttle.pass('a')
  throttle.pass('b')
  expect(() => throttle.pass('a')).toThrow('too_many_requests')
  now = 1_000
  expect(() => throttle.pass('a')).not.toThrow()
})
