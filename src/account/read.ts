import { z } from 'zod'
import { accountView, apiKeyView, invitationView, staffView } from '../contract/accounts.ts'
import { id, listOf, page } from '../contract/forms.ts'
import { route } from '../contract/route.ts'
import type { Route } from '../contract/route.ts'
import { listAccounts, listApiKeys, listInvitations, listStaff } from './store.ts'
import { toAccountView, toApiKeyView, toInvitationView, toStaffView } from './views.ts'

const tag = 'accounts'
const clubParams = z.object({ ownerId: id })
/** The cursor is the id of the last item. */
const byUuid = page.extend({ cursor: z.uuid().optional() })
const byId = page.extend({ cursor: id.optional() })

/** A page of at most `limit` out of the `limit + 1` rows that were read. */
function pageOf<R, V>(rows: readonly R[], limit: number, toView: (row: R) => V, cursorOf: (view: V) => string) {
  const items = rows.slice(0, limit).map(toView)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

const getInvitations = route({
  name: 'listInvitations',
  method: 'GET',
  path: '/v1/invitations',
  tag,
  summary: 'Open invitations, newest first',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  query: byUuid,
  answer: listOf(invitationView),
  async handle(app, { query: { limit, cursor = null }, realNow }) {
    const rows = await listInvitations(app.db, { ownerId: null, now: realNow, before: cursor, limit: limit + 1 })
    return pageOf(rows, limit, toInvitationView, (view) => view.invitationId)
  },
})

const getStaffInvitations = route({
  name: 'listStaffInvitations',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/staff-invitations',
  tag,
  summary: 'Open invitations of the club’s sub-accounts, newest first',
  clauses: ['PLT-1'],
  access: { kind: 'club', permission: 'staff' },
  params: clubParams,
  query: byUuid,
  answer: listOf(invitationView),
  async handle(app, { params, query: { limit, cursor = null }, realNow }) {
    const wish = { ownerId: params.ownerId, now: realNow, before: cursor, limit: limit + 1 }
    return pageOf(await listInvitations(app.db, wish), limit, toInvitationView, (view) => view.invitationId)
  },
})

const getStaff = route({
  name: 'listStaff',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/staff',
  tag,
  summary: 'Sub-accounts of the club and what they may do',
  clauses: ['PLT-1'],
  access: { kind: 'club', permission: 'staff' },
  params: clubParams,
  query: byId,
  answer: listOf(staffView),
  async handle(app, { params, query: { limit, cursor = null } }) {
    const rows = await listStaff(app.db, params.ownerId, cursor, limit + 1)
    return pageOf(rows, limit, toStaffView, (view) => view.staffId)
  },
})

const getApiKeys = route({
  name: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  tag,
  summary: 'The platform’s further keys, newest first; never the keys themselves',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  query: byUuid,
  answer: listOf(apiKeyView),
  async handle(app, { query: { limit, cursor = null } }) {
    return pageOf(await listApiKeys(app.db, null, cursor, limit + 1), limit, toApiKeyView, (view) => view.keyId)
  },
})

const getClubApiKeys = route({
  name: 'listClubApiKeys',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/api-keys',
  tag,
  summary: 'Keys of the club’s own programs, newest first; never the keys themselves',
  clauses: ['PLT-1'],
  access: { kind: 'club', permission: 'staff' },
  params: clubParams,
  query: byUuid,
  answer: listOf(apiKeyView),
  async handle(app, { params, query: { limit, cursor = null } }) {
    const rows = await listApiKeys(app.db, params.ownerId, cursor, limit + 1)
    return pageOf(rows, limit, toApiKeyView, (view) => view.keyId)
  },
})

const getAccounts = route({
  name: 'listAccounts',
  method: 'GET',
  path: '/v1/accounts',
  tag,
  summary: 'People who sign in, newest first',
  clauses: ['PLT-1'],
  access: { kind: 'platform' },
  query: byUuid,
  answer: listOf(accountView),
  async handle(app, { query: { limit, cursor = null } }) {
    return pageOf(await listAccounts(app.db, cursor, limit + 1), limit, toAccountView, (view) => view.accountId)
  },
})

export const accountReadRoutes: readonly Route[] = [
  getInvitations,
  getStaffInvitations,
  getStaff,
  getApiKeys,
  getClubApiKeys,
  getAccounts,
]
