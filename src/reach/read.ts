import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { deviceList, pushKeyView, reachSettingsView } from '../contract/reach.ts'
import { route, type Route } from '../contract/route.ts'
import type { ReachParts } from './parts.ts'
import { findUserNo, listDevices, listSettings } from './store.ts'
import { viewOfDevice, viewOfSettings } from './views.ts'

const base = { tag: 'reach', clauses: ['GRP-7'] as const, params: z.object({ userId: id }) }

/** Routes that read devices and settings. */
export const reachReads = (parts: ReachParts): readonly Route[] => [
  route({
    name: 'getPushKey',
    method: 'GET',
    path: '/v1/push-key',
    tag: 'reach',
    clauses: ['GRP-7'],
    summary: 'The key a browser subscribes with (RFC 8292), the same for everybody',
    access: { kind: 'open' },
    answer: pushKeyView,
    handle: () => Promise.resolve({ publicKey: parts.publicKey }),
  }),
  route({
    ...base,
    name: 'listPushDevices',
    method: 'GET',
    path: '/v1/users/{userId}/push-subscriptions',
    summary: 'Browsers of a user that get pushes, the one that was seen last first',
    access: { kind: 'self' },
    answer: deviceList,
    handle: async (app, { params }) => {
      const userNo = await findUserNo(app.db, params.userId)
      return { items: userNo === null ? [] : (await listDevices(app.db, userNo)).map(viewOfDevice) }
    },
  }),
  route({
    ...base,
    name: 'getPushSettings',
    method: 'GET',
    path: '/v1/users/{userId}/push-settings',
    summary: 'What a user wants to be told when he is not looking, and when not',
    access: { kind: 'self' },
    answer: reachSettingsView,
    handle: async (app, { params }) => {
      const userNo = await findUserNo(app.db, params.userId)
      return viewOfSettings(userNo === null ? [] : await listSettings(app.db, userNo))
    },
  }),
]
