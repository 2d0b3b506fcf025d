import { fromInstant, toInstant } from '../lib/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Queryable } from '../ports/db.ts'

/** The sandbox clock as stored: at the real instant `real` it showed `now`; since then it runs `rate` times as fast (PLT-5). */
export interface ClockSetting {
  readonly now: string
  readonly real: string
  readonly rate: number
}

/** A clock that runs fast stops here: beyond, an instant has no RFC 3339 form and the store does not read it back. */
const LAST_INSTANT = Date.UTC(9999, 0)

/** What a stored clock shows. @param realNow UTC ms of the machine */
export function shownBy(setting: ClockSetting | null, realNow: number): number {
  if (setting === null) return realNow
  const shown = fromInstant(setting.now) + (realNow - fromInstant(setting.real)) * setting.rate
  return Math.min(Math.floor(shown), LAST_INSTANT)
}

/** Reads the stored clock; null until it was set for the first time. */
export async function readClock(on: Queryable): Promise<ClockSetting | null> {
  const rows = await on.query<{ value: ClockSetting }>(`select value from setting where key = 'clock'`)
  return rows[0]?.value ?? null
}

/** Stores the clock. */
export async function writeClock(on: Queryable, now: number, rate: number, realNow: number): Promise<void> {
  const setting: ClockSetting = { now: toInstant(now), real: toInstant(realNow), rate }
  await on.query(
    `insert into setting (key, value) values ('clock', $1::jsonb) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(setting)],
  )
}

/** The decision clock of a sandbox: in the store, so that it survives restarts and every node shows the same. */
export const sandboxClock = (db: Queryable, realNow: () => number): Clock => ({
  now: async (on = db) => shownBy(await readClock(on), realNow()),
})
