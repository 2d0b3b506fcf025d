import { isTimeZone, zoneName } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'

/** A store that is held in another time zone than the one asked for. The process ends with `exitCode`, as for every bad setting. */
export class ZoneProblem extends Error {
  readonly exitCode = 2
  constructor(kept: string, asked: string) {
    super(
      `TIEFEN_TIME_ZONE: 这个数据库的自然日按 ${kept} 记账,不能改为 ${asked} · the business days of this store are those of ${kept}, not of ${asked}`,
    )
    this.name = 'ZoneProblem'
  }
}

// another ICU may call the same zone otherwise
const isSame = (kept: string, asked: string): boolean => isTimeZone(kept) && zoneName(kept) === zoneName(asked)

async function checkAgainst(on: Queryable, asked: string): Promise<void> {
  const [row] = await on.query<{ kept: string }>(`select value #>> '{}' as kept from setting where key = 'timeZone'`)
  if (row !== undefined && !isSame(row.kept, asked)) throw new ZoneProblem(row.kept, asked)
}

/**
 * Keeps the time zone of business days with the store: the first to ask decides, since the ledger's days can never be written again.
 * @param timeZone IANA
 * @throws ZoneProblem when the store has another
 */
export async function keepTimeZone(db: Db, timeZone: string): Promise<void> {
  await db.query(
    `insert into setting (key, value) values ('timeZone', to_jsonb($1::text)) on conflict (key) do nothing`,
    [timeZone],
  )
  await checkAgainst(db, timeZone)
}

/** The same without writing, for tools that only look: a store that keeps none yet, or has no tables, is nobody's. @throws ZoneProblem */
export async function checkTimeZone(db: Db, timeZone: string): Promise<void> {
  const [setting] = await db.query<{ there: boolean }>(`select to_regclass('setting') is not null as there`)
  if (setting?.there === true) await checkAgainst(db, timeZone)
}
