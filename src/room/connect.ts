import { v7 } from 'uuid'
import type { z } from 'zod'
import { reject, type Rejection } from '../contract/rejections.ts'
import { instantText } from './fields.ts'
import {
  bilibiliSettings,
  doudianSettings,
  douyinSettings,
  douyinTypes,
  type Platform,
  type Secrets,
} from '../contract/room-forms.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import { ownConnection, viewOf } from './read.ts'
import { newPushSecret, newSigningSecret } from './secret-box.ts'
import {
  insertConnection,
  replaceSecrets,
  updateConnection,
  type NewConnection,
  type StoredConnection,
} from './store.ts'
import type { roomInput, roomPatch, secretsInput } from '../contract/room-views.ts'

/** Connections an owner may have. */
const maxConnections = 50
const hourMilliseconds = 3_600_000

/** Which secrets a connection has, by platform. */
const secretNames: Readonly<Record<Platform, readonly string[]>> = {
  douyinLive: douyinTypes,
  bilibiliLive: ['signing'],
  doudianShop: ['appSecret', 'accessToken'],
}

/** The secrets that are ours to make; Doudian's are the platform's. */
function newSecrets(platform: Platform): Secrets {
  if (platform === 'douyinLive') return Object.fromEntries(douyinTypes.map((type) => [type, newPushSecret()]))
  return platform === 'bilibiliLive' ? { signing: newSigningSecret() } : {}
}

const without = (secrets: Secrets, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !names.includes(name)))

/** Orders made up in the process may earn points only where nothing is real. */
const allowed = (app: RoomApp, settings: unknown) =>
  app.sandbox || (settings as { orderDetail?: string }).orderDetail !== 'recorded'

const settingsSchemas = {
  douyinLive: douyinSettings,
  bilibiliLive: bilibiliSettings,
  doudianShop: doudianSettings,
} as const

const malformedAt = (path: string, message: string): Rejection =>
  reject('malformed', message, { errors: [{ path, message }] })

/** Makes a connection and its secrets; the answer holds those we made. Codes: room_limit, malformed. */
export async function createRoom(
  app: RoomApp,
  parts: RoomParts,
  input: { params: { ownerId: string }; body: z.infer<typeof roomInput>; realNow: number; baseUrl: string },
) {
  const { params, body, realNow, baseUrl } = input
  if (!allowed(app, body.settings))
    return malformedAt('settings.orderDetail', 'recorded orders exist in a sandbox only')
  const given: Secrets = 'secrets' in body ? dropUndefined(body.secrets ?? {}) : {}
  const secrets = { ...newSecrets(body.platform), ...given }
  const connectionId = v7({ msecs: realNow })
  const row: NewConnection = {
    connectionId,
    ownerId: params.ownerId,
    platform: body.platform,
    name: body.name,
    roomId: 'roomId' in body ? (body.roomId ?? null) : null,
    settings: body.settings,
    sealedSecrets: parts.secrets.seal(secrets, connectionId),
    createdAt: realNow,
  }
  if (!(await app.db.transaction((tx) => insertConnection(tx, row, maxConnections)))) return reject('room_limit')
  const stored = await ownConnection(app.db, { ownerId: params.ownerId, roomConnectionId: connectionId })
  if ('rejected' in stored) return stored
  const sums = { codes: {}, waiting: 0, failed: 0 }
  return { ...viewOf(stored, sums, baseUrl, realNow), secrets: without(secrets, Object.keys(given)) }
}

const dropUndefined = (values: Readonly<Record<string, string | undefined>>): Secrets =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** Changes a connection; null when done. Code: malformed. */
export async function patchRoom(
  app: RoomApp,
  connection: StoredConnection,
  body: z.infer<typeof roomPatch>,
): Promise<Rejection | null> {
  const parsed = settingsSchemas[connection.platform].safeParse(body.settings ?? connection.settings)
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      path: ['settings', ...issue.path].join('.'),
      message: issue.message,
    }))
    return reject('malformed', undefined, { errors })
  }
  if (!allowed(app, parsed.data)) return malformedAt('settings.orderDetail', 'recorded orders exist in a sandbox only')
  await updateConnection(app.db, {
    connectionId: connection.connectionId,
    name: body.name ?? connection.name,
    roomId: body.roomId === undefined ? connection.roomId : body.roomId,
    settings: parsed.data,
    status: body.status ?? connection.status,
  })
  return null
}

/** Replaces secrets: the named ones by the platform's, or all of ours by new ones. Code: malformed. */
export async function rotateSecrets(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  body: z.infer<typeof secretsInput>,
  realNow: number,
) {
  const given = body.secrets ?? {}
  const unknown = Object.keys(given).find((name) => !secretNames[connection.platform].includes(name))
  if (unknown !== undefined) return malformedAt(`secrets.${unknown}`, 'The platform has no such secret')
  const asked = Object.keys(given).length > 0
  if (!asked && connection.platform === 'doudianShop') return malformedAt('secrets', 'The platform makes these secrets')
  const present = parts.secrets.open(connection.sealedSecrets, connection.connectionId)
  const made = asked && present !== null ? {} : newSecrets(connection.platform)
  const secrets = { ...present, ...made, ...given }
  const previousUntil = body.graceHours === 0 || present === null ? null : realNow + body.graceHours * hourMilliseconds
  await replaceSecrets(
    app.db,
    connection.connectionId,
    parts.secrets.seal(secrets, connection.connectionId),
    previousUntil,
  )
  return {
    secrets: without(made, Object.keys(given)),
    previousSecretsUntil: previousUntil === null ? null : instantText(previousUntil),
  }
}
