import type { EventAnswer } from '../contract/events.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { Clock } from './clock.ts'
import type { Db, Queryable } from './db.ts'

/** What runs inside one command: an open transaction, the decision time, who asked. */
export interface CommandContext {
  readonly tx: Queryable
  /** UTC milliseconds, read once for the command */
  readonly now: number
  readonly subject: Subject
  /** Adds outward messages to the outbox, in this transaction. */
  publish(messages: readonly OutboxMessage[]): Promise<void>
}

/** A message for the live stream (and later webhooks and push). `body` is JSON and holds no secret. */
export interface OutboxMessage {
  /** `club:{ownerId}`, `member:{ownerId}:{userId}`, `session:{id}`, `reviews` … */
  readonly topic: string
  /** noun.pastVerb */
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Rules in force; read through a cache that is refreshed when a version is published. */
export interface RuleBook {
  /** The version that rules a business day. */
  ofDay(day: string): RuleSet
  /** Every version, oldest first. */
  readonly versions: readonly RuleSet[]
}

/** What a route handler may use. Slices get this and nothing from flow, infra or edge. */
export interface App {
  readonly db: Db
  readonly clock: Clock
  /** IANA zone of business days and months. */
  readonly timeZone: string
  readonly sandbox: boolean
  /** Fresh rule book (cheap; cached). */
  rules(): Promise<RuleBook>
  /** A writing command: due work of the clock first, then one transaction; a `Rejection` rolls back. */
  command<T>(subject: Subject, work: (context: CommandContext) => Promise<T | Rejection>): Promise<T | Rejection>
  /** Raw CloudEvents (parsed JSON values) through the batch engine; answers after the commit. */
  ingest(events: readonly unknown[], options?: IngestOptions): Promise<EventAnswer | Rejection>
  /** Sets the sandbox clock and does what falls due on the way, in order (PLT-5). */
  setClock(to: { now: number; rate: number }): Promise<{ now: number; rate: number } | Rejection>
  /** Wakes the live hub of this node after a commit made outside `command`. */
  wake(): void
}

export interface IngestOptions {
  /** api.md `?mode=history` */
  readonly history?: boolean
}
