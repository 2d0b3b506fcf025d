import { answerOf } from '../sdk/client.ts'
import type { Fan } from '../sim/cast.ts'
import { clubPlans } from '../sim/clubs.ts'
import { worldEvent } from '../sim/happening.ts'
import { createShow, type Show } from '../sim/show.ts'
import { HOUR } from '../src/lib/time.ts'
import { readClock } from './clock.ts'
import { openGroups, type GroupTalk } from './groups.ts'
import { createPerks } from './perks.ts'
import { pause, play, sendEvents, type Stagehand } from './play.ts'
import { createAskers } from './service.ts'

/** Often enough that the public screen flows, seldom enough that each call carries several events. */
const TICK_MS = 600
const AFTER_FAILURE_MS = 3_000
/** After a longer leap of the clock nobody catches up: the show begins anew. */
const LEAP_MOST = 2 * HOUR
const MEMBERS_A_PAGE = 200
const PAGES_MOST = 10

export interface LiveOptions {
  readonly seed: string
  readonly cast: readonly Fan[]
  readonly hourOf: (at: number) => number
}

/** Runs the show on the sandbox clock until the server stops; an error is told and the show goes on. */
export async function runLive(hand: Stagehand, options: LiveOptions): Promise<void> {
  const perks = createPerks(hand, options.seed)
  const askers = createAskers(hand, options.seed, options.cast)
  let show: Show | null = null
  let talk: GroupTalk | null = null
  let upTo = 0
  while (!hand.stopping()) {
    const began = performance.now()
    try {
      const { now } = await readClock(hand.client)
      if (show === null || now - upTo > LEAP_MOST) {
        const members = await allMembers(hand)
        show = await beginShow(hand, options, now, members)
        talk ??= await openGroups(hand, options.seed, members)
      }
      upTo = now
      const happenings = show.until(now)
      await play(hand, happenings)
      await perks.follow(happenings, now)
      await talk?.follow(now)
      await askers.ask(now)
      await pause(Math.max(50, TICK_MS - (performance.now() - began)))
    } catch (error) {
      if (hand.stopping()) return
      hand.log.warn({ err: error }, 'demo: the show stumbled and goes on')
      await pause(AFTER_FAILURE_MS)
    }
  }
}

type Members = ReadonlyMap<string, ReadonlySet<string>>

async function beginShow(
  hand: Stagehand,
  { seed, cast, hourOf }: LiveOptions,
  from: number,
  members: Members,
): Promise<Show> {
  await endSessions(hand, from)
  return createShow({ seed, clubs: clubPlans, cast, from, members, hourOf })
}

/** A room that was on air when the server stopped is off air now. */
async function endSessions(hand: Stagehand, at: number): Promise<void> {
  for (const { ownerId } of clubPlans) {
    const { live } = await answerOf(hand.client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } }))
    if (live === null) continue
    const data = { ownerId, sessionId: live.sessionId }
    await sendEvents(hand, [worldEvent(`end-${live.sessionId}`, at, { type: 'live.ended', data })])
  }
}

/** By club. */
async function allMembers(hand: Stagehand): Promise<Members> {
  const members = new Map<string, ReadonlySet<string>>()
  for (const { ownerId } of clubPlans) members.set(ownerId, await membersOf(hand, ownerId))
  return members
}

async function membersOf(hand: Stagehand, ownerId: string): Promise<ReadonlySet<string>> {
  const members = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MOST; page += 1) {
    const query = { limit: MEMBERS_A_PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await answerOf(
      hand.client.GET('/v1/clubs/{ownerId}/members', { params: { path: { ownerId }, query } }),
    )
    for (const { userId } of items) members.add(userId)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return members
}
