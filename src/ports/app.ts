import type { EventAnswer, EventResult } from '../contract/events.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { Clock } from './clock.ts'
import type { Db, Queryable } from './db.ts'
import type { Bits } from '../lib/fair.ts'
import type { Calendar } from '../lib/time.ts'
import type { Mode, Scene } from '../contract/words.ts'
import type { BenefitCommands } from './benefits.ts'
import type { CardReader } from './cards.ts'
import type { GroupCommands } from './groups.ts'
import type { MediaCommands, MediaService } from './media.ts'
import type { LinkCommands } from './links.ts'
import type { MoneyCommands } from './money.ts'
import type { PointsCommands } from './points.ts'
import type { WordCommands } from './words.ts'

/** What runs inside one command: an open transaction, the decision time, who asked. */
export interface CommandContext {
  readonly tx: Queryable
  /** UTC milliseconds, read once for the command */
  readonly now: number
  readonly subject: Subject
  readonly rules: RuleBook
  /** Adds outward messages to the outbox, in this transaction. */
  publish(messages: readonly OutboxMessage[]): Promise<void>
  /** the business day of `now`, for `rules.ofDay` */
  readonly day: string
  /** Commands on one member: the same rules and writes as the batch engine's. */
  readonly members: MemberCommands
  /** BEN-4 */
  readonly benefits: BenefitCommands
  /** BEN-8 */
  readonly money: MoneyCommands
  /** BEN-10 */
  readonly points: PointsCommands
  /** GRP-8 */
  readonly groups: GroupCommands
  readonly cards: CardReader
  /** GRP-8 */
  readonly links: LinkCommands
  /** GRP-8: what messages may hold */
  readonly words: WordCommands
  /** GRP-8 */
  readonly media: MediaCommands
  /** randomness of the operating system; a transaction that runs again draws anew */
  readonly bits: Bits
}

/** What can be done to one member in a command (the flow provides it, so that slices need not import each other). */
export interface MemberCommands {
  /** Inner numbers of outside ids, made for who was never heard of. */
  intern(userIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Inner numbers of outside ids; who was never heard of is left out. */
  find(userIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** People of outside ids, held against merges until the commit (PLT-8), in one order; who was never heard of is left out. */
  hold(userIds: readonly string[]): Promise<ReadonlyMap<string, HeldPerson>>
  /** MEM-1…7. Refuses `unknown_owner` | `rejoin_cooldown` | `entry_gift_required`. Joining twice is the same as once. */
  join(wish: {
    readonly ownerId: string
    readonly userId: string
    readonly scene: Scene
    /** the entry gift's event; trusted when a platform names it, else it must have been received */
    readonly gift: { readonly eventId: string; readonly trusted: boolean } | null
    /** the platform keeps this membership itself: no cooldown, no gift (`live_fansclub`) */
    readonly byPlatform?: boolean
  }): Promise<null | Rejection>
  /** MEM-3…6. Refuses `unknown_owner` | `not_a_member` | `leave_limit`. `byPlatform` skips the limit; who joined after `notAfter` (UTC ms) counts as no member. */
  leave(wish: {
    readonly ownerId: string
    readonly userId: string
    readonly byPlatform?: boolean
    readonly notAfter?: number
  }): Promise<LeaveOutcome | Rejection>
  /** TASK-15. Refuses `unknown_owner` | `not_a_member`. Returns the ledger entry's id. */
  correct(wish: {
    readonly ownerId: string
    readonly userId: string
    readonly mode: Mode | null
    readonly delta: number
    readonly reason: string
    readonly actor: string
  }): Promise<{ entryId: string } | Rejection>
  /** PLT-8. Refuses `unknown_user` | `merge_self`. */
  merge(wish: {
    readonly into: string
    readonly from: string
    readonly reason: string
    readonly actor: string
  }): Promise<{ mergeId: string } | Rejection>
}

export interface HeldPerson {
  readonly userNo: number
  /** the id he is known by first, whichever was asked for */
  readonly userId: string
}

export interface LeaveOutcome {
  /** UTC ms */
  readonly leftAt: number
  readonly rejoinAt: number
  readonly exitsLeftToday: number
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
  readonly calendar: Calendar
  readonly sandbox: boolean
  /** Fresh rule book (cheap; cached). */
  rules(): Promise<RuleBook>
  /** A writing command: due work of the clock first, then one transaction; a `Rejection` rolls back. */
  command<T>(subject: Subject, work: (context: CommandContext) => Promise<T | Rejection>): Promise<T | Rejection>
  /**
   * One wish at a desk: decided with all others that arrived there meanwhile, in one transaction (group commit). For what many want at once
   * of one thing (a stock, a red packet), where a transaction each would queue up at its row.
   */
  together<W, A>(desk: Desk<W, A>, wish: W): Promise<A | Rejection>
  /** Raw CloudEvents (parsed JSON values) through the batch engine; answers after the commit. */
  ingest(events: readonly unknown[], options?: IngestOptions): Promise<EventAnswer | Rejection>
  /** Sets the sandbox clock and does what falls due on the way, in order (PLT-5). */
  setClock(to: { now: number; rate: number }): Promise<{ now: number; rate: number } | Rejection>
  /** How many times as fast as real time the decision clock runs. */
  clockRate(): Promise<number>
  /** TASK-6: whether a user sees the purchase task in phase 1 at this share (asks the flag service, cached). */
  purchaseVisible(userId: string, ownerId: string, rollout: { phase: number; share: number }): Promise<boolean>
  /** Pictures and videos (GRP-8). */
  readonly media: MediaService
  /** What stands on the cards of messages (GRP-8). */
  readonly cards: CardReader
  /** Wakes the live hub of this node after a commit made outside `command`. */
  wake(): void
}

/**
 * Where wishes of one kind are decided many at a time. A desk is made once, as a constant of its slice. Its transaction may run again, so
 * `decide` has no effect outside it; a refusal among the answers is that wish's alone and undoes nothing.
 */
export interface Desk<W, A> {
  readonly name: string
  /** of one transaction */
  readonly wishesMost: number
  /** Decides wishes in the order in which they came; the context's subject is the platform: a wish says itself who asks. @returns one answer each */
  decide(context: CommandContext, wishes: readonly W[]): Promise<readonly (A | Rejection)[]>
}

export type Alongside = (tx: Queryable, results: readonly EventResult[]) => Promise<void>

export interface IngestOptions {
  /** what the events took as they came, for the bound on what waits; 0: the caller bounds what it sends */
  readonly bytes?: number
  /** api.md `?mode=history` */
  readonly history?: boolean
  /** When each of the events first came (UTC ms), of events that were kept here: having waited makes none too old. TASK-10 */
  readonly cameAt?: readonly number[]
  /**
   * Writes of the caller that commit with the batch or not at all (an importer's position). Gets this call's results; runs again when the
   * transaction does, so it must have no effect outside it.
   */
  readonly alongside?: Alongside
}
