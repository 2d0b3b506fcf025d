import { v7 as uuidv7 } from 'uuid'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { newSecret, secretHash } from './secret.ts'
import {
  hasAdmin,
  insertAccount,
  insertIdentity,
  insertInvitation,
  insertSession,
  markAccepted,
  openInvitation,
  putStaff,
  revokeFirstAdmin,
  sessionById,
} from './store.ts'
import type { InvitationRow, SessionStanding } from './store.ts'

const DAY_MS = 86_400_000
const INVITATION_DAYS = 7
const FIRST_ADMIN_DAYS = 1

/** Where the page that accepts an invitation lives; the token stands behind # so that no server log sees it. */
export const acceptLink = (baseUrl: string, token: string): string => `${baseUrl}/console/accept#token=${token}`

/** How the invited person will sign in. */
export type Credentials =
  | { readonly kind: 'password'; readonly login: string; readonly passwordHash: string }
  | { readonly kind: 'identity'; readonly issuer: string; readonly subject: string }

async function makeAccount(
  tx: Queryable,
  invitation: InvitationRow,
  credentials: Credentials,
  name: string,
  now: number,
): Promise<string | Rejection> {
  const accountId = uuidv7()
  // Whatever may be taken comes first: a refusal has then written nothing.
  if (
    credentials.kind === 'identity' &&
    !(await insertIdentity(tx, credentials.issuer, credentials.subject, accountId))
  )
    return reject('login_taken')
  const made = await insertAccount(tx, {
    accountId,
    role: invitation.role,
    ownerId: invitation.owner_id,
    name,
    login: credentials.kind === 'password' ? credentials.login : null,
    passwordHash: credentials.kind === 'password' ? credentials.passwordHash : null,
    now,
  })
  if (!made) return reject('login_taken')
  if (invitation.role === 'staff' && invitation.owner_id !== null) {
    const { owner_id: ownerId, permissions } = invitation
    await putStaff(tx, { ownerId, staffId: accountId, name, permissions, now })
  }
  await markAccepted(tx, invitation.invitation_id, now)
  return accountId
}

/** Turns an invitation into an account, once; the account's id. Codes: invitation_invalid, login_taken. */
export function acceptInvitation(
  db: Db,
  wish: { readonly token: string; readonly name: string; readonly credentials: Credentials; readonly now: number },
): Promise<string | Rejection> {
  return db.transaction(async (tx) => {
    const invitation = await openInvitation(tx, secretHash(wish.token), wish.now, true)
    if (invitation === null) return reject('invitation_invalid')
    return makeAccount(tx, invitation, wish.credentials, wish.name, wish.now)
  })
}

/** An invitation and its token, which only the caller ever sees. */
export async function invite(
  db: Queryable,
  wish: Pick<Parameters<typeof insertInvitation>[1], 'role' | 'ownerId' | 'permissions' | 'name' | 'by' | 'now'>,
): Promise<{ readonly row: InvitationRow; readonly token: string }> {
  const token = newSecret()
  const row = await insertInvitation(db, {
    ...wish,
    invitationId: uuidv7(),
    hash: secretHash(token),
    firstAdmin: false,
    expiresAt: wish.now + INVITATION_DAYS * DAY_MS,
  })
  return { row, token }
}

/**
 * The link by which the first administrator makes his account; null once there is one. Each start without an administrator makes a new link
 * (the store keeps only hashes) and ends the earlier ones. One use, 24 h.
 */
export async function firstAdminLink(db: Db, baseUrl: string, now: number): Promise<string | null> {
  const token = newSecret()
  const made = await db.transaction(async (tx) => {
    if (await hasAdmin(tx)) return false
    await revokeFirstAdmin(tx, now)
    await insertInvitation(tx, {
      invitationId: uuidv7(),
      hash: secretHash(token),
      role: 'admin',
      ownerId: null,
      permissions: [],
      name: null,
      firstAdmin: true,
      by: 'start',
      now,
      expiresAt: now + FIRST_ADMIN_DAYS * DAY_MS,
    })
    return true
  })
  return made ? acceptLink(baseUrl, token) : null
}

/** Starts a browser session; null when the account is disabled or revoked. `secret` goes into the cookie. */
export async function startSession(
  db: Queryable,
  accountId: string,
  now: number,
  expiresAt: number,
): Promise<{ readonly standing: SessionStanding; readonly secret: string } | null> {
  const secret = newSecret()
  const sessionId = uuidv7()
  await insertSession(db, { sessionId, hash: secretHash(secret), accountId, now, expiresAt })
  const standing = await sessionById(db, sessionId, now)
  return standing === null ? null : { standing, secret }
}
