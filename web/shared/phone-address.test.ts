import { expect, test } from 'vitest'
import { phoneAddress } from './phone-address.ts'

test.each([
  [['http://192.168.1.20:8787'], 'localhost', 'http://192.168.1.20:8787'],
  [[], 'localhost', null],
  [[], '127.0.0.1', null],
  [[], '[::1]', null],
  [[], 'club.example.com', 'http://club.example.com'],
])('a QR code for a phone: %j seen at %s leads to %s', (lanUrls, hostname, address) => {
  expect(phoneAddress(lanUrls, { hostname, origin: `http://${hostname}` } as Location)).toBe(address)
})
