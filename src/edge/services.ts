import type { App } from '../ports/app.ts'
import type { SameUser } from './access.ts'
import type { Passwords } from '../account/password.ts'
import type { Attempts } from './attempts.ts'
import type { Authenticator } from './auth.ts'
import type { LiveHub } from './live-hub.ts'
import type { OidcFlow } from './oidc.ts'
import type { EdgeConfig } from './settings.ts'
import type { StreamCount } from './stream-count.ts'
import type { Tokens } from './tokens.ts'

/** What the edge's own routes share. */
export interface EdgeServices {
  readonly app: App
  readonly config: EdgeConfig
  /** UTC ms of the machine: keys, tokens, limits. */
  readonly realNow: () => number
  readonly sameUser: SameUser
  /** The id under which a user is known first (PLT-8): stream topics carry it. */
  readonly canonicalUser: (userId: string) => Promise<string>
  readonly auth: Authenticator
  readonly tokens: Tokens
  readonly passwords: Passwords
  readonly attempts: Attempts
  /** null: no identity provider */
  readonly oidc: OidcFlow | null
  readonly hub: LiveHub
  readonly streams: StreamCount
}
