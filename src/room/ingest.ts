import { z } from 'zod'
import { route, type Route } from '../contract/route.ts'
import { createRoom, patchRoom, rotateSecrets } from './connect.ts'
import type { RoomParts } from './parts.ts'
import { retryPendingOrders } from './pending.ts'
import { ownConnection, sumsOf, viewOf } from './read.ts'
import { deleteConnection, wakePending } from './store.ts'
import { replayDelivery, testRoom } from './trial.ts'
import {
  deliveryParams,
  ownerParams,
  replayView,
  retryView,
  roomInput,
  roomParams,
  roomPatch,
  roomView,
  roomWithSecrets,
  secretsInput,
  secretsView,
  testInput,
  testView,
} from '../contract/room-views.ts'

const access = { kind: 'club', permission: 'rooms' } as const
const tag = 'rooms'
const clauses = ['PLT-2'] as const

/** The writing routes; made once in wire.ts, since they need the secret box, the order detail and the clubs. */
export function roomWriteRoutes(parts: RoomParts): readonly Route[] {
  return [
    route({
      name: 'createRoom',
      method: 'POST',
      path: '/v1/clubs/{ownerId}/rooms',
      tag,
      summary: 'Connects a room or shop; the answer holds the address and, this once, the secrets we made',
      clauses,
      access,
      params: ownerParams,
      body: roomInput,
      answer: roomWithSecrets,
      status: 201,
      handle: (app, input) => createRoom(app, parts, input),
    }),
    route({
      name: 'changeRoom',
      method: 'PATCH',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}',
      tag,
      summary: 'Changes name, room, settings, or switches it on or off',
      clauses,
      access,
      params: roomParams,
      body: roomPatch,
      answer: roomView,
      async handle(app, { params, body, baseUrl, realNow }) {
        const connection = await ownConnection(app.db, params)
        if ('rejected' in connection) return connection
        const refused = await patchRoom(app, connection, body)
        if (refused !== null) return refused
        const changed = await ownConnection(app.db, params)
        if ('rejected' in changed) return changed
        const sums = await sumsOf(app.db, [changed.connectionId])
        return viewOf(changed, sums(changed.connectionId), baseUrl, realNow)
      },
    }),
    route({
      name: 'deleteRoom',
      method: 'DELETE',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}',
      tag,
      summary: 'Removes a connection with its deliveries and waiting orders; points stay',
      clauses,
      access,
      params: roomParams,
      answer: z.object({ roomConnectionId: z.string() }),
      async handle(app, { params }) {
        const connection = await ownConnection(app.db, params)
        if ('rejected' in connection) return connection
        await deleteConnection(app.db, connection.connectionId)
        return { roomConnectionId: connection.connectionId }
      },
    }),
    route({
      name: 'rotateRoomSecrets',
      method: 'POST',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/secrets',
      tag,
      summary: 'New secrets, ours or the platform’s; the ones before stay good for graceHours',
      clauses,
      access,
      params: roomParams,
      body: secretsInput,
      answer: secretsView,
      async handle(app, { params, body, realNow }) {
        const connection = await ownConnection(app.db, params)
        return 'rejected' in connection ? connection : rotateSecrets(app, parts, connection, body, realNow)
      },
    }),
    route({
      name: 'testRoom',
      method: 'POST',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/test',
      tag,
      summary: 'Sends a signed sample through the adapter and shows what it would become; applies nothing',
      clauses,
      access,
      params: roomParams,
      body: testInput,
      answer: testView,
      async handle(app, { params, body, realNow }) {
        const connection = await ownConnection(app.db, params)
        return 'rejected' in connection ? connection : testRoom(parts, connection, body, realNow)
      },
    }),
    route({
      name: 'replayRoomDelivery',
      method: 'POST',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries/{deliveryId}/replay',
      tag,
      summary: 'Applies a listed delivery again; what counted already stays a duplicate',
      clauses,
      access,
      params: deliveryParams,
      answer: replayView,
      async handle(app, { params, realNow }) {
        const connection = await ownConnection(app.db, params)
        return 'rejected' in connection
          ? connection
          : replayDelivery(app, parts, connection, params.deliveryId, realNow)
      },
    }),
    route({
      name: 'retryRoomPending',
      method: 'POST',
      path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/pending/retry',
      tag,
      summary: 'Asks now about orders whose detail is missing, given up ones too',
      clauses,
      access,
      params: roomParams,
      answer: retryView,
      async handle(app, { params, realNow }) {
        const connection = await ownConnection(app.db, params)
        if ('rejected' in connection) return connection
        await wakePending(app.db, connection.connectionId, realNow)
        const asked = await retryPendingOrders(app, parts, realNow, connection.connectionId)
        const sums = (await sumsOf(app.db, [connection.connectionId]))(connection.connectionId)
        return { asked, waitingOrders: sums.waiting, failedOrders: sums.failed }
      },
    }),
  ]
}
