/** One outward message as it lies in the outbox. */
export interface OutboxEntry {
  /** Opaque and unique; the order of `after` is the order of positions. At most 64 of A-Z a-z 0-9 . _ - */
  readonly position: string
  readonly topic: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
  /** of the body, as the store spells it */
  readonly bytes: number
}

/** Some topics' entries are looked for among so many of all. */
export interface TopicPage {
  readonly topics: readonly string[]
  readonly rows: number
}

/**
 * The outbox as the live hub reads it. The order is stable: once an entry was read, nothing is ever inserted before it (a reader that skips
 * transactions still under way would lose them), so a position is a complete account of what came before. A page ends early with the entry whose body brings it
 * to the reader's bound of bytes: who asked for more goes on behind it.
 */
export interface OutboxReader {
  /**
   * At most `limit` entries after `position`, oldest first; null: from the oldest kept. With `of`: those of its topics among the next `of.rows`, and
   * behind them, where there are fewer than `limit`, the last that was looked at, whatever its topic: where to go on.
   */
  after(position: string | null, limit: number, of?: TopicPage): Promise<readonly OutboxEntry[]>
  /** At most `limit` of the newest entries up to `position` and with it, oldest first. */
  upTo(position: string, limit: number): Promise<readonly OutboxEntry[]>
  /** The position of the newest readable entry; of an empty outbox the position that precedes its first entry. */
  head(): Promise<string>
  /** False when `position` is none of ours or entries after it may be gone already: whoever asks must fetch anew. */
  holds(position: string): Promise<boolean>
  /** Calls `listener` after commits that wrote messages (of this node, and of others where a bus tells). Returns how to stop. */
  onWake(listener: () => void): () => void
}
