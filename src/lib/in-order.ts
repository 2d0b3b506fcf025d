/** What all of them came to. */
type Outcomes<T extends readonly Promise<unknown>[]> = { -readonly [K in keyof T]: Awaited<T[K]> }

/**
 * Waits for all, however they end: statements sent one behind the other without waiting for the answers.
 * @throws what the first of the list that failed failed with, whichever was the first to be known: in a transaction those behind it fail because it did
 */
export async function inOrder<const T extends readonly Promise<unknown>[]>(all: T): Promise<Outcomes<T>> {
  const outcomes = await Promise.allSettled(all)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  }) as Outcomes<T>
}
