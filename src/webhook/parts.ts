import type { WebhookSender } from '../ports/webhook-sender.ts'

/** Keeps signing secrets unreadable in the store: they are needed in clear to sign, so hashing is not enough. */
export interface SecretKeeper {
  seal(secrets: Readonly<Record<string, string>>, boundTo: string): string
  /** null when the deployment's key is another one or the text was changed */
  open(sealed: string, boundTo: string): Readonly<Record<string, string>> | null
}

/** What the slice needs besides `App`; made once in wire.ts. */
export interface WebhookParts {
  readonly secrets: SecretKeeper
  readonly sender: WebhookSender
}
