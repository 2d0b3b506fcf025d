import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { id } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import type { Principal } from './principal.ts'
import type { IssuerConfig } from './settings.ts'
import { edgeLimits } from './settings.ts'

const ALLOWED_ALGORITHMS: readonly string[] = ['RS256', 'ES256', 'EdDSA']
const ROLES = ['fan', 'owner', 'staff', 'reviewer', 'admin'] as const
const JWKS_TIMEOUT_MS = 5_000
const JWKS_COOLDOWN_MS = 30_000

/** Reads a bearer of the platform's own issuer. Codes: unauthenticated, token_expired. */
export type ReadIssuerToken = (token: string) => Promise<Principal | Rejection>

function toPrincipal(payload: JWTPayload, config: IssuerConfig): Principal | Rejection {
  const roleClaim = payload[config.roleClaim] ?? 'fan'
  const role = ROLES.find((name) => name === roleClaim)
  const subjectId = id.safeParse(payload[config.idClaim])
  if (role === undefined || !subjectId.success || payload.exp === undefined) return reject('unauthenticated')
  const expiresAt = (payload.exp + edgeLimits.issuerToleranceSeconds) * 1_000
  if (role !== 'owner' && role !== 'staff') return { via: 'issuer', subject: { role, id: subjectId.data }, expiresAt }
  const ownerId = id.safeParse(payload[config.ownerClaim] ?? (role === 'owner' ? subjectId.data : undefined))
  if (!ownerId.success) return reject('unauthenticated')
  const subject = { role, id: role === 'owner' ? ownerId.data : subjectId.data, ownerId: ownerId.data }
  return { via: 'issuer', subject, expiresAt }
}

/**
 * Keys come only from the configured address, algorithms only from the allow-list (RFC 8725), `typ`, `iss`, `aud` and `exp` are required.
 * @throws Fault when the issuer's keys cannot be fetched
 */
export function createIssuerReader(config: IssuerConfig, realNow: () => number): ReadIssuerToken {
  const keys = createRemoteJWKSet(new URL(config.jwksUrl), {
    timeoutDuration: JWKS_TIMEOUT_MS,
    cooldownDuration: JWKS_COOLDOWN_MS,
  })
  const algorithms = config.algorithms.filter((name) => ALLOWED_ALGORITHMS.includes(name))
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms,
        issuer: config.issuer,
        audience: config.audience,
        requiredClaims: ['exp'],
        clockTolerance: edgeLimits.issuerToleranceSeconds,
        currentDate: new Date(realNow()),
      })
      if (!config.types.includes((protectedHeader.typ ?? '').toLowerCase())) return reject('unauthenticated')
      return toPrincipal(payload, config)
    } catch (error) {
      if (error instanceof errors.JWTExpired) return reject('token_expired')
      if (
        error instanceof errors.JWKSTimeout ||
        !(error instanceof errors.JOSEError) ||
        error.code === 'ERR_JOSE_GENERIC'
      )
        throw new Fault("the issuer's keys cannot be fetched", { cause: error, retryable: true })
      return reject('unauthenticated')
    }
  }
}
