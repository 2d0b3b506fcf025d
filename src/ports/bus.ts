/** How a node's bus stands. `none`: this node is alone; `away`: the broker cannot be reached, readers live on their polling. */
export type BusLink = 'none' | 'connected' | 'away'

/** Counts since the start. */
export interface BusFigures {
  readonly link: BusLink
  /** hints given to the broker */
  readonly sent: number
  /** hints of other nodes */
  readonly heard: number
  /** hints that could not be sent: the broker was away */
  readonly dropped: number
  /** times the broker was reached, the first included */
  readonly connections: number
}

/**
 * Tells the other nodes of a store that something was committed. A hint and nothing more: it carries no message, it may be lost, repeated or
 * late, and a lost one costs a reader at most the pause of his own polling (docs/adr/0008).
 */
export interface Bus {
  /** Says «there is something new in the outbox». Returns at once and never throws; what cannot be sent is forgotten. */
  hint(): void
  /** Calls `listener` after hints of other nodes, and when some may have been missed (connected again). Returns how to stop. */
  onHint(listener: () => void): () => void
  figures(): BusFigures
  close(): Promise<void>
}
