import type { Db, Queryable } from '../ports/db.ts'

/** What the demo remembers in the store it made: nothing but this lets it begin again on one. */
export interface DemoMark {
  readonly seed: string
  /** UTC ms of decision time: the evening the show begins */
  readonly showStart: number
  /** `past`: its history is not all there yet */
  readonly stage: 'past' | 'show'
}

/** Reads the mark; null in a store that the demo did not make. */
export async function readDemoMark(on: Queryable): Promise<DemoMark | null> {
  const rows = await on.query<{ value: DemoMark }>(`select value from setting where key = 'demo'`)
  return rows[0]?.value ?? null
}

/** Writes the mark. */
export async function writeDemoMark(on: Queryable, mark: DemoMark): Promise<void> {
  await on.query(
    `insert into setting (key, value) values ('demo', $1::jsonb) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(mark)],
  )
}

/** Whether a store is without any club, so that the demo may make it its own. */
export async function isEmptyStore(db: Db): Promise<boolean> {
  const rows = await db.query<{ clubs: boolean }>('select exists (select 1 from club) as clubs')
  return rows[0]?.clubs !== true
}
