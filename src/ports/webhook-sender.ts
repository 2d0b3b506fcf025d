import type { WebhookError } from '../contract/webhooks.ts'

/** One request to somebody else's server. */
export interface WebhookRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of it. Nothing is thrown: the world outside fails as a matter of course. */
export interface WebhookOutcome {
  /** null: an answer of 200 to 299; `aborted`: we stopped it ourselves, so it says nothing about the receiver */
  readonly error: WebhookError | 'aborted' | null
  /** HTTP status, null without an answer */
  readonly status: number | null
  readonly milliseconds: number
  /** the beginning of the answer's body, storable text */
  readonly response: string
  /** `Retry-After` in milliseconds, null when absent or not understood */
  readonly retryAfterMilliseconds: number | null
}

/** Calls out. It follows no redirect and connects only where the policy allows. */
export interface WebhookSender {
  send(request: WebhookRequest, signal?: AbortSignal): Promise<WebhookOutcome>
  /** Whether an address may be called at all: its form, and where its host leads now. Says why not in English, else null. */
  refuse(url: string): Promise<string | null>
  /** Lets go of idle connections. */
  close(): void
}
