import { readdir, rm, stat } from 'node:fs/promises'

/** Nobody uses it any more: no run takes so long. */
const STALE_MS = 3 * 3_600_000

/** Removes what earlier states of the sources left in the cache: everything that begins so and was made hours ago. */
export async function removeStale(cache: string, beginning: string): Promise<void> {
  const names = await readdir(cache).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(beginning))) {
    const made = await stat(`${cache}/${name}`).catch(() => null)
    if (made !== null && Date.now() - made.mtimeMs > STALE_MS)
      await rm(`${cache}/${name}`, { recursive: true, force: true })
  }
}
