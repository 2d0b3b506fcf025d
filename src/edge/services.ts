import type { App } from '../ports/app.ts'
import type { SameUser } from './access.ts'
import type { Authenticator } from './auth.ts'
import type { EdgeConfig } from './settings.ts'
import type { Tokens } from './tokens.ts'

/** What the edge's own routes share. */
export interface EdgeServices {
  readonly app: App
  readonly config: EdgeConfig
  /** UTC ms of the machine: keys, tokens, limits. */
  readonly realNow: () => number
  readonly sameUser: SameUser
  readonly auth: Authenticator
  readonly tokens: Tokens
}
