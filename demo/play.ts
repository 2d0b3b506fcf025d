import { answerOf, type TiefenClient } from '../sdk/client.ts'
import { TiefenProblem } from '../sdk/problem.ts'
import type { Happening, WorldEvent } from '../sim/happening.ts'
import type { DemoLog } from './log.ts'

const EVENTS_A_CALL = 1_000
const CALLS_AT_ONCE = 6
const TRIES_MOST = 5
const WAIT_MS = 1_000

/** What the demo needs to make the world happen. */
export interface Stagehand {
  readonly client: TiefenClient
  readonly log: DemoLog
  /** true once the server is told to stop */
  stopping(): boolean
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A refusal by the rules; the world goes on. A full or resting server is asked again instead. */
const isRefusal = (error: unknown): boolean =>
  error instanceof TiefenProblem && error.status < 500 && error.status !== 429

/** Calls until the server answers; null where the rules refused. @throws what the last of several tries met */
export async function insist<T>(hand: Stagehand, call: () => Promise<T>): Promise<T | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call()
    } catch (error) {
      if (isRefusal(error)) return null
      if (tries >= TRIES_MOST || hand.stopping()) throw error
      await pause(WAIT_MS)
    }
  }
}

/** Sends events; each is judged by itself. */
export async function sendEvents(hand: Stagehand, events: readonly WorldEvent[], history = false): Promise<void> {
  for (let from = 0; from < events.length && !hand.stopping(); from += EVENTS_A_CALL) {
    const body = events.slice(from, from + EVENTS_A_CALL)
    const query = history ? { mode: 'history' as const } : {}
    const answer = await insist(hand, () => answerOf(hand.client.POST('/v1/events', { params: { query }, body })))
    const refused = answer?.results.find((result) => result.status === 'rejected')
    if (refused !== undefined) hand.log.warn({ refused, of: answer?.rejected }, 'demo: events were refused')
  }
}

/** Makes things happen through the public API, in order; what stands side by side is done at once. */
export async function play(hand: Stagehand, happenings: readonly Happening[]): Promise<void> {
  for (let from = 0; from < happenings.length && !hand.stopping();) {
    const first = happenings[from]
    let to = from + 1
    while (to < happenings.length && happenings[to]?.kind === first?.kind) to += 1
    const run = happenings.slice(from, to)
    if (first?.kind === 'event')
      await sendEvents(
        hand,
        run.flatMap((one) => (one.kind === 'event' ? [one.event] : [])),
      )
    else await atOnce(run, (one) => command(hand, one))
    from = to
  }
}

async function atOnce<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let one = list[next++]; one !== undefined; one = list[next++]) await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(CALLS_AT_ONCE, list.length) }, worker))
}

async function command(hand: Stagehand, happening: Happening): Promise<void> {
  await insist(hand, () => answer(hand.client, happening))
}

async function answer(client: TiefenClient, happening: Happening): Promise<unknown> {
  if (happening.kind === 'event') return null
  const { ownerId } = happening
  const path = { ownerId }
  switch (happening.kind) {
    case 'join': {
      const params = { path: { ownerId, userId: happening.userId } }
      return answerOf(client.PUT('/v1/clubs/{ownerId}/members/{userId}', { params, body: { scene: happening.scene } }))
    }
    case 'leave':
      return answerOf(
        client.DELETE('/v1/clubs/{ownerId}/members/{userId}', {
          params: { path: { ownerId, userId: happening.userId } },
        }),
      )
    case 'badgeName':
      return answerOf(
        client.POST('/v1/clubs/{ownerId}/badge-names', { params: { path }, body: { name: happening.name } }),
      )
    case 'badgeDecision':
      return decideBadge(client, happening)
    case 'modeChange': {
      const body = { to: happening.to, effectiveAt: new Date(happening.effectiveAt).toISOString() }
      return answerOf(client.POST('/v1/clubs/{ownerId}/mode-changes', { params: { path }, body }))
    }
    case 'purchaseTask':
      return answerOf(client.PUT('/v1/clubs/{ownerId}/purchase-task', { params: { path }, body: { on: happening.on } }))
    case 'correction': {
      const { userId, delta, reason } = happening
      // a past that is told a second time corrects nobody twice
      const params = { path: { ownerId, userId }, header: { 'Idempotency-Key': `demo-${ownerId}-${userId}` } }
      return answerOf(
        client.POST('/v1/clubs/{ownerId}/members/{userId}/corrections', { params, body: { delta, reason } }),
      )
    }
    case 'exclusion': {
      const params = { path: { ownerId, userId: happening.userId } }
      const body = { reason: happening.reason }
      return answerOf(client.PUT('/v1/clubs/{ownerId}/exclusions/{userId}', { params, body }))
    }
    default:
      return happening satisfies never
  }
}

async function decideBadge(
  client: TiefenClient,
  { ownerId, approve, reason }: Extract<Happening, { kind: 'badgeDecision' }>,
): Promise<void> {
  const waiting = await answerOf(client.GET('/v1/reviews', { params: { query: { status: 'waiting', limit: 200 } } }))
  for (const review of waiting.items.filter((one) => one.ownerId === ownerId)) {
    const body = { approve, ...(reason === undefined ? {} : { reason }) }
    const params = { path: { reviewId: review.reviewId } }
    await answerOf(client.POST('/v1/reviews/{reviewId}/decision', { params, body }))
  }
}
