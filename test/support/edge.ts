import { z } from 'zod'
import { id, money, page, text } from '../../src/contract/forms.ts'
import type { EventAnswer } from '../../src/contract/events.ts'
import { reject } from '../../src/contract/rejections.ts'
import { route } from '../../src/contract/route.ts'
import type { Access, Route } from '../../src/contract/route.ts'
import type { EdgeConfig } from '../../src/edge/settings.ts'
import type { App, CommandContext } from '../../src/ports/app.ts'
import type { OutboxEntry, OutboxReader } from '../../src/ports/outbox.ts'
import { Fault } from '../../src/ports/db.ts'
import type { Db } from '../../src/ports/db.ts'

/** Small routes, one of each access, to try the edge by itself; the real ones are tried where the whole is wired. */

export const secretKey = 'test-platform-key-0123456789abcdef'

export const edgeConfig: EdgeConfig = {
  secretKey,
  publicUrl: null,
  webRoot: '/nowhere',
  trustProxy: [],
  issuer: null,
  oidc: null,
}

/** A machine clock that stands until moved. */
export function handClock(at = Date.UTC(2026, 0, 1)): { now: () => number; move(milliseconds: number): void } {
  let now = at
  return { now: () => now, move: (milliseconds) => void (now += milliseconds) }
}

/** What the edge itself asks of an application: the store and a place to put events. There is no engine behind it. */
export function plainApp(db: Db, sandbox = false): App {
  const used: Pick<App, 'db' | 'sandbox' | 'ingest' | 'command'> = {
    db,
    sandbox,
    command: (subject, work) => db.transaction((tx) => work({ tx, subject } as CommandContext)),
    ingest(events): Promise<EventAnswer> {
      const results = events.map((event) => ({
        id: typeof event === 'object' && event !== null && 'id' in event ? String(event.id) : null,
        status: 'applied' as const,
      }))
      const none = { duplicates: 0, ignored: 0, rejected: 0, waiting: 0 }
      return Promise.resolve({ applied: results.length, ...none, results })
    },
  }
  return used as App
}

const echo = z.object({ who: z.string(), role: z.string() })
const probe = (name: string, path: string, access: Access): Route =>
  route({
    name,
    method: 'GET',
    path,
    tag: 'Probe',
    summary: name,
    clauses: ['PLT-1'],
    access,
    answer: echo,
    handle: async (_app, { subject }) => ({ who: subject.id, role: subject.role }),
  })

/** Counts runs of the writing probe. */
export interface Probes {
  readonly routes: readonly Route[]
  runs(): number
}

export function probes(): Probes {
  let runs = 0
  const write = route({
    name: 'writeThing',
    method: 'POST',
    path: '/v1/clubs/{ownerId}/things',
    tag: 'Probe',
    summary: 'Writes',
    clauses: [],
    access: { kind: 'club', permission: 'club' },
    params: z.object({ ownerId: id }),
    query: page,
    body: z.object({
      name: text(20),
      price: money.optional(),
      fail: z.enum(['reject', 'fault', 'bug', 'busy']).optional(),
    }),
    answer: z.object({ name: z.string(), runs: z.int() }),
    status: 201,
    async handle(_app, { body }) {
      runs += 1
      if (body.fail === 'reject') return reject('rejoin_cooldown', undefined, { retryAt: '2026-01-02T00:00:00.000Z' })
      if (body.fail === 'busy') return reject('busy')
      if (body.fail === 'fault') throw new Fault('store away')
      if (body.fail === 'bug') throw new Error('secret stack')
      return { name: body.name, runs, hidden: 'never sent' }
    },
  })
  const sandbox = { ...probe('sandboxThing', '/v1/sandbox/thing', { kind: 'any' }), sandboxOnly: true }
  const routes = [
    probe('openThing', '/v1/open', { kind: 'open' }),
    probe('anyThing', '/v1/any', { kind: 'any' }),
    probe('platformThing', '/v1/platform', { kind: 'platform' }),
    probe('keyThing', '/v1/key-only', { kind: 'platformKey' }),
    probe('reviewThing', '/v1/reviewing', { kind: 'reviewer' }),
    probe('clubThing', '/v1/clubs/{ownerId}/peek', { kind: 'club', permission: 'members' }),
    probe('selfThing', '/v1/users/{userId}/own', { kind: 'self' }),
    probe('memberThing', '/v1/clubs/{ownerId}/members/{userId}/peek', { kind: 'self', permission: 'members' }),
    write,
    sandbox,
  ]
  return { routes, runs: () => runs }
}

/** An outbox in memory. `forget` drops the oldest, as a clean-up would. */
export interface MemoryOutbox extends OutboxReader {
  add(topic: string, kind: string, body?: Record<string, unknown>, bytes?: number): string
  forget(count: number): void
}

export function memoryOutbox(): MemoryOutbox {
  const entries: OutboxEntry[] = []
  const listeners = new Set<() => void>()
  let floor = 0
  const numberOf = (position: string): number => (/^\d{1,9}$/.test(position) ? Number(position) : Number.NaN)
  return {
    after: (position, limit, of) => {
      const from = Math.max(floor, position === null ? 0 : numberOf(position))
      if (of === undefined) return Promise.resolve(entries.slice(from, from + limit))
      const page = entries.slice(from, from + of.rows)
      const own = page.filter(({ topic }) => of.topics.includes(topic)).slice(0, limit)
      const last = own.length < limit ? page.filter((entry) => entry === page.at(-1) && entry !== own.at(-1)) : []
      return Promise.resolve([...own, ...last])
    },
    upTo: (position, limit) => {
      const to = numberOf(position)
      return Promise.resolve(entries.slice(Math.max(floor, to - limit), to))
    },
    head: () => Promise.resolve(String(entries.length)),
    holds: (position) => Promise.resolve(numberOf(position) >= floor && numberOf(position) <= entries.length),
    onWake(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(topic, kind, body = {}, bytes = 100) {
      const position = String(entries.length + 1)
      entries.push({ position, topic, kind, body, bytes })
      for (const listener of listeners) listener()
      return position
    },
    forget: (count) => void (floor += count),
  }
}
