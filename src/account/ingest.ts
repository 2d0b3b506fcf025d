import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import {
  apiKeyInput,
  apiKeyMade,
  clubApiKeyInput,
  done,
  invitationInput,
  invitationMade,
  staffInput,
  staffView,
} from '../contract/accounts.ts'
import { id } from '../contract/forms.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { route } from '../contract/route.ts'
import type { Route, Subject } from '../contract/route.ts'
import type { Permission } from '../contract/words.ts'
import type { Queryable } from '../ports/db.ts'
import { acceptLink, invite } from './accept.ts'
import { newApiKey, secretHash } from './secret.ts'
import {
  disableAccount,
  insertApiKey,
  putStaff,
  revokeApiKey,
  revokeInvitation,
  revokeStaff,
  staffOf,
} from './store.ts'
import { toApiKeyView, toInvitationView, toStaffView } from './views.ts'

const nothing = { done: true } as const
const tag = 'accounts'
const invitationParams = z.object({ invitationId: z.uuid() })
const clubParams = z.object({ ownerId: id })
const staffAccess = { kind: 'club', permission: 'staff' } as const
// Every write is a command: under an Idempotency-Key it is carried out once, and what it made (a link, a key) is told again, not made again.
const nameOf = (subject: Subject): string => `${subject.role}:${subject.id}`

/** Staff give no more than they hold themselves. Codes: forbidden. */
function mayGrant(subject: Subject, permissions: readonly Permission[]): Rejection | null {
  const held = subject.permissions ?? []
  const within = subject.role !== 'staff' || permissions.every((permission) => held.includes(permission))
  return within ? null : reject('forbidden')
}

const createInvitation = route({
  name: 'createInvitation',
  method: 'POST',
  path: '/v1/invitations',
  tag,
  summary: 'Invites an administrator, reviewer, owner or sub-account; the link works once, for 7 days',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  body: invitationInput,
  answer: invitationMade,
  async handle(app, { body, subject, realNow, baseUrl }) {
    const { role, ownerId = null, permissions = [], name = null } = body
    const by = nameOf(subject)
    return app.command(subject, async ({ tx }) => {
      const { row, token } = await invite(tx, { role, ownerId, permissions, name, by, now: realNow })
      return { ...toInvitationView(row), link: acceptLink(baseUrl, token) }
    })
  },
})

const deleteInvitation = route({
  name: 'revokeInvitation',
  method: 'DELETE',
  path: '/v1/invitations/{invitationId}',
  tag,
  summary: 'Withdraws an open invitation',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  params: invitationParams,
  answer: done,
  handle: (app, { params, subject, realNow }) =>
    app.command(subject, async ({ tx }) =>
      (await revokeInvitation(tx, params.invitationId, null, realNow)) ? nothing : reject('not_found'),
    ),
})

const inviteStaff = route({
  name: 'inviteStaff',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/staff',
  tag,
  summary: 'Invites a sub-account of the club with permissions',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams,
  body: staffInput,
  answer: invitationMade,
  async handle(app, { params, body, subject, realNow, baseUrl }) {
    const refused = mayGrant(subject, body.permissions)
    if (refused !== null) return refused
    return app.command(subject, async ({ tx }) => {
      const { row, token } = await invite(tx, {
        role: 'staff',
        ownerId: params.ownerId,
        permissions: body.permissions,
        name: body.name ?? null,
        by: nameOf(subject),
        now: realNow,
      })
      return { ...toInvitationView(row), link: acceptLink(baseUrl, token) }
    })
  },
})

const deleteStaffInvitation = route({
  name: 'revokeStaffInvitation',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/staff-invitations/{invitationId}',
  tag,
  summary: 'Withdraws an open invitation of the club',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams.extend(invitationParams.shape),
  answer: done,
  handle: (app, { params, subject, realNow }) =>
    app.command(subject, async ({ tx }) =>
      (await revokeInvitation(tx, params.invitationId, params.ownerId, realNow)) ? nothing : reject('not_found'),
    ),
})

/** A sub-account as it stands, if the subject may change it. Codes: forbidden. */
async function changeable(tx: Queryable, subject: Subject, ownerId: string, staffId: string) {
  const row = await staffOf(tx, ownerId, staffId)
  return row === null || row.revoked_at !== null ? null : (mayGrant(subject, row.permissions) ?? row)
}

const setStaff = route({
  name: 'setStaff',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/staff/{staffId}',
  tag,
  summary: 'Sets what a sub-account may do, from its next call on; the id may be one of the platform’s own',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams.extend({ staffId: id }),
  body: staffInput,
  answer: staffView,
  async handle(app, { params, body, subject, realNow }) {
    const { ownerId, staffId } = params
    return app.command(subject, async ({ tx }) => {
      const before = await changeable(tx, subject, ownerId, staffId)
      if (isRejection(before)) return before
      const refused = mayGrant(subject, body.permissions)
      if (refused !== null) return refused
      const name = body.name ?? before?.name ?? staffId
      return toStaffView(await putStaff(tx, { ownerId, staffId, name, permissions: body.permissions, now: realNow }))
    })
  },
})

const deleteStaff = route({
  name: 'revokeStaff',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/staff/{staffId}',
  tag,
  summary: 'Ends a sub-account at once',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams.extend({ staffId: id }),
  answer: done,
  async handle(app, { params, subject, realNow }) {
    const { ownerId, staffId } = params
    return app.command(subject, async ({ tx }) => {
      const before = await changeable(tx, subject, ownerId, staffId)
      if (isRejection(before)) return before
      return (await revokeStaff(tx, ownerId, staffId, realNow)) ? nothing : reject('not_found')
    })
  },
})

async function makeKey(
  db: Queryable,
  wish: { ownerId: string | null; permissions: readonly Permission[]; name: string; by: string; now: number },
) {
  const key = newApiKey()
  const row = await insertApiKey(db, { ...wish, keyId: uuidv7(), hash: secretHash(key) })
  return { ...toApiKeyView(row), key }
}

const createApiKey = route({
  name: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag,
  summary: 'Another key of the platform; it is shown only now',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  body: apiKeyInput,
  answer: apiKeyMade,
  handle: (app, { body, subject, realNow }) =>
    app.command(subject, ({ tx }) =>
      makeKey(tx, { ownerId: null, permissions: [], name: body.name, by: nameOf(subject), now: realNow }),
    ),
})

const deleteApiKey = route({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/{keyId}',
  tag,
  summary: 'Ends a key at once',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  params: z.object({ keyId: z.uuid() }),
  answer: done,
  handle: (app, { params, subject, realNow }) =>
    app.command(subject, async ({ tx }) =>
      (await revokeApiKey(tx, params.keyId, null, realNow)) ? nothing : reject('not_found'),
    ),
})

const createClubApiKey = route({
  name: 'createClubApiKey',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/api-keys',
  tag,
  summary: 'A key for programs of one club, with permissions; it is shown only now',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams,
  body: clubApiKeyInput,
  answer: apiKeyMade,
  async handle(app, { params, body, subject, realNow }) {
    const refused = mayGrant(subject, body.permissions)
    if (refused !== null) return refused
    const { ownerId } = params
    return app.command(subject, ({ tx }) => makeKey(tx, { ...body, ownerId, by: nameOf(subject), now: realNow }))
  },
})

const deleteClubApiKey = route({
  name: 'revokeClubApiKey',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/api-keys/{keyId}',
  tag,
  summary: 'Ends a key of the club at once',
  clauses: ['PLT-1'],
  access: staffAccess,
  params: clubParams.extend({ keyId: z.uuid() }),
  answer: done,
  handle: (app, { params, subject, realNow }) =>
    app.command(subject, async ({ tx }) =>
      (await revokeApiKey(tx, params.keyId, params.ownerId, realNow)) ? nothing : reject('not_found'),
    ),
})

const deleteAccount = route({
  name: 'disableAccount',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}',
  tag,
  summary: 'Disables an account and ends its sessions at once',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  params: z.object({ accountId: z.uuid() }),
  answer: done,
  handle: (app, { params, subject, realNow }) =>
    app.command(subject, async ({ tx }) =>
      (await disableAccount(tx, params.accountId, realNow)) ? nothing : reject('not_found'),
    ),
})

export const accountWriteRoutes: readonly Route[] = [
  createInvitation,
  deleteInvitation,
  inviteStaff,
  deleteStaffInvitation,
  setStaff,
  deleteStaff,
  createApiKey,
  deleteApiKey,
  createClubApiKey,
  deleteClubApiKey,
  deleteAccount,
]
