import { toInstant } from '../lib/time.ts'
import { textArrayText } from '../lib/columns.ts'
import type { Permission } from '../contract/words.ts'
import type { AccountRole } from '../contract/accounts.ts'
import type { Queryable } from '../ports/db.ts'

/** What a credential is worth right now. */
export interface Standing {
  readonly role: AccountRole
  readonly ownerId: string | null
  readonly permissions: readonly Permission[]
}
export interface SessionStanding extends Standing {
  readonly accountId: string
  readonly name: string
  readonly expiresAt: number
}

interface SessionRow {
  account_id: string
  name: string
  role: AccountRole
  owner_id: string | null
  permissions: Permission[] | null
  expires_at: number
}

const sessionColumns = `select a.account_id, a.name, a.role, a.owner_id, s.permissions, b.expires_at
  from browser_session b join account a on a.account_id = b.account_id
  left join staff s on s.owner_id = a.owner_id and s.staff_id = a.account_id::text and s.revoked_at is null
  where b.expires_at > $2 and a.disabled_at is null and (a.role <> 'staff' or s.staff_id is not null) and `

const toSession = (row: SessionRow | undefined): SessionStanding | null =>
  row === undefined
    ? null
    : {
        accountId: row.account_id,
        name: row.name,
        role: row.role,
        ownerId: row.owner_id,
        permissions: row.permissions ?? [],
        expiresAt: row.expires_at,
      }

/** A running browser session of an account that is not disabled (and, for staff, not revoked); null otherwise. */
export async function sessionById(db: Queryable, sessionId: string, now: number): Promise<SessionStanding | null> {
  const [row] = await db.query<SessionRow>(`${sessionColumns} b.session_id = $1::uuid`, [sessionId, toInstant(now)])
  return toSession(row)
}

/** As `sessionById`, by the cookie's hash; with the session's id. */
export async function sessionByHash(
  db: Queryable,
  hash: Uint8Array,
  now: number,
): Promise<(SessionStanding & { readonly sessionId: string }) | null> {
  const [found] = await db.query<{ session_id: string }>(
    'select session_id from browser_session where token_hash = $1',
    [hash],
  )
  if (found === undefined) return null
  const standing = await sessionById(db, found.session_id, now)
  return standing === null ? null : { ...standing, sessionId: found.session_id }
}

/** Starts a browser session; `hash` is of the cookie, instants in UTC ms. */
export async function insertSession(
  db: Queryable,
  session: { sessionId: string; hash: Uint8Array; accountId: string; now: number; expiresAt: number },
): Promise<void> {
  await db.query(
    'insert into browser_session (session_id, token_hash, account_id, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [session.sessionId, session.hash, session.accountId, toInstant(session.now), toInstant(session.expiresAt)],
  )
}

/** Ends the session of a cookie. */
export async function deleteSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db.query('delete from browser_session where token_hash = $1', [hash])
}

/** Ends an account's sessions, but for one. */
export async function deleteSessionsOf(db: Queryable, accountId: string, except: string | null): Promise<void> {
  await db.query('delete from browser_session where account_id = $1 and ($2::uuid is null or session_id <> $2::uuid)', [
    accountId,
    except,
  ])
}

// ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────────────
export interface AccountRow {
  account_id: string
  role: AccountRole
  owner_id: string | null
  name: string
  login: string | null
  password_hash: string | null
  created_at: number
  disabled_at: number | null
}
const accountColumns = 'account_id, role, owner_id, name, login, password_hash, created_at, disabled_at'

/** The account of a login (lower case), disabled ones too. */
export async function accountByLogin(db: Queryable, login: string): Promise<AccountRow | null> {
  return (await db.query<AccountRow>(`select ${accountColumns} from account where login = $1`, [login]))[0] ?? null
}

/** One account, disabled ones too. */
export async function accountById(db: Queryable, accountId: string): Promise<AccountRow | null> {
  return (
    (await db.query<AccountRow>(`select ${accountColumns} from account where account_id = $1::uuid`, [accountId]))[0] ??
    null
  )
}

/** The running account of who an identity provider says it is. */
export async function accountByIdentity(db: Queryable, issuer: string, subject: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>(
    `select ${accountColumns} from account where disabled_at is null and account_id =
       (select account_id from account_identity where issuer = $1 and subject = $2)`,
    [issuer, subject],
  )
  return row ?? null
}

/** Newest first, by id (UUIDv7 is in order of time). */
export async function listAccounts(db: Queryable, before: string | null, limit: number): Promise<AccountRow[]> {
  return db.query<AccountRow>(
    `select ${accountColumns} from account where ($1::uuid is null or account_id < $1::uuid) order by account_id desc limit $2`,
    [before, limit],
  )
}

/** False when the login is taken. */
export async function insertAccount(
  db: Queryable,
  account: {
    accountId: string
    role: AccountRole
    ownerId: string | null
    name: string
    login: string | null
    passwordHash: string | null
    now: number
  },
): Promise<boolean> {
  const rows = await db.query(
    `insert into account (account_id, role, owner_id, name, login, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (login) do nothing returning 1 as made`,
    [
      account.accountId,
      account.role,
      account.ownerId,
      account.name,
      account.login,
      account.passwordHash,
      toInstant(account.now),
    ],
  )
  return rows.length === 1
}

/** Ties an identity to an account; false when it has one already. */
export async function insertIdentity(
  db: Queryable,
  issuer: string,
  subject: string,
  accountId: string,
): Promise<boolean> {
  const rows = await db.query(
    'insert into account_identity (issuer, subject, account_id) values ($1, $2, $3) on conflict do nothing returning 1 as made',
    [issuer, subject, accountId],
  )
  return rows.length === 1
}

/** Replaces the password’s hash. */
export async function setPassword(db: Queryable, accountId: string, passwordHash: string): Promise<void> {
  await db.query('update account set password_hash = $2 where account_id = $1::uuid', [accountId, passwordHash])
}

/** True when it was running until now. */
export async function disableAccount(db: Queryable, accountId: string, now: number): Promise<boolean> {
  const rows = await db.query(
    'update account set disabled_at = $2 where account_id = $1::uuid and disabled_at is null returning 1 as done',
    [accountId, toInstant(now)],
  )
  return rows.length === 1
}

/** Whether anyone can administrate. */
export async function hasAdmin(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ present: boolean }>(
    `select exists (select from account where role = 'admin' and disabled_at is null) as present`,
  )
  return row?.present === true
}

// ── staff ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export interface StaffRow {
  staff_id: string
  name: string
  permissions: Permission[]
  created_at: number
  revoked_at: number | null
}

/** A sub-account of a club, revoked ones too. */
export async function staffOf(db: Queryable, ownerId: string, staffId: string): Promise<StaffRow | null> {
  const [row] = await db.query<StaffRow>(
    'select staff_id, name, permissions, created_at, revoked_at from staff where owner_id = $1 and staff_id = $2',
    [ownerId, staffId],
  )
  return row ?? null
}

/** Running sub-accounts of a club after an id, by id. */
export async function listStaff(
  db: Queryable,
  ownerId: string,
  after: string | null,
  limit: number,
): Promise<StaffRow[]> {
  return db.query<StaffRow>(
    `select staff_id, name, permissions, created_at, revoked_at from staff
     where owner_id = $1 and revoked_at is null and ($2::text is null or staff_id > $2) order by staff_id limit $3`,
    [ownerId, after, limit],
  )
}

/** Sets a sub-account's name and permissions; one that was revoked works again. */
export async function putStaff(
  db: Queryable,
  staff: { ownerId: string; staffId: string; name: string; permissions: readonly Permission[]; now: number },
): Promise<StaffRow> {
  const [row] = await db.query<StaffRow>(
    `insert into staff (owner_id, staff_id, name, permissions, created_at) values ($1, $2, $3, $4::text[], $5)
     on conflict (owner_id, staff_id) do update set name = excluded.name, permissions = excluded.permissions, revoked_at = null
     returning staff_id, name, permissions, created_at, revoked_at`,
    [staff.ownerId, staff.staffId, staff.name, textArrayText(staff.permissions), toInstant(staff.now)],
  )
  return row as StaffRow
}

/** True when it was running until now. */
export async function revokeStaff(db: Queryable, ownerId: string, staffId: string, now: number): Promise<boolean> {
  const rows = await db.query(
    'update staff set revoked_at = $3 where owner_id = $1 and staff_id = $2 and revoked_at is null returning 1 as done',
    [ownerId, staffId, toInstant(now)],
  )
  return rows.length === 1
}

// ── invitations ───────────────────────────────────────────────────────────────────────────────────────────────────
export interface InvitationRow {
  invitation_id: string
  role: AccountRole
  owner_id: string | null
  permissions: Permission[]
  name: string | null
  created_by: string
  created_at: number
  expires_at: number
}
const invitationColumns = 'invitation_id, role, owner_id, permissions, name, created_by, created_at, expires_at'
const invitationOpen = 'accepted_at is null and revoked_at is null'

/** Keeps an invitation; `hash` is of its token. */
export async function insertInvitation(
  db: Queryable,
  invitation: {
    invitationId: string
    hash: Uint8Array
    role: AccountRole
    ownerId: string | null
    permissions: readonly Permission[]
    name: string | null
    firstAdmin: boolean
    by: string
    now: number
    expiresAt: number
  },
): Promise<InvitationRow> {
  const [row] = await db.query<InvitationRow>(
    `insert into invitation (invitation_id, token_hash, role, owner_id, permissions, name, first_admin, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10) returning ${invitationColumns}`,
    [
      invitation.invitationId,
      invitation.hash,
      invitation.role,
      invitation.ownerId,
      textArrayText(invitation.permissions),
      invitation.name,
      invitation.firstAdmin,
      invitation.by,
      toInstant(invitation.now),
      toInstant(invitation.expiresAt),
    ],
  )
  return row as InvitationRow
}

/** An open invitation by its token, locked when `lock`. */
export async function openInvitation(
  db: Queryable,
  hash: Uint8Array,
  now: number,
  lock: boolean,
): Promise<InvitationRow | null> {
  const [row] = await db.query<InvitationRow>(
    `select ${invitationColumns} from invitation where token_hash = $1 and expires_at > $2 and ${invitationOpen}${lock ? ' for update' : ''}`,
    [hash, toInstant(now)],
  )
  return row ?? null
}

/** Uses an invitation up. */
export async function markAccepted(db: Queryable, invitationId: string, now: number): Promise<void> {
  await db.query('update invitation set accepted_at = $2 where invitation_id = $1', [invitationId, toInstant(now)])
}

/** Open invitations, newest first; those of one club, or (`ownerId` null) all. */
export async function listInvitations(
  db: Queryable,
  page: { ownerId: string | null; now: number; before: string | null; limit: number },
): Promise<InvitationRow[]> {
  return db.query<InvitationRow>(
    `select ${invitationColumns} from invitation
     where ${invitationOpen} and expires_at > $2 and not first_admin
       and ($1::text is null or (owner_id = $1 and role = 'staff')) and ($3::uuid is null or invitation_id < $3::uuid)
     order by invitation_id desc limit $4`,
    [page.ownerId, toInstant(page.now), page.before, page.limit],
  )
}

/** False when there is no such open invitation (of that club). */
export async function revokeInvitation(
  db: Queryable,
  invitationId: string,
  ownerId: string | null,
  now: number,
): Promise<boolean> {
  const rows = await db.query(
    `update invitation set revoked_at = $3 where invitation_id = $1::uuid and ${invitationOpen}
       and ($2::text is null or (owner_id = $2 and role = 'staff')) returning 1 as done`,
    [invitationId, ownerId, toInstant(now)],
  )
  return rows.length === 1
}

/** Ends first-admin links printed by earlier starts. */
export async function revokeFirstAdmin(db: Queryable, now: number): Promise<void> {
  await db.query(`update invitation set revoked_at = $1 where first_admin and ${invitationOpen}`, [toInstant(now)])
}

// ── API keys ──────────────────────────────────────────────────────────────────────────────────────────────────────
export interface ApiKeyRow {
  key_id: string
  owner_id: string | null
  permissions: Permission[]
  name: string
  created_by: string
  created_at: number
}
const apiKeyColumns = 'key_id, owner_id, permissions, name, created_by, created_at'

/** Keeps a key; `hash` is of the key itself. */
export async function insertApiKey(
  db: Queryable,
  key: {
    keyId: string
    hash: Uint8Array
    ownerId: string | null
    permissions: readonly Permission[]
    name: string
    by: string
    now: number
  },
): Promise<ApiKeyRow> {
  const [row] = await db.query<ApiKeyRow>(
    `insert into api_key (key_id, secret_hash, owner_id, permissions, name, created_by, created_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7) returning ${apiKeyColumns}`,
    [key.keyId, key.hash, key.ownerId, textArrayText(key.permissions), key.name, key.by, toInstant(key.now)],
  )
  return row as ApiKeyRow
}

/** The key in use with this hash. */
export async function apiKeyByHash(db: Queryable, hash: Uint8Array): Promise<ApiKeyRow | null> {
  const [row] = await db.query<ApiKeyRow>(
    `select ${apiKeyColumns} from api_key where secret_hash = $1 and revoked_at is null`,
    [hash],
  )
  return row ?? null
}

/** A key, as long as it is in use. */
export async function apiKeyById(db: Queryable, keyId: string): Promise<ApiKeyRow | null> {
  const [row] = await db.query<ApiKeyRow>(
    `select ${apiKeyColumns} from api_key where key_id = $1::uuid and revoked_at is null`,
    [keyId],
  )
  return row ?? null
}

/** Keys in use, newest first: the platform's (`ownerId` null) or one club's. */
export async function listApiKeys(
  db: Queryable,
  ownerId: string | null,
  before: string | null,
  limit: number,
): Promise<ApiKeyRow[]> {
  return db.query<ApiKeyRow>(
    `select ${apiKeyColumns} from api_key where owner_id is not distinct from $1::text and revoked_at is null
       and ($2::uuid is null or key_id < $2::uuid) order by key_id desc limit $3`,
    [ownerId, before, limit],
  )
}

/** True when it was in use until now (of that club; null: of the platform). */
export async function revokeApiKey(
  db: Queryable,
  keyId: string,
  ownerId: string | null,
  now: number,
): Promise<boolean> {
  const rows = await db.query(
    `update api_key set revoked_at = $3 where key_id = $1::uuid and owner_id is not distinct from $2::text
       and revoked_at is null returning 1 as done`,
    [keyId, ownerId, toInstant(now)],
  )
  return rows.length === 1
}
