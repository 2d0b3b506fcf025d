import { fromInstant, toInstant } from '../lib/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Db, Queryable } from '../ports/db.ts'

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

/**
 * Sets the stored clock, forward only: whoever sets it at the same time takes turns. A clock never set before may begin anywhere.
 * @returns null when done, else the later instant that it shows already
 * @rule PLT-5
 */
export function moveClock(db: Db, now: number, rate: number, realNow: () => number): Promise<number | null> {
  return db.transaction(async (tx) => {
    const setting: ClockSetting = { now: toInstant(now), real: toInstant(realNow()), rate }
    const made = await tx.query(
      `insert into setting (key, value) values ('clock', $1::jsonb) on conflict (key) do nothing returning 1 as made`,
      [JSON.stringify(setting)],
    )
    if (made.length === 1) return null
    const rows = await tx.query<{ value: ClockSetting }>(`select value from setting where key = 'clock' for update`)
    const shown = shownBy(rows[0]?.value ?? setting, realNow())
    if (now < shown) return shown
    await tx.query(`update setting set value = $1::jsonb where key = 'clock'`, [JSON.stringify(setting)])
    return null
  })
}

/** The decision clock of a sandbox: in the store, so that it survives restarts and every node shows the same. */
export const sandboxClock = (db: Queryable, realNow: () => number): Clock => ({
  now: async (on = db) => shownBy(await readClock(on), realNow()),
})
