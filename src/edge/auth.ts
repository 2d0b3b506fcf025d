import { decodeProtectedHeader } from 'jose'
import { apiKeyPrefix, secretHash } from '../account/secret.ts'
import { apiKeyByHash, apiKeyById, sessionById, staffOf } from '../account/store.ts'
import type { ApiKeyRow, SessionStanding } from '../account/store.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { Db } from '../ports/db.ts'
import type { ReadIssuerToken } from './issuer.ts'
import type { Principal } from './principal.ts'
import { equalSecret } from './secrets.ts'
import { edgeLimits } from './settings.ts'
import { createThrottle, refusalOf } from './throttle.ts'
import type { Tokens } from './tokens.ts'
import { tokenType } from './tokens.ts'

export interface Authenticator {
  /** Reads `Authorization`. Codes: unauthenticated, token_expired, too_many_requests (guessing API keys). */
  authenticate(header: string | undefined, address: string): Promise<Principal | Rejection>
  /** The same credential as it stands now; null when it is worth nothing any more. */
  freshen(principal: Principal): Promise<Principal | null>
}

export interface AuthenticatorOptions {
  readonly db: Db
  readonly secretKey: string
  readonly tokens: Tokens
  readonly readIssuerToken: ReadIssuerToken | null
  readonly realNow: () => number
}

/** The subject of an API key: the platform itself, or staff of one club with the key's permissions. */
function ofApiKey(row: ApiKeyRow): Principal {
  const id = `key:${row.key_id}`
  const subject: Subject =
    row.owner_id === null
      ? { role: 'platform', id }
      : { role: 'staff', id, ownerId: row.owner_id, permissions: row.permissions }
  return { via: 'apiKey', subject, expiresAt: null, credentialId: row.key_id, name: row.name } as Principal
}

/** The subject of a person who signed in; an owner's id is his club's. */
export function subjectOf(standing: Omit<SessionStanding, 'expiresAt' | 'name'>): Subject {
  const { role, ownerId, accountId, permissions } = standing
  if (ownerId === null) return { role, id: accountId }
  return role === 'owner' ? { role, id: ownerId, ownerId } : { role, id: accountId, ownerId, permissions }
}

/** Which of our kinds of bearer this text is; nothing in it is believed yet. */
function isOwnToken(token: string): boolean {
  try {
    const header = decodeProtectedHeader(token)
    return header.alg === 'HS256' && header.typ === tokenType
  } catch {
    return false
  }
}

/** Reads bearers: the platform key, API keys, our own tokens, those of the platform’s issuer. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { db, tokens, readIssuerToken, realNow } = options
  const badKeys = createThrottle({
    limit: edgeLimits.badKeysPerMinute,
    windowMs: 60_000,
    maxKeys: edgeLimits.throttleKeys,
  })

  const readApiKey = async (key: string, address: string): Promise<Principal | Rejection> => {
    // A guess costs a look into the store: too many of them from one address are refused before.
    const refused = refusalOf(badKeys, address, realNow())
    if (refused !== null) return refused
    const row = await apiKeyByHash(db, secretHash(key))
    if (row !== null) return ofApiKey(row)
    badKeys.count(address, realNow())
    return reject('unauthenticated')
  }

  const freshenStaff = async (principal: Principal): Promise<Principal> => {
    const { ownerId, id, permissions = [] } = principal.subject
    // The store's word on a sub-account rules over the token's: a revocation bites at once.
    const row = ownerId === undefined ? null : await staffOf(db, ownerId, id)
    const held = row === null ? permissions : row.revoked_at === null ? row.permissions : []
    return { ...principal, subject: { ...principal.subject, permissions: held } }
  }

  const freshen = async (principal: Principal): Promise<Principal | null> => {
    const { via, credentialId } = principal
    if (principal.expiresAt !== null && principal.expiresAt <= realNow()) return null
    if (via === 'session' && credentialId !== undefined) {
      const standing = await sessionById(db, credentialId, realNow())
      return standing === null ? null : { ...principal, subject: subjectOf(standing), name: standing.name }
    }
    if (via === 'apiKey' && credentialId !== undefined) {
      const row = await apiKeyById(db, credentialId)
      return row === null ? null : ofApiKey(row)
    }
    return principal.subject.role === 'staff' ? freshenStaff(principal) : principal
  }

  const read = async (token: string, address: string): Promise<Principal | Rejection> => {
    if (equalSecret(token, options.secretKey))
      return { via: 'platformKey', subject: { role: 'platform', id: 'platform' }, expiresAt: null }
    if (token.startsWith(apiKeyPrefix)) return readApiKey(token, address)
    if (isOwnToken(token)) return tokens.read(token)
    return readIssuerToken === null || token.split('.').length !== 3
      ? reject('unauthenticated')
      : readIssuerToken(token)
  }

  return {
    async authenticate(header, address) {
      const token = /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1]
      if (token === undefined) return reject('unauthenticated')
      const principal = await read(token, address)
      if (isRejection(principal) || principal.via === 'platformKey' || principal.via === 'apiKey') return principal
      return (await freshen(principal)) ?? reject('unauthenticated')
    },
    freshen,
  }
}
