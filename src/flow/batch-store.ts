import type { Incoming } from '../contract/events.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Task } from '../contract/words.ts'
import type { Queryable } from '../ports/db.ts'
import type { Batch, ClubState, FanState, PersonState, SessionState } from './state.ts'

/**
 * All that the batch engine asks of a store, so narrow that a simulation can stand in for it (test/simulation). The SQL behind it is in
 * `load.ts`, `load-events.ts` and `save.ts`.
 */
export interface BatchStore {
  /** Inner numbers of outside ids, outside any transaction; makes people who are new. */
  internPeople(userIds: readonly string[], now: number): Promise<ReadonlyMap<string, number>>
  /** Inner numbers of event sources, outside any transaction. */
  internSources(sources: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** One transaction; `work` runs again after a deadlock or a serialization failure, so it must not change what outlives it before it resolves. */
  transaction<T>(work: (tx: BatchTransaction) => Promise<T>): Promise<T>
}

/** What a transaction must know first. */
export interface Preamble {
  /** decision time, UTC ms */
  readonly now: number
  readonly versions: readonly RuleSet[]
  /** which store this is, and since when its server runs: what was remembered of another is worth nothing (a backup restored, a failover) */
  readonly store: string
}

/** One transaction of a batch. Loads put what they find onto the given people and fans; each is a statement or two, none when the list is empty. */
export interface BatchTransaction {
  /** for writes of the caller that commit with the batch */
  readonly tx: Queryable
  /** Throws `DueFirst`. */
  preamble(): Promise<Preamble>
  /** Clubs by owner id, held against a change of mode until the commit; a club whose version is the known one is the known object. */
  loadClubs(
    ownerIds: readonly string[],
    known: (ownerId: string) => ClubState | undefined,
  ): Promise<ReadonlyMap<string, ClubState>>
  /** People by number; throws `MergedMeanwhile` if one is known by another number now. */
  loadPersons(numbers: readonly number[]): Promise<ReadonlyMap<number, PersonState>>
  /** Fans of people in clubs with their memberships and days; the fan's version is read first. `lock`: nobody else writes them until the commit. */
  loadFans(pairs: readonly Pair[], lock: boolean): Promise<void>
  /** Versions of fans as they are now, in the order given (-1: no row), locked until the commit. */
  lockFans(fans: readonly FanState[]): Promise<readonly number[]>
  /** Days from `fromDay` on. */
  loadDays(wanted: readonly { readonly fan: FanState; readonly fromDay: string }[]): Promise<void>
  /** Sessions by id, and those on air of the given clubs. */
  loadSessions(ids: readonly string[], onAirOf: readonly number[]): Promise<readonly SessionState[]>
  loadPresences(wanted: readonly { readonly fan: FanState; readonly session: SessionState }[]): Promise<void>
  loadWatches(wanted: readonly { readonly person: PersonState; readonly day: string }[]): Promise<void>
  /** Orders by id with what waits for them; sessions they name are added to the batch's. */
  loadOrders(
    wanted: readonly { readonly fan: FanState; readonly orderId: string }[],
    sessions: Map<string, SessionState>,
  ): Promise<void>
  loadOnce(wanted: readonly Once[]): Promise<void>
  /** What was seen of these events, onto their people (subjectless ones into `batch.seen`). */
  loadSeen(batch: Batch, events: readonly Incoming[], sources: ReadonlyMap<string, number>): Promise<void>
  /** Writes all that the batch decided; throws `ChangedMeanwhile` if anybody else wrote what it was decided on. */
  save(batch: Batch, sources: ReadonlyMap<string, number>): Promise<void>
}

/** A user and a club, and the first business day that is wanted. */
export interface Pair {
  readonly person: PersonState
  readonly club: ClubState
  readonly fromDay: string
}

/** A product counted on a day (TASK-11). */
export interface Once {
  readonly fan: FanState
  readonly day: string
  readonly task: Task
  readonly key: string
}

/** What was decided on is so no more (another node wrote a fan, a person was merged, a session opened by another club): the batch starts again. */
export class ChangedMeanwhile extends Error {}
/** A person that another was merged into meanwhile. */
export class MergedMeanwhile extends ChangedMeanwhile {}
/** Thrown by the preamble when something fell due before now: the batch rolls back, the due work is done, the batch runs again. */
export class DueFirst extends Error {}
