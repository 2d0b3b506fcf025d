import { crashPoint } from '../lib/crash-point.ts'
import type { MoneyCommands } from '../ports/money.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { packetMoved } from './publish.ts'
import { loadPackets, placesOf, setReturned } from './store.ts'

/**
 * Gives what nobody took back to the owner's budget, once: the packet's lock keeps the last claim and the return apart, and a packet that is not
 * open any more is left as it is.
 * @returns what to tell
 * @rule BEN-8
 */
export async function returnPacket(tx: Queryable, money: MoneyCommands, packetId: string): Promise<OutboxMessage[]> {
  const packet = (await loadPackets(tx, [packetId], true)).get(packetId)
  if (packet?.status !== 'open') return []
  await money.books([packet.clubNo])
  await setReturned(tx, packetId)
  crashPoint('packet.returned')
  await money.book([{ clubNo: packet.clubNo, kind: 'packetReturned', amount: packet.remaining, packetId }])
  const place = (await placesOf(tx, [packetId])).get(packetId)
  return place === undefined ? [] : [packetMoved({ ...packet, status: 'returned' }, place)]
}
