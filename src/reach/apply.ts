import { Temporal } from 'temporal-polyfill'
import { reachDefaults, type ClubSwitches, type QuietHours, type ReachSwitches } from '../contract/reach.ts'
import { reachZone, type GroupMessageChoice, type ReachKind } from '../contract/reach-kinds.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time.ts'

/** How each kind travels: `seconds` a push service keeps it for a device that is away (RFC 8030 TTL), how urgent it is, and whether it still matters after quiet hours. */
export interface Manner {
  readonly seconds: number
  readonly urgency: 'low' | 'normal' | 'high'
  readonly waits: boolean
}

/** What is over in the morning is not told in the morning. */
export const manners: Readonly<Record<ReachKind, Manner>> = {
  liveStarts: { seconds: HOUR / SECOND, urgency: 'high', waits: false },
  videos: { seconds: DAY / SECOND, urgency: 'normal', waits: true },
  notices: { seconds: DAY / SECOND, urgency: 'high', waits: true },
  groupMessages: { seconds: (6 * HOUR) / SECOND, urgency: 'normal', waits: false },
  benefits: { seconds: DAY / SECOND, urgency: 'normal', waits: true },
  redPackets: { seconds: HOUR / SECOND, urgency: 'high', waits: false },
  privateMessages: { seconds: DAY / SECOND, urgency: 'high', waits: true },
  levelUps: { seconds: DAY / SECOND, urgency: 'low', waits: true },
}

/** What a user chose: everywhere, and for the club a push is of. */
export interface Chosen {
  readonly everywhere: ClubSwitches | null
  readonly club: ClubSwitches | null
  readonly quiet: QuietHours | null
}

/** What holds for a club: its own word, else the one for all, else the default. */
export function switchesFor({ everywhere, club }: Pick<Chosen, 'everywhere' | 'club'>): ReachSwitches {
  const of = <K extends ReachKind>(kind: K): ReachSwitches[K] =>
    (club?.[kind] ?? everywhere?.[kind] ?? reachDefaults[kind]) as ReachSwitches[K]
  return {
    liveStarts: of('liveStarts'),
    videos: of('videos'),
    notices: of('notices'),
    groupMessages: of('groupMessages'),
    benefits: of('benefits'),
    redPackets: of('redPackets'),
    privateMessages: of('privateMessages'),
    levelUps: of('levelUps'),
  }
}

/** Which of the wishes about groups' messages a push is for. */
export type SaidTo = Exclude<GroupMessageChoice, 'none'>

/** Whether he wants it. @param said of `groupMessages`: `mentions` names him, `all` is for who wants everything */
export function wants(chosen: Pick<Chosen, 'everywhere' | 'club'>, kind: ReachKind, said: SaidTo | null): boolean {
  const switches = switchesFor(chosen)
  if (kind !== 'groupMessages') return switches[kind]
  return switches.groupMessages === 'all' || (switches.groupMessages === 'mentions' && said === 'mentions')
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * When quiet hours that hold at `now` end, UTC ms; null: they do not hold. The clock is the user's wall clock, whatever it does in a night when it is put
 * forward or back; from `from` on it is quiet, at `to` no more.
 */
export function quietUntil(quiet: QuietHours | null, now: number): number | null {
  if (quiet === null) return null
  const local = wallClock(now, quiet.timeZone)
  const [at, from, to] = [local.hour * 60 + local.minute, minutesOf(quiet.from), minutesOf(quiet.to)]
  const holds = from < to ? at >= from && at < to : at >= from || at < to
  if (!holds) return null
  const day = from < to || at < to ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  return clockReaches(day.toPlainDateTime(Temporal.PlainTime.from(quiet.to)), local.timeZoneId, now)
}

/** A user's clock; a zone that this Node does not know (any more) is the default one: no user's word holds up what others are told. */
function wallClock(now: number, timeZone: string): Temporal.ZonedDateTime {
  const at = Temporal.Instant.fromEpochMilliseconds(now)
  try {
    return at.toZonedDateTimeISO(timeZone)
  } catch {
    return at.toZonedDateTimeISO(reachZone)
  }
}

/** The first instant after `now` at which a zone's clock shows a time or, where that night leaves it out, a later one. */
function clockReaches(wanted: Temporal.PlainDateTime, timeZone: string, now: number): number {
  const first = wanted.toZonedDateTime(timeZone)
  if (!first.toPlainDateTime().equals(wanted)) {
    const forward = first.getTimeZoneTransition('previous')
    if (forward !== null) return forward.epochMilliseconds
  }
  // put back, the clock shows it twice
  return first.epochMilliseconds > now
    ? first.epochMilliseconds
    : wanted.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds
}

/** When a push may sound, UTC ms; null: never. @rule GRP-7 */
export function soundsAt(chosen: Chosen, kind: ReachKind, said: SaidTo | null, now: number): number | null {
  if (!wants(chosen, kind, said)) return null
  if (chosen.quiet === null || chosen.quiet.passes.includes(kind)) return now
  const until = quietUntil(chosen.quiet, now)
  if (until === null) return now
  return manners[kind].waits ? until : null
}

/** Pauses before another attempt, in ms; then a device misses it. */
export const retryPauses: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR]
const JITTER = 0.2

/**
 * When what failed is tried again, UTC ms, or null: given up, also where it would be of no use any more by then.
 * @param attempts how many were made
 * @param random from 0 to 1
 * @param retryAfter what the push service asked for, ms
 */
export function triedAgainAt(
  attempts: number,
  { now, random, retryAfter, endsAt }: { now: number; random: number; retryAfter: number | null; endsAt: number },
): number | null {
  const pause = retryPauses[attempts - 1]
  if (pause === undefined) return null
  const at = now + Math.max(Math.round(pause * (1 + JITTER * random)), retryAfter ?? 0)
  return at < endsAt ? at : null
}
