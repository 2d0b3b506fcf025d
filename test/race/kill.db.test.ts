import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { createWorkload, everythingMix, ownerIdOf, seededRandom, userIdOf, type RawEvent } from './workload.ts'
import { replay } from '../../src/flow/replay.ts'
import { openEmbedded } from '../../src/infra/embedded.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { startScript } from '../support/process.ts'
import { createDatabase, describeStores, silentLog, type TestStore } from '../support/store.ts'

/** kill -9 of the server in the middle of load: what was acknowledged is there, nothing is there twice, and the ledger says the same. */

const KILLS = 3
const SENDERS = 4
const BATCH = 40
const CLUBS = 4
const PEOPLE = 60

interface Place {
  readonly env: Readonly<Record<string, string>>
  /** Opens the store while no server runs. */
  open(): Promise<Db>
  remove(): Promise<void>
}

async function placeOf(store: TestStore): Promise<Place> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-kill-`)
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  if (store.name === 'pglite')
    return {
      env: { TIEFEN_DATA: folder },
      open: async () => (await openEmbedded(folder, silentLog)).db,
      remove: removeFolder,
    }
  const { url, drop } = await createDatabase()
  return {
    env: { TIEFEN_DATA: folder, DATABASE_URL: url },
    open: () => openPostgres({ connectionString: url, max: 2, log: silentLog }),
    remove: () => drop().then(removeFolder),
  }
}

interface TestServer {
  readonly url: string
  readonly secretKey: string
  stop(): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
}

/** The program in a process of its own, from its sources, so that no build is needed. */
async function startServer(env: Readonly<Record<string, string>>): Promise<TestServer> {
  const secretKey = 'test-secret-key-of-the-platform'
  const settings = { PORT: '0', TIEFEN_DEMO: '0', TIEFEN_LOG_LEVEL: 'error', TIEFEN_SECRET_KEY: secretKey, ...env }
  const server = startScript(new URL('../../src/main.ts', import.meta.url), ['serve'], settings)
  const line = await server.line('listening on ')
  const url = line.slice('listening on '.length).trim().replace(/\/$/, '')
  return { url, secretKey, stop: () => server.kill('SIGTERM'), kill: () => server.kill('SIGKILL') }
}

async function send(server: TestServer, path: string, method: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

interface Acknowledged {
  readonly event: RawEvent
  readonly status: string
}

/** Sends batches until the server is gone; a batch without an answer is sent again to the next server, as a platform would. */
async function load(
  server: TestServer,
  next: () => RawEvent[],
  owed: RawEvent[][],
  acknowledged: Map<string, Acknowledged>,
  onAnswer: () => void,
): Promise<void> {
  for (;;) {
    const batch = owed.pop() ?? next()
    try {
      const answer = await send(server, '/v1/events', 'POST', batch)
      for (const [index, result] of (answer['results'] as { status: string }[]).entries()) {
        const event = batch[index]
        if (event !== undefined && !acknowledged.has(event.id))
          acknowledged.set(event.id, { event, status: result.status })
      }
      onAnswer()
    } catch {
      owed.push(batch)
      return
    }
  }
}

describeStores('TASK-10: kill -9 of the server under load', (store) => {
  it(`${KILLS} times: nothing acknowledged is lost, nothing counts twice`, async () => {
    const place = await placeOf(store)
    const random = seededRandom(11)
    const acknowledged = new Map<string, Acknowledged>()
    const owed: RawEvent[][] = []
    let server = await startServer(place.env)
    try {
      for (let club = 0; club < CLUBS; club += 1)
        await send(server, `/v1/owners/${ownerIdOf(club)}`, 'PUT', {
          kind: 'creator',
          name: `主播${club}`,
          mode: 'shopping',
        })
      const workload = createWorkload({
        seed: 3,
        clubs: CLUBS,
        people: PEOPLE,
        active: PEOPLE,
        eventsEach: 100,
        from: Date.now() - 36 * 3_600_000,
        pause: 1_000,
        duplicates: 0.05,
        mix: everythingMix,
      })
      for (let person = 0; person < PEOPLE; person += 2)
        await send(server, `/v1/clubs/${ownerIdOf(0)}/members/${userIdOf(person)}`, 'PUT', { scene: 'group' })
      for (let kill = 0; kill < KILLS; kill += 1) {
        // after some acknowledgements, somewhere between load and commit of the next
        const enough = acknowledged.size + BATCH * (2 + Math.floor(random() * 12))
        let reached: () => void = () => undefined
        const waiting = new Promise<void>((resolve) => (reached = resolve))
        const onAnswer = (): void => {
          if (acknowledged.size >= enough) reached()
        }
        const current = server
        const senders = Array.from({ length: SENDERS }, () =>
          load(current, () => workload.take(BATCH), owed, acknowledged, onAnswer),
        )
        await waiting
        await server.kill()
        await Promise.all(senders)
        server = await startServer(place.env)
      }
      // the platform sends again what it got no answer for, and some of what it did
      for (const batch of owed.splice(0)) await send(server, '/v1/events', 'POST', batch)
      const sample = [...acknowledged.values()]
        .filter(({ status }) => status === 'applied' || status === 'ignored')
        .slice(-400)
      const again = await send(
        server,
        '/v1/events',
        'POST',
        sample.map(({ event }) => event),
      )
      expect(new Set((again['results'] as { status: string }[]).map(({ status }) => status))).toEqual(
        new Set(['duplicate']),
      )
      await server.stop()
      const db = await place.open()
      try {
        const seen = await db.query<{ event_id: string }>(
          'select event_id from event_seen join source using (source_no)',
        )
        const known = new Set(seen.map((row) => row.event_id))
        const lost = [...acknowledged.values()].filter(
          ({ event, status }) => status !== 'rejected' && !known.has(event.id),
        )
        expect(lost).toEqual([])
        expect(known.size).toBeGreaterThan(KILLS * BATCH)
        const { lines } = await replay(db, { fix: false })
        expect(lines).toEqual([])
      } finally {
        await db.close()
      }
    } finally {
      await server.kill().catch(() => undefined)
      await place.remove()
    }
  }, 400_000)
})
