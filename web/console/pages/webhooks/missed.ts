/** What an endpoint missed while it was off: from when on, and behind which page it is still to be queued. */
export interface Missed {
  readonly since: string
  readonly cursor?: string
}

/**
 * Queues what was missed, page by page. @param note told after each page what is left (null: nothing), so that what fails on the way can go on
 * from there @returns how many were queued
 */
export async function queueMissed(
  replay: (wish: Missed) => Promise<{ readonly queued: number; readonly nextCursor: string | null }>,
  missed: Missed,
  note: (left: Missed | null) => void,
): Promise<number> {
  let queued = 0
  for (let left: Missed | null = missed; left !== null;) {
    const part = await replay(left)
    queued += part.queued
    left = part.nextCursor === null ? null : { since: left.since, cursor: part.nextCursor }
    note(left)
  }
  return queued
}
