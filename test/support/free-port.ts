import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems hand out by themselves (Linux from 32768, others from 49152), above those of well-known servers. */
const [FIRST, END] = [16_000, 32_000]
const TRIES_MOST = 100
/** Workers of one run look for ports at the same moment: each among ports of its own. */
const WORKERS_MOST = 16
const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS_MOST

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  // `once` rejects at an error: somebody listens there
  const isOurs = await once(probe.listen(port, '127.0.0.1'), 'listening').then(
    () => true,
    () => false,
  )
  if (isOurs) await once(probe.close(), 'close')
  return isOurs
}

/**
 * A port of 127.0.0.1 for a server that is told its port, and may be away and come back to it. None that the system would give to whoever listens on
 * port 0 meanwhile, as every other server of the tests does.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MOST; tries += 1) {
    const port = randomInt(FIRST / WORKERS_MOST, END / WORKERS_MOST) * WORKERS_MOST + worker
    if (await isFree(port)) return port
  }
  throw new Error(`no free port from ${FIRST} to ${END}`)
}
