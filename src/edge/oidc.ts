import { EncryptJWT, jwtDecrypt } from 'jose'
import * as client from 'openid-client'
import { z } from 'zod'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import type { InstanceKeys } from './secrets.ts'
import type { OidcConfig } from './settings.ts'

const FLOW_MINUTES = 10
const callbackPath = '/v1/auth/oidc/callback'

/** What the browser keeps, sealed, between leaving for the identity provider and coming back. */
const flowForm = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  invitation: z.string().optional(),
})

/** Who came back. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  /** the invitation he left with */
  readonly invitation: string | null
}

/** Authorization code flow with PKCE, state and nonce (RFC 9700). */
export interface OidcFlow {
  /** Address to send the browser to, and the sealed cookie that it must bring back. @throws Fault when the provider is away */
  start(baseUrl: string, invitation: string | null): Promise<{ readonly location: string; readonly sealed: string }>
  /** Codes: credentials_invalid. @throws Fault when the provider is away */
  finish(returned: URL, sealed: string | null): Promise<Identity | Rejection>
}

function nameOf(claims: Readonly<Record<string, unknown>>): string {
  const name = [claims['name'], claims['preferred_username'], claims['email'], claims['sub']].find(
    (value): value is string => typeof value === 'string' && value.trim() !== '',
  )
  return (name ?? '').toWellFormed().replaceAll('\u0000', '').slice(0, 64)
}

/** Refusals of the provider and answers that do not fit are the visitor's; a provider that cannot be reached is a fault. */
function isRefusal(error: unknown): boolean {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) return true
  return error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT' && !(error.cause instanceof TypeError)
}

/** Speaks to the configured provider, which is discovered at the first sign-in. */
export function createOidcFlow(config: OidcConfig, keys: InstanceKeys): OidcFlow {
  let discovered: Promise<client.Configuration> | null = null
  const provider = async (): Promise<client.Configuration> => {
    discovered ??= client.discovery(
      new URL(config.issuer),
      config.clientId,
      config.clientSecret ?? undefined,
      config.clientSecret === null ? client.None() : client.ClientSecretBasic(config.clientSecret),
      config.allowHttp ? { execute: [client.allowInsecureRequests] } : {},
    )
    return discovered.catch((error: unknown) => {
      discovered = null
      throw new Fault('the identity provider cannot be reached', { cause: error, retryable: true })
    })
  }

  const open = async (sealed: string | null): Promise<z.infer<typeof flowForm> | null> => {
    if (sealed === null) return null
    const payload = await jwtDecrypt(sealed, await keys.of('flow')).then(
      (opened) => opened.payload,
      () => null,
    )
    const flow = flowForm.safeParse(payload)
    return flow.success ? flow.data : null
  }

  return {
    async start(baseUrl, invitation) {
      const configuration = await provider()
      const flow: z.infer<typeof flowForm> = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        redirectUri: `${baseUrl}${callbackPath}`,
        ...(invitation === null ? {} : { invitation }),
      }
      const location = client.buildAuthorizationUrl(configuration, {
        redirect_uri: flow.redirectUri,
        scope: config.scope,
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
      })
      const sealed = await new EncryptJWT(flow)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt()
        .setExpirationTime(`${FLOW_MINUTES}m`)
        .encrypt(await keys.of('flow'))
      return { location: location.href, sealed }
    },
    async finish(returned, sealed) {
      const flow = await open(sealed)
      if (flow === null) return reject('credentials_invalid')
      // The provider's answer is checked against the address that was asked for, whatever a proxy made of it.
      const address = new URL(flow.redirectUri)
      address.search = returned.search
      const configuration = await provider()
      try {
        const tokens = await client.authorizationCodeGrant(configuration, address, {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) return reject('credentials_invalid')
        return {
          issuer: claims.iss,
          subject: claims.sub,
          name: nameOf(claims),
          invitation: flow.invitation ?? null,
        }
      } catch (error) {
        if (isRefusal(error)) return reject('credentials_invalid')
        throw new Fault('the identity provider did not answer', { cause: error, retryable: true })
      }
    },
  }
}
