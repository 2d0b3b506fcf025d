import type { Queryable } from '../ports/db.ts'
import { checkpointForm, type Checkpoint } from './target.ts'

const settingOf = (key: string): string => `import:${key}`

/** The position a stopped import left, or null. */
export async function loadCheckpoint(on: Queryable, key: string): Promise<Checkpoint | null> {
  const rows = await on.query<{ value: unknown }>('select value from setting where key = $1', [settingOf(key)])
  const row = rows[0]
  return row === undefined ? null : checkpointForm.parse(row.value)
}

/**
 * Keeps a position that follows the one before.
 * @param from the position this process believes in; two imports of one file at once are found here, and the second stops
 * @returns false when another process moved it
 */
export async function saveCheckpoint(
  on: Queryable,
  key: string,
  from: number,
  checkpoint: Checkpoint,
): Promise<boolean> {
  const rows = await on.query(
    `insert into setting as s (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = excluded.value where (s.value->>'position')::int8 = $3::int8
     returning 1`,
    [settingOf(key), JSON.stringify(checkpoint), from],
  )
  return rows.length > 0
}
