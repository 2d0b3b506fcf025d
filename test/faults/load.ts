import { createRandom, type Random } from '../../src/lib/prng.ts'
import { createWorkload, everythingMix, ownerIdOf, userIdOf, type RawEvent } from '../race/workload.ts'
import { SECRET_KEY } from './program.ts'
import { pause, within } from './wait.ts'
import { createAsk } from './ask.ts'
import { createWishes, type Wishes } from './wishes.ts'

/**
 * What a platform's senders do while servers die: each sends its people's events in order, keeps what came back, and sends again with the
 * same ids what it got no answer for, sometimes in other pieces, sometimes twice at once. What they recorded is all that check.ts knows.
 */

export interface LoadOptions {
  readonly seed: string
  readonly clients: number
  /** of each client: nobody else sends for them, so the order of their events is known */
  readonly people: number
  readonly clubs: number
  readonly batch: number
  /** the servers that can be asked now; a client whose call failed asks the next */
  targets(): readonly string[]
  /** a call without an answer for so long is given up: its outcome is unknown */
  readonly patienceMs?: number
}

/** How an event was answered the first time that an answer arrived. */
export interface Recorded {
  readonly event: RawEvent
  readonly status: string
  readonly code: string | null
}

export interface Load {
  readonly clubs: number
  /** Registers owners and members; every member has joined before the first event. */
  prepare(): Promise<void>
  begin(): void
  /** events with an answer so far */
  acknowledged(): number
  /** calls without an answer so far */
  unknown(): number
  /** Resolves once so many more calls were refused for now (429, 503); rejects after `boundMs`. */
  refused(calls: number, boundMs: number): Promise<void>
  /** Resolves once so many events have an answer; rejects after `boundMs`. */
  reach(events: number, boundMs: number): Promise<void>
  /** Milliseconds until every client has an answer to a call that it made after now; rejects after `boundMs`. */
  recovered(boundMs: number): Promise<number>
  /** Lets every client settle what it holds. */
  end(boundMs: number): Promise<void>
  /** Each client's events in the order in which they were settled, deliveries of the same event more than once included. */
  readonly sent: readonly (readonly RawEvent[])[]
  /** by event id, which is unique here */
  readonly records: ReadonlyMap<string, Recorded>
  readonly users: readonly (readonly string[])[]
  /** what no server may ever answer */
  readonly problems: readonly string[]
  /** claims, coupons, packets, draws and money beside the events */
  readonly wishes: Wishes
}

const HOURS_BACK = 36
const PAUSE_MS = 1_000
const RETRY_PAUSE_MS = 25
const RETRY_PAUSE_MOST_MS = 250
const PATIENCE_MS = 5_000
/** Not accepted, by the contract: nothing has happened, come again. */
const REFUSALS = [429, 503]
const PROBLEMS_MOST = 20

interface EventResult {
  readonly id: string
  readonly status: string
  readonly code?: string
}

/** A client's own people: the same number is somebody else at another client. */
const personOf = (client: number, userId: string): string => `c${client}-${userId}`

export interface Api {
  /** The answer of a call that must succeed. */
  <T>(method: string, path: string, body?: unknown): Promise<T>
}

/** Calls a server with the platform's key; throws for every answer that is not 2xx. */
export function apiOf(url: string): Api {
  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${SECRET_KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
}

/** Waits for an answer to each client's next call. */
interface Ticket {
  readonly since: number
  readonly missing: Set<number>
  readonly done: (milliseconds: number) => void
}

/** Clients over the servers of `targets`; nothing is sent before `prepare` and `begin`. */
export function createLoad(options: LoadOptions): Load {
  const from = Date.now() - HOURS_BACK * 3_600_000
  const sent: RawEvent[][] = Array.from({ length: options.clients }, () => [])
  const users = sent.map((_, client) =>
    Array.from({ length: options.people }, (_u, n) => personOf(client, userIdOf(n))),
  )
  const records = new Map<string, Recorded>()
  const applied = new Set<string>()
  const problems: string[] = []
  const goals = new Set<() => void>()
  const tickets = new Set<Ticket>()
  let unknown = 0
  let refusals = 0
  let ending = false
  let running: Promise<unknown> = Promise.resolve()

  const report = (words: string): void => {
    if (problems.length < PROBLEMS_MOST) problems.push(words)
  }

  /** One call; null: no answer, or none that says what happened. */
  async function attempt(
    client: number,
    url: string,
    events: readonly RawEvent[],
  ): Promise<readonly EventResult[] | null> {
    const since = performance.now()
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS),
      })
      text = await response.text()
    } catch {
      unknown += 1
      return null
    }
    if (REFUSALS.includes(response.status)) {
      refusals += 1
      for (const look of goals) look()
      return null
    }
    if (response.status !== 200) {
      report(`an answer that no fault excuses: ${response.status} ${text.slice(0, 200)}`)
      return null
    }
    for (const ticket of tickets) {
      if (since < ticket.since) continue
      ticket.missing.delete(client)
      if (ticket.missing.size === 0) ticket.done(performance.now() - ticket.since)
    }
    return (JSON.parse(text) as { results: EventResult[] }).results
  }

  function record(events: readonly RawEvent[], results: readonly EventResult[]): void {
    if (results.length !== events.length) report(`${events.length} events, ${results.length} results`)
    for (const [index, event] of events.entries()) {
      const result = results[index]
      if (result?.id !== event.id) {
        report(`result ${index} is of ${result?.id ?? 'nothing'}, the event of ${event.id}`)
        continue
      }
      if (result.status === 'applied') {
        if (applied.has(event.id)) report(`${event.type} ${event.id} was answered "applied" twice`)
        applied.add(event.id)
      }
      if (!records.has(event.id)) records.set(event.id, { event, status: result.status, code: result.code ?? null })
    }
    for (const look of goals) look()
  }

  /** Sends until all of them have an answer; what is left is sent again in the same order. */
  async function settle(client: number, events: readonly RawEvent[], random: Random): Promise<void> {
    let left = events
    for (let failures = 0; left.length > 0;) {
      const urls = options.targets()
      const url = urls[(client + failures) % Math.max(1, urls.length)]
      const piece = failures > 0 && random.chance(0.5) ? left.slice(0, Math.ceil(left.length / 2)) : left
      const copies = random.chance(0.1) ? 2 : 1
      const answers =
        url === undefined ? [] : await Promise.all(Array.from({ length: copies }, () => attempt(client, url, piece)))
      const known = answers.filter((answer) => answer !== null)
      for (const answer of known) record(piece, answer)
      if (known.length > 0) left = left.slice(piece.length)
      else {
        failures += 1
        await pause(Math.min(RETRY_PAUSE_MOST_MS, RETRY_PAUSE_MS * failures))
      }
    }
    sent[client]?.push(...events)
  }

  /** an instant of each client's latest event: what it adds comes after */
  const latest = users.map(() => from)
  const wishes = createWishes({
    clubs: options.clubs,
    users,
    ask: createAsk({
      targets: () => options.targets(),
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      refused: REFUSALS,
      onRefused() {
        refusals += 1
        for (const look of goals) look()
      },
      onLost: () => void (unknown += 1),
      report,
    }),
    report,
    async payAndReturn(client, { user, club, orderId, fen }) {
      const amount = { value: fen, currency: 'CNY' }
      const about = { ownerId: ownerIdOf(club), orderId }
      const [paid, refunded] = [
        { ...about, amount, lines: [{ lineId: 'l1', productId: 'p-1', quantity: 1, amount }] },
        { ...about, refundId: `r-${orderId}`, amount },
      ].map((data, index): RawEvent => ({
        specversion: '1.0',
        id: `${orderId}-${index}`,
        source: 'load',
        type: index === 0 ? 'order.paid' : 'order.refunded',
        subject: user,
        time: new Date((latest[client] ?? from) + index).toISOString(),
        data,
      })) as [RawEvent, RawEvent]
      await settle(client, [paid, refunded], createRandom(`${options.seed}/${orderId}`))
    },
  })

  async function send(client: number): Promise<void> {
    const random = createRandom(`${options.seed}/sender ${client}`)
    const wishing = createRandom(`${options.seed}/wisher ${client}`)
    const workload = createWorkload({
      seed: random.below(1_000_000_000),
      clubs: options.clubs,
      people: options.people,
      active: options.people,
      eventsEach: 1_000,
      from,
      pause: PAUSE_MS,
      duplicates: 0.05,
      mix: everythingMix,
    })
    while (!ending) {
      const batch = workload.take(random.between(1, options.batch)).map((event) => ({
        ...event,
        id: `${client}-${event.id}`,
        ...(event.subject === undefined ? {} : { subject: personOf(client, event.subject) }),
      }))
      await settle(client, batch, random)
      latest[client] = Date.parse(batch.at(-1)?.time ?? '') || (latest[client] ?? from)
      await wishes.some(client, wishing)
    }
  }

  /** Resolves when `met` says so after some answer. */
  function goal(met: () => boolean, boundMs: number, what: string): Promise<void> {
    let look: () => void = () => undefined
    const reached = new Promise<void>((resolve) => {
      look = () => {
        if (met()) resolve()
      }
      goals.add(look)
      look()
    })
    return within(reached, boundMs, what).finally(() => goals.delete(look))
  }

  return {
    clubs: options.clubs,
    async prepare() {
      const [url] = options.targets()
      if (url === undefined) throw new Error('no server to prepare')
      const api = apiOf(url)
      for (let club = 0; club < options.clubs; club += 1)
        await api('PUT', `/v1/owners/${ownerIdOf(club)}`, { kind: 'creator', name: `主播${club}`, mode: 'shopping' })
      // by history a member has joined when his first event happened
      const joins = users.flat().flatMap((subject) =>
        Array.from({ length: options.clubs }, (_, club) => ({
          specversion: '1.0',
          id: `join-${club}-${subject}`,
          source: 'joins',
          type: 'user.followed',
          subject,
          time: new Date(from - 3_600_000).toISOString(),
          data: { ownerId: ownerIdOf(club) },
        })),
      )
      await api('POST', '/v1/events?mode=history', joins)
      await wishes.prepare(createRandom(`${options.seed}/offers`))
    },
    begin() {
      running = Promise.all(sent.map((_, client) => send(client)))
    },
    acknowledged: () => records.size,
    unknown: () => unknown,
    reach: (events, boundMs) => goal(() => records.size >= events, boundMs, `${events} events answered`),
    refused(calls, boundMs) {
      const enough = refusals + calls
      return goal(() => refusals >= enough, boundMs, `${calls} calls refused`)
    },
    recovered(boundMs) {
      let ticket: Ticket | undefined
      const answered = new Promise<number>((resolve) => {
        ticket = { since: performance.now(), missing: new Set(sent.keys()), done: resolve }
        tickets.add(ticket)
      })
      return within(answered, boundMs, 'an answer for every client after the fault').finally(
        () => ticket !== undefined && tickets.delete(ticket),
      )
    },
    end(boundMs) {
      ending = true
      return within(running, boundMs, 'every client settled').then(() => undefined)
    },
    sent,
    records,
    users,
    problems,
    wishes,
  }
}
