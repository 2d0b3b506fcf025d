import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { readConfig } from '../../src/config.ts'
import type { EventAnswer } from '../../src/contract/events.ts'
import type { Problem } from '../../src/contract/forms.ts'
import type { LedgerEntry, MemberView } from '../../src/contract/views.ts'
import type { EventType, Mode, Task } from '../../src/contract/words.ts'
import { toInstant } from '../../src/lib/time.ts'
import type { Db } from '../../src/ports/db.ts'
import { createNode, seedStore } from '../../src/wire.ts'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { describeAnyStore, describePostgres, describeStores, emptyTables, silentLog, type TestStore } from './store.ts'

/**
 * The whole node over a test store, spoken to as a platform would, without a socket: clauses are proved through the HTTP contract alone.
 * The clock is the sandbox's and stands where a test puts it.
 */

export const secretKey = 'platform-key-of-the-tests'

/** 2026-03-10, a Tuesday, 20:00 in Shanghai: far from every edge of a day or a month. */
export const NOON = Date.UTC(2026, 2, 10, 12)

/** A CloudEvent as sent. */
export interface SentEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: EventType
  readonly subject?: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Answered<T> {
  readonly status: number
  readonly body: T
  readonly headers: Readonly<Record<string, unknown>>
}

export interface CallOptions {
  /** a bearer instead of the platform key; null: none */
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** What an event may say beside what its builder asks for. */
export interface EventOptions {
  readonly id?: string
  readonly source?: string
  /** UTC ms or RFC 3339; now unless said */
  readonly at?: number | string
  readonly owner?: string
  readonly session?: string
}
interface OrderOptions extends EventOptions {
  readonly order?: string
  readonly currency?: string
  readonly lines?: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

/** Opens a node in sandbox mode over a fresh store; `reset` before each test empties it. */
export async function openWorld(store: TestStore) {
  const db = await store.open()
  await seedStore(db)
  const folder = await mkdtemp(`${tmpdir()}/tiefen-world-`)
  const searchPath = process.env['PATH'] ?? ''
  const reading = readConfig({
    TIEFEN_SECRET_KEY: secretKey,
    TIEFEN_SANDBOX: '1',
    TIEFEN_DATA: folder,
    PATH: searchPath,
  })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const node = await createNode({
    config: reading.config,
    db,
    log: silentLog,
    sandbox: true,
    secretKey,
    webRoot: '/nowhere',
    passwordCost: 4,
  })
  await node.server.ready()
  // a node's first look at due work tries again what was set aside: none of what a test sets aside
  await node.engine.runDueNow()
  return worldOf(db, node, folder)
}
export type World = Awaited<ReturnType<typeof openWorld>>

type WorldTests = (world: World) => void

/** Tests on one store, each on an emptied world with the shopping club `luo` at `NOON`. */
export const describeWorld = (title: string, tests: WorldTests, mode: Mode = 'shopping'): void =>
  describeAnyStore(title, (store) => testsOf(store, tests, mode))

/** The same tests on both stores, each on an emptied world with the shopping club `luo` at `NOON`. */
export const describeWorlds = (title: string, tests: WorldTests, mode: Mode = 'shopping'): void =>
  describeStores(title, (store) => testsOf(store, tests, mode))

/** The same, of what only many sessions show: on PostgreSQL alone. */
export const describeRacingWorld = (title: string, tests: WorldTests, mode: Mode = 'shopping'): void =>
  describePostgres(title, (store) => testsOf(store, tests, mode))

function testsOf(store: TestStore, tests: WorldTests, mode: Mode): void {
  // filled before the first test; a plain object of closures, so that tests may hold it from the start
  const world = {} as World
  beforeAll(async () => void Object.assign(world, await openWorld(store)))
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.reset()
    await world.owner('luo', { mode })
  })
  tests(world)
}

function worldOf(db: Db, node: Awaited<ReturnType<typeof createNode>>, folder: string) {
  let now = NOON
  let count = 0
  const next = (): number => (count += 1)

  async function call<T = Json>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH',
    path: string,
    body?: unknown,
    { as, headers }: CallOptions = {},
  ): Promise<Answered<T>> {
    const bearer = as === undefined ? secretKey : as
    const response = await node.server.inject({
      method,
      url: path,
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const text = response.body
    return {
      status: response.statusCode,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T,
    }
  }

  /** The body of an answer that must be a success. */
  async function must<T = Json>(...args: Parameters<typeof call>): Promise<T> {
    const answer = await call<T>(...args)
    if (answer.status >= 300) throw new Error(`${args[0]} ${args[1]}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** `status code` of a refusal. */
  async function refusal(...args: Parameters<typeof call>): Promise<string> {
    const answer = await call<Problem>(...args)
    return `${answer.status} ${answer.status < 300 ? 'accepted' : answer.body.code}`
  }

  async function clock(to: number | string, rate?: number): Promise<void> {
    const at = typeof to === 'number' ? to : Date.parse(to)
    await must('PUT', '/v1/sandbox/clock', { now: toInstant(at), ...(rate === undefined ? {} : { rate }) })
    now = at
  }

  function event(type: EventType, subject: string | null, data: Json, options: EventOptions = {}): SentEvent {
    const at = options.at ?? now
    return {
      specversion: '1.0',
      id: options.id ?? `e-${next()}`,
      source: options.source ?? 'test',
      type,
      ...(subject === null ? {} : { subject }),
      time: typeof at === 'number' ? toInstant(at) : at,
      data: {
        ...(type === 'user.profiled' ? {} : { ownerId: options.owner ?? 'luo' }),
        ...(options.session === undefined ? {} : { sessionId: options.session }),
        ...data,
      },
    }
  }

  const inRoom = (options: EventOptions): EventOptions => ({ session: 'room', ...options })

  /** One event of each type, about `luo` unless said, in session `room` where a session is needed. */
  const make = {
    started: (options: EventOptions = {}) => event('live.started', null, {}, inRoom(options)),
    ended: (options: EventOptions = {}) => event('live.ended', null, {}, inRoom(options)),
    entered: (user: string, options: EventOptions = {}) => event('live.entered', user, {}, inRoom(options)),
    watched: (user: string, seconds: number, options: EventOptions = {}) =>
      event('live.watched', user, { seconds }, inRoom(options)),
    commented: (user: string, options: EventOptions = {}) =>
      event('live.commented', user, { text: 'hi' }, inRoom(options)),
    liked: (user: string, times: number, options: EventOptions = {}) =>
      event('live.liked', user, { count: times }, inRoom(options)),
    shared: (user: string, options: EventOptions = {}) => event('live.shared', user, {}, inRoom(options)),
    gifted: (user: string, coins: number, options: EventOptions = {}) =>
      event('live.gifted', user, { coins }, inRoom(options)),
    lit: (user: string, times = 1, options: EventOptions = {}) =>
      event('live.lightBadge', user, { count: times }, options),
    viewed: (user: string, productId: string, options: EventOptions = {}) =>
      event('product.viewed', user, { productId }, options),
    carted: (user: string, productId: string, options: EventOptions = {}) =>
      event('product.carted', user, { productId }, options),
    visited: (user: string, options: EventOptions = {}) => event('group.visited', user, { groupId: 'g1' }, options),
    followed: (user: string, options: EventOptions = {}) => event('user.followed', user, {}, options),
    paid(user: string, fen: number, options: OrderOptions = {}): SentEvent {
      const currency = options.currency ?? 'CNY'
      const lines = (options.lines ?? ['1']).map((lineId, index) => ({
        lineId,
        productId: `p-${lineId}`,
        quantity: 1,
        amount: { value: index === 0 ? fen : 0, currency },
      }))
      const orderId = options.order ?? `o-${next()}`
      return event('order.paid', user, { orderId, amount: { value: fen, currency }, lines }, options)
    },
    refunded(user: string, order: string, fen: number, options: OrderOptions & { refund?: string } = {}): SentEvent {
      const amount = { value: fen, currency: options.currency ?? 'CNY' }
      const refundId = options.refund ?? `r-${next()}`
      return event('order.refunded', user, { orderId: order, refundId, amount }, options)
    },
    reviewed: (user: string, order: string, line = '1', options: EventOptions = {}) =>
      event('order.reviewed', user, { orderId: order, lineId: line }, options),
  }

  async function send(...events: readonly unknown[]): Promise<EventAnswer> {
    return must<EventAnswer>('POST', '/v1/events', events.length === 1 ? events[0] : events)
  }

  /** `status code points` of each result, in short. */
  async function outcome(...events: readonly unknown[]): Promise<string[]> {
    const { results } = await send(...events)
    return results.map((r) => [r.status, r.code, r.points].filter((part) => part !== undefined).join(' '))
  }

  const owner = (id = 'luo', more: { mode?: Mode; kind?: string; currency?: string; name?: string } = {}) =>
    must('PUT', `/v1/owners/${id}`, { kind: 'creator', name: `owner ${id}`, mode: 'shopping', ...more })

  const memberPath = (user: string, ownerId = 'luo'): string => `/v1/clubs/${ownerId}/members/${user}`

  return {
    db,
    node,
    media: node.media,
    folder,
    call,
    must,
    refusal,
    clock,
    now: () => now,
    event,
    ...make,
    send,
    outcome,
    owner,
    memberPath,
    history: (events: readonly unknown[]) => must<EventAnswer>('POST', '/v1/events?mode=history', events),
    /** Joins; where the club is in live mode, with an entry gift of its own. */
    async join(user: string, ownerId = 'luo', scene = 'liveRoom'): Promise<MemberView> {
      const club = await must<{ mode: Mode }>('GET', `/v1/clubs/${ownerId}`)
      if (club.mode === 'live') await send(make.lit(user, 1, { owner: ownerId }))
      return must<MemberView>('PUT', memberPath(user, ownerId), { scene })
    },
    leave: (user: string, ownerId = 'luo') => must('DELETE', memberPath(user, ownerId)),
    member: (user: string, ownerId = 'luo', mode?: Mode) =>
      must<MemberView>('GET', `${memberPath(user, ownerId)}${mode === undefined ? '' : `?mode=${mode}`}`),
    points: async (user: string, ownerId = 'luo', mode?: Mode): Promise<number> =>
      (await must<MemberView>('GET', `${memberPath(user, ownerId)}${mode === undefined ? '' : `?mode=${mode}`}`))
        .intimacy,
    async taskOf(user: string, task: Task, ownerId = 'luo') {
      const { today } = await must<MemberView>('GET', memberPath(user, ownerId))
      return today.tasks.find((each) => each.task === task)
    },
    /** Every entry, newest first. */
    async ledger(user: string, ownerId = 'luo'): Promise<LedgerEntry[]> {
      const items: LedgerEntry[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
        const part: { items: LedgerEntry[]; nextCursor: string | null } = await must(
          'GET',
          `${memberPath(user, ownerId)}/ledger?limit=200${more}`,
        )
        items.push(...part.items)
        cursor = part.nextCursor
      }
      return items
    },
    correct: (user: string, delta: number, more: { mode?: Mode; as?: string; owner?: string } = {}) =>
      must<LedgerEntry>(
        'POST',
        `${memberPath(user, more.owner)}/corrections`,
        { delta, reason: 'test', ...(more.mode === undefined ? {} : { mode: more.mode }) },
        more.as === undefined ? {} : { as: more.as },
      ),
    exclude: (user: string, ownerId = 'luo') =>
      must('PUT', `/v1/clubs/${ownerId}/exclusions/${user}`, { reason: 'test' }),
    async token(type: 'fan' | 'owner' | 'staff' | 'reviewer' | 'admin', id: string, more: Json = {}): Promise<string> {
      const made = await must<{ token: string }>('POST', '/v1/tokens', { subject: { type, id, ...more } })
      return made.token
    },
    /** Announces a mode change at the earliest moment and lets it happen. */
    async changeMode(to: Mode, ownerId = 'luo'): Promise<void> {
      const effectiveAt = now + 24 * 3_600_000
      await must('POST', `/v1/clubs/${ownerId}/mode-changes`, { to, effectiveAt: toInstant(effectiveAt) })
      await clock(effectiveAt)
    },
    /** An empty store with the shipped rules, and the clock at `at`. */
    async reset(at: number | string = NOON): Promise<void> {
      await emptyTables(db, typeof at === 'string' ? Date.parse(at) : at)
      // what the test before began to send ends here: the next test's endpoints and deliveries have the same numbers
      for (const way of [node.webhooks, node.reach]) {
        await way.tick()
        await way.settled()
      }
      for await (const { mediaId } of node.media.list()) await node.media.remove(mediaId)
      await seedStore(db)
      count = 0
      await clock(at)
    },
    async close(): Promise<void> {
      await node.stop()
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
