import { randomBytes } from 'node:crypto'
import type { Db } from '../ports/db.ts'

/** What a store calls itself among others: made once, 16 hex digits, no secret. The first to ask decides. */
export async function storeId(db: Db): Promise<string> {
  const made = randomBytes(8).toString('hex')
  await db.query(
    `insert into setting (key, value) values ('storeId', to_jsonb($1::text)) on conflict (key) do nothing`,
    [made],
  )
  const [row] = await db.query<{ value: string }>(`select value from setting where key = 'storeId'`)
  return row?.value ?? made
}
