import { Fault } from './db.ts'

/** A stream of messages kept by a broker, read as a source of events. The broker is a transport: what it says is checked, never believed. */

/** What the broker says of a stream. */
export interface StreamFacts {
  readonly name: string
  /** when it was made, exactly as the broker writes it */
  readonly created: string
  readonly subjects: readonly string[]
  readonly firstSeq: number
  readonly lastSeq: number
  readonly retention: string
  /** `old` | `new` */
  readonly discard: string
  readonly storage: string
  /** 0: none of these limits */
  readonly maxAgeMs: number
  readonly maxMessages: number
  readonly maxBytes: number
  readonly maxMessagesPerSubject: number
  readonly persistMode: string | null
  readonly brokerVersion: string
}

export interface StreamMessage {
  readonly seq: number
  readonly subject: string
  readonly data: Uint8Array
  /** messages for us behind this one when it was delivered */
  readonly pending: number
  header(name: string): string | null
}

/** The delivery broke (connection lost, broker restarted, messages lost or mixed up on the way): begin anew behind the committed position. */
export class DeliveryBroken extends Fault {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, { ...options, retryable: true })
    this.name = 'DeliveryBroken'
  }
}

/** Messages in the order of the stream, each at most once, from a sequence on; bounded in memory, whatever the broker has. */
export interface Delivery {
  /** At least one message, and what a process can hold at once, or none when `waitMs` passed or `signal` fired. @throws DeliveryBroken */
  next(most: number, waitMs: number, signal: AbortSignal): Promise<readonly StreamMessage[]>
  /** Tells the broker that everything up to here is committed. May be lost: our own position counts. */
  acknowledge(message: StreamMessage): void
  /** Messages for us behind the last delivered one, as far as the broker has said. */
  pending(): number
  close(): Promise<void>
}

export interface DeliveryWish {
  /** of the delivery, at the broker: one per claim, so that an older claimant takes nothing from a newer one */
  readonly name: string
  readonly fromSeq: number
  /** messages asked for at once */
  readonly most: number
}

export interface EventStream {
  /** null: there is no such stream. @throws DeliveryBroken when the broker cannot be asked */
  facts(): Promise<StreamFacts | null>
  /** The message with this number, or null when the stream has none. */
  messageAt(seq: number): Promise<Uint8Array | null>
  /** How many numbers of each range (both ends included) are not in the stream any more, of whatever subject. */
  missing(ranges: readonly { readonly first: number; readonly last: number }[]): Promise<readonly number[]>
  deliver(wish: DeliveryWish): Promise<Delivery>
  close(): Promise<void>
}
