/** One browser to be told something. */
export interface PushTarget {
  readonly endpoint: string
  /** an uncompressed point of P-256 */
  readonly p256dh: Uint8Array
  /** 16 bytes */
  readonly auth: Uint8Array
  /** which of the batch's texts, from 0 */
  readonly text: number
}

/** The same thing said to many browsers. */
export interface PushBatch {
  /** in each language that is needed */
  readonly texts: readonly string[]
  /** how long a push service keeps it for a browser that is away */
  readonly ttlSeconds: number
  readonly urgency: 'low' | 'normal' | 'high'
  /** at most 32 characters of base64url: one that waits is replaced by a later one of the same topic (RFC 8030, 5.4) */
  readonly topic: string
  readonly targets: readonly PushTarget[]
}

/**
 * What came of one. `gone`: the browser wants no more; `later`: worth another try; `refused`: never will be; `stopped`: we stopped it ourselves, or
 * never began.
 */
export interface PushOutcome {
  readonly result: 'sent' | 'gone' | 'later' | 'refused' | 'stopped'
  /** HTTP status, null without an answer */
  readonly status: number | null
  /** `Retry-After` in ms, null when absent */
  readonly retryAfter: number | null
}

/** Hands pushes to push services. Nothing is thrown: the world outside fails as a matter of course. */
export interface PushSender {
  /** @param stop no more is begun; what is under way ends */
  send(batch: PushBatch, stop: AbortSignal): Promise<readonly PushOutcome[]>
  close(): Promise<void>
}
