import { isRejection, type RejectionCode } from '../contract/rejections.ts'
import type { Mapped, MembershipChange } from '../contract/room-forms.ts'
import { codeOf, countCodes, ingestAll } from './ingest-events.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import { keepPendingAndResolve } from './pending.ts'
import { doneMessages, keepBroadcasts, keepMessages, type Codes, type StoredConnection } from './store.ts'

/** What became of a delivery. `rejected`: the engine took nothing, the platform should send again. */
export interface Applied {
  readonly codes: Codes
  readonly pending: boolean
  readonly rejected?: RejectionCode
}

/** Does what a verified delivery means: events, joins and leaves, broadcasts, orders to ask about (PLT-2). Safe to repeat. */
export async function applyMapped(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  mapped: Mapped,
  delivery: { readonly deliveryId: string; readonly realNow: number },
): Promise<Applied> {
  const codes = mapped.dropped.map((one) => `dropped:${one.reason}`)
  // broadcasts first: events of the same moment that arrive by another delivery should find them
  if (mapped.broadcasts !== undefined) await keepBroadcasts(app.db, connection.connectionId, mapped.broadcasts)
  const ingested = await ingestAll(app, mapped.events)
  if (isRejection(ingested)) return { codes: countCodes(codes), pending: false, rejected: ingested.rejected }
  codes.push(...ingested.results.map(codeOf))
  codes.push(...(await applyMembership(app, parts, connection, mapped, delivery.realNow)))
  if (mapped.orders.length === 0) return { codes: countCodes(codes), pending: false }
  const resolved = await keepPendingAndResolve(app, parts, connection, mapped.orders, delivery)
  return { codes: countCodes([...codes, ...resolved.codes]), pending: resolved.pending }
}

async function applyMembership(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  mapped: Mapped,
  realNow: number,
): Promise<string[]> {
  const changes = [
    ...mapped.joins.map((change) => ({ ...change, kind: 'join' as const })),
    ...mapped.leaves.map((change) => ({ ...change, kind: 'leave' as const })),
  ].sort((one, other) => one.at - other.at)
  if (changes.length === 0) return []
  const done = await doneMessages(
    app.db,
    connection.connectionId,
    changes.map((change) => change.messageId),
  )
  const codes: string[] = []
  for (const change of changes) {
    if (done.has(change.messageId)) codes.push('duplicate')
    else codes.push(await applyChange(parts.membership, connection.ownerId, change))
    done.add(change.messageId)
  }
  await keepMessages(app.db, connection.connectionId, [...done], realNow)
  return codes
}

async function applyChange(
  membership: RoomParts['membership'],
  ownerId: string,
  change: MembershipChange & { readonly kind: 'join' | 'leave' },
): Promise<string> {
  const refused =
    change.kind === 'join'
      ? await membership.joinByPlatform(ownerId, change.userId, change.at)
      : await membership.leaveByPlatform(ownerId, change.userId, change.at)
  return refused === null ? change.kind : `${change.kind}:${refused.rejected}`
}
