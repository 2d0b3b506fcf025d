import { createECDH } from 'node:crypto'
import { z } from 'zod'
import { id, uuid } from '../contract/forms.ts'
import {
  clubSwitchesInput,
  clubSwitchesView,
  deviceInput,
  deviceView,
  reachSettingsInput,
  reachSettingsView,
  silenceInput,
  silenceView,
} from '../contract/reach.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import type { App, CommandContext } from '../ports/app.ts'
import type { ReachParts } from './parts.ts'
import { deleteDevice, listSettings, putClubSettings, putDevice, putSettings, setSilent } from './store.ts'
import { viewOfDevice, viewOfSettings } from './views.ts'

const userParams = z.object({ userId: id })
const base = { tag: 'reach', clauses: ['GRP-7'] as const, access: { kind: 'self' } as const }

/** Runs work on a user, held against merges and erasures; made where nobody heard of him. */
const onUser = <T>(
  app: App,
  subject: Subject,
  userId: string,
  work: (context: CommandContext, userNo: number) => Promise<T | Rejection>,
): Promise<T | Rejection> =>
  app.command(subject, async (context) => {
    await context.members.intern([userId])
    const person = (await context.members.hold([userId])).get(userId)
    return person === undefined ? reject('unknown_user') : work(context, person.userNo)
  })

/** Whether bytes are a point of P-256: what is encrypted to anything else fails for ever. */
function isPoint(p256dh: string): boolean {
  try {
    const ours = createECDH('prime256v1')
    ours.generateKeys()
    return ours.computeSecret(Buffer.from(p256dh, 'base64url')).length === 32
  } catch {
    return false
  }
}

/** Routes that write devices and settings; the way out says which endpoints may be called. */
export const reachWrites = (parts: ReachParts): readonly Route[] => [
  route({
    ...base,
    name: 'putPushDevice',
    method: 'PUT',
    path: '/v1/users/{userId}/push-subscriptions',
    summary:
      'This browser wants pushes (its PushSubscription); the same again is the same as once, and takes it from whoever signed in on it before',
    params: userParams,
    body: deviceInput,
    answer: deviceView,
    async handle(app, { params, body, subject, realNow }) {
      if (!isPoint(body.keys.p256dh))
        return reject('malformed', undefined, {
          errors: [{ path: 'body/keys/p256dh', message: 'No point of P-256' }],
        })
      const why = await parts.refuse(body.endpoint)
      if (why !== null)
        return reject('push_endpoint_refused', why, { errors: [{ path: 'body/endpoint', message: why }] })
      return onUser(app, subject, params.userId, async ({ tx }, userNo) =>
        viewOfDevice(await putDevice(tx, userNo, body, realNow)),
      )
    },
  }),
  route({
    ...base,
    name: 'deletePushDevice',
    method: 'DELETE',
    path: '/v1/users/{userId}/push-subscriptions/{deviceId}',
    summary: 'A browser gets no more pushes',
    params: userParams.extend({ deviceId: uuid }),
    answer: z.object({ deviceId: z.string() }),
    handle: (app, { params, subject }) =>
      onUser(app, subject, params.userId, async ({ tx }, userNo) =>
        (await deleteDevice(tx, userNo, params.deviceId)) ? { deviceId: params.deviceId } : reject('not_found'),
      ),
  }),
  route({
    ...base,
    name: 'putPushSettings',
    method: 'PUT',
    path: '/v1/users/{userId}/push-settings',
    summary: 'Changes what is named; what is not stays. `quiet: null` ends quiet hours',
    params: userParams,
    body: reachSettingsInput,
    answer: reachSettingsView,
    handle: (app, { params, body: { quiet, ...switches }, subject }) =>
      onUser(app, subject, params.userId, async ({ tx }, userNo) => {
        await putSettings(tx, userNo, switches, quiet)
        return viewOfSettings(await listSettings(tx, userNo))
      }),
  }),
  route({
    ...base,
    name: 'putClubPushSettings',
    method: 'PUT',
    path: '/v1/users/{userId}/push-settings/clubs/{ownerId}',
    summary: 'What is different for one club; `{}`: nothing is',
    params: userParams.extend({ ownerId: id }),
    body: clubSwitchesInput,
    answer: clubSwitchesView,
    handle: (app, { params, body, subject }) =>
      onUser(app, subject, params.userId, async ({ tx }, userNo) =>
        (await putClubSettings(tx, userNo, params.ownerId, body))
          ? { ownerId: params.ownerId, switches: body }
          : reject('unknown_owner'),
      ),
  }),
  route({
    ...base,
    name: 'putGroupSilence',
    method: 'PUT',
    path: '/v1/users/{userId}/groups/{groupId}/silence',
    summary: 'A silent group pushes its member nothing but notices',
    params: userParams.extend({ groupId: uuid }),
    body: silenceInput,
    answer: silenceView,
    handle: (app, { params, body, subject }) =>
      onUser(app, subject, params.userId, async ({ tx }, userNo) =>
        (await setSilent(tx, userNo, params.groupId, body.silent))
          ? { ...params, silent: body.silent }
          : reject('not_in_group'),
      ),
  }),
]
