import { SignJWT, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { permission, role } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { Principal } from './principal.ts'
import type { InstanceKeys } from './secrets.ts'

const ISSUER = 'tiefen'
export const tokenType = 'tiefen+jwt'

const claims = z.object({
  sub: z.string(),
  exp: z.number(),
  role,
  own: z.string().optional(),
  perm: z.array(permission).optional(),
  ses: z.string().optional(),
})

/** Makes and reads this server's own short-lived tokens (HS256). */
export interface Tokens {
  /** `expiresAt` in UTC ms. A token of a browser session names it, and dies with it. */
  make(subject: Subject, expiresAt: number, sessionId?: string): Promise<string>
  /** Codes: unauthenticated, token_expired. */
  read(token: string): Promise<Principal | Rejection>
}

/** Tokens run on real time (`realNow`), whatever a sandbox's clock says. */
export function createTokens(keys: InstanceKeys, realNow: () => number): Tokens {
  return {
    async make(subject, expiresAt, sessionId) {
      const payload = {
        role: subject.role,
        ...(subject.ownerId === undefined ? {} : { own: subject.ownerId }),
        ...(subject.permissions === undefined ? {} : { perm: subject.permissions }),
        ...(sessionId === undefined ? {} : { ses: sessionId }),
      }
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'HS256', typ: tokenType })
        .setIssuer(ISSUER)
        .setSubject(subject.id)
        .setIssuedAt(Math.floor(realNow() / 1_000))
        .setExpirationTime(Math.floor(expiresAt / 1_000))
        .sign(await keys.of('token'))
    },
    async read(token) {
      const key = await keys.of('token')
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          typ: tokenType,
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(realNow()),
        })
        const read = claims.safeParse(payload)
        if (!read.success) return reject('unauthenticated')
        const { sub, exp, own, perm, ses } = read.data
        const subject: Subject = {
          role: read.data.role,
          id: sub,
          ...(own === undefined ? {} : { ownerId: own }),
          ...(perm === undefined ? {} : { permissions: perm }),
        }
        return ses === undefined
          ? { via: 'token', subject, expiresAt: exp * 1_000 }
          : { via: 'session', subject, expiresAt: exp * 1_000, credentialId: ses }
      } catch (error) {
        if (error instanceof errors.JWTExpired) return reject('token_expired')
        if (error instanceof errors.JOSEError) return reject('unauthenticated')
        throw error
      }
    },
  }
}
