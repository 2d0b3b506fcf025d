import { answerOf } from '../sdk/client.ts'
import { TiefenProblem } from '../sdk/problem.ts'
import { clubPlans } from '../sim/clubs.ts'
import type { Happening } from '../sim/happening.ts'
import { makePast } from '../sim/past.ts'
import { DAY, type Calendar } from '../src/lib/time.ts'
import { readClock, setClock } from './clock.ts'
import { insist, play, sendEvents, type Stagehand } from './play.ts'
import { castOf, eveningAfter, eveningOf, openedAt, PAST_DAYS } from './world.ts'

/**
 * Turns the clock back to the day the clubs will be registered, so that the show can begin on this evening. Where the clock was set before,
 * time only goes forward, and the show begins the later.
 * @returns UTC ms of the show's evening
 */
export async function chooseEvening(hand: Stagehand, calendar: Calendar, realNow: number): Promise<number> {
  const tonight = eveningOf(calendar, realNow)
  try {
    await setClock(hand.client, { now: openedAt(tonight), rate: 0 })
    return tonight
  } catch (error) {
    if (!(error instanceof TiefenProblem) || error.code !== 'clock_backwards') throw error
    const { now } = await readClock(hand.client)
    return eveningAfter(calendar, now + (PAST_DAYS + 1) * DAY)
  }
}

/** Tells the world's past as it would have happened, the clock moving with it. Told again, it adds nothing. */
export async function playPast(
  hand: Stagehand,
  { seed, showStart }: { seed: string; showStart: number },
): Promise<void> {
  const opened = openedAt(showStart)
  const past = makePast({ seed, clubs: clubPlans, cast: castOf(seed), showStart, days: PAST_DAYS })
  await moveClock(hand, opened)
  for (const { ownerId, kind, name, firstMode } of clubPlans) {
    const params = { path: { ownerId } }
    await insist(hand, () =>
      answerOf(hand.client.PUT('/v1/owners/{ownerId}', { params, body: { kind, name, mode: firstMode } })),
    )
  }
  const [first, ...rest] = chapters(past.happenings)
  // names come first, so that whoever is read about has one
  if (first !== undefined) await playChapter(hand, first)
  await sendEvents(hand, past.imported, true)
  for (const chapter of rest) {
    if (hand.stopping()) return
    await playChapter(hand, chapter)
  }
}

interface Chapter {
  /** UTC ms: by then all of it has happened */
  readonly at: number
  readonly happenings: readonly Happening[]
}

/** Cuts the past at every instant at which somebody does what an event cannot say, so that the clock stands there when it is done. */
function chapters(happenings: readonly Happening[]): Chapter[] {
  const list: Chapter[] = []
  let current: Happening[] = []
  happenings.forEach((happening, index) => {
    current.push(happening)
    const next = happenings[index + 1]
    const ends = next === undefined || (next.at > happening.at && (happening.kind !== 'event' || next.kind !== 'event'))
    if (!ends) return
    list.push({ at: happening.at, happenings: current })
    current = []
  })
  return list
}

async function playChapter(hand: Stagehand, chapter: Chapter): Promise<void> {
  await moveClock(hand, chapter.at)
  await play(hand, chapter.happenings)
}

/** Refused where the clock is there already: a past told again. */
const moveClock = (hand: Stagehand, now: number): Promise<unknown> =>
  insist(hand, () => setClock(hand.client, { now, rate: 0 }))
