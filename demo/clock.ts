import { answerOf, type TiefenClient } from '../sdk/client.ts'

/** What the sandbox clock shows. `now` is UTC ms, `rate` how many times as fast as real time. */
export interface ClockReading {
  readonly now: number
  readonly rate: number
}

/** Reads the sandbox clock. */
export async function readClock(client: TiefenClient): Promise<ClockReading> {
  const { now, rate } = await answerOf(client.GET('/v1/sandbox/clock'))
  return { now: Date.parse(now), rate }
}

/** Moves the sandbox clock. Code `clock_backwards`. */
export async function setClock(client: TiefenClient, { now, rate }: ClockReading): Promise<void> {
  await answerOf(client.PUT('/v1/sandbox/clock', { body: { now: new Date(now).toISOString(), rate } }))
}

/** What a reading shows some real milliseconds later. */
export const shownAfter = ({ now, rate }: ClockReading, realMilliseconds: number): number =>
  Math.floor(now + realMilliseconds * rate)
