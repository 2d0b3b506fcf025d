import type { z } from 'zod'
import type { accountView, apiKeyView, invitationView, staffView } from '../contract/accounts.ts'
import { toInstant } from '../lib/time.ts'
import type { AccountRow, ApiKeyRow, InvitationRow, StaffRow } from './store.ts'

/** An open invitation, without its token. */
export const toInvitationView = (row: InvitationRow): z.infer<typeof invitationView> => ({
  invitationId: row.invitation_id,
  role: row.role,
  ownerId: row.owner_id,
  permissions: row.permissions,
  name: row.name,
  createdAt: toInstant(row.created_at),
  createdBy: row.created_by,
  expiresAt: toInstant(row.expires_at),
})

/** A sub-account and what it may do. */
export const toStaffView = (row: StaffRow): z.infer<typeof staffView> => ({
  staffId: row.staff_id,
  name: row.name,
  permissions: row.permissions,
  createdAt: toInstant(row.created_at),
})

/** A key in use, without the key. */
export const toApiKeyView = (row: ApiKeyRow): z.infer<typeof apiKeyView> => ({
  keyId: row.key_id,
  name: row.name,
  ownerId: row.owner_id,
  permissions: row.permissions,
  createdAt: toInstant(row.created_at),
  createdBy: row.created_by,
})

/** Never the password's hash. */
export const toAccountView = (row: AccountRow): z.infer<typeof accountView> => ({
  accountId: row.account_id,
  role: row.role,
  ownerId: row.owner_id,
  name: row.name,
  login: row.login,
  createdAt: toInstant(row.created_at),
  disabledAt: row.disabled_at === null ? null : toInstant(row.disabled_at),
})
