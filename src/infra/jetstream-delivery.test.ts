import { expect, test } from 'vitest'
import { readReply } from './jetstream-delivery.ts'

test('consume: the broker’s two forms of a delivery, and nothing else', () => {
  const told = { seq: 27, deliverySeq: 3, pending: 9 }
  expect(readReply('$JS.ACK.orders.tiefen_1.1.27.3.1790000000000000000.9')).toEqual(told)
  expect(readReply('$JS.ACK.hub.acc.orders.tiefen_1.1.27.3.1790000000000000000.9')).toEqual(told)
  expect(readReply('$JS.ACK._.acc.orders.tiefen_1.1.27.3.1790000000000000000.9.random')).toEqual(told)
  for (const other of ['', '_INBOX.a', '$JS.ACK.orders.c.1.x.3.1.9', '$JS.API.a.b.c.d.e.f.g'])
    expect(readReply(other)).toBe(null)
})
