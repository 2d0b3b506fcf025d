/** Parts of a wait; one that comes late counts as one all the same. */
const PARTS = 12

/**
 * Calls `late` after so long, counted in time that this process had: where it stands still (thousands of requests in one turn, no processor to be had),
 * answers lie unread, and nobody else is slow for that. @returns stops the wait
 */
export function patience(milliseconds: number, late: () => void): () => void {
  let left = PARTS
  const timer = setInterval(() => {
    left -= 1
    if (left > 0) return
    clearInterval(timer)
    late()
  }, milliseconds / PARTS)
  return () => clearInterval(timer)
}
