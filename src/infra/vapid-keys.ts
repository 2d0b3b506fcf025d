import type { Db } from '../ports/db.ts'
import { areVapidKeys, newVapidKeys, type VapidKeys } from './push-crypto.ts'

/** Keeps the private key unreadable in the store. */
export interface KeyBox {
  seal(secrets: Readonly<Record<string, string>>, boundTo: string): string
  open(sealed: string, boundTo: string): Readonly<Record<string, string>> | null
}

interface Kept {
  readonly publicKey: string
  /** the private one, sealed */
  readonly sealed: string
}

const NAME = 'pushKeys'

/**
 * The pair by which push services know this deployment: as the operator says, else made once and kept in the store, sealed. Browsers subscribe with it,
 * so it must not change by itself; null: the deployment's secret key is another one since, and nothing can be signed.
 */
export async function openVapidKeys(db: Db, box: KeyBox, given: VapidKeys | null): Promise<VapidKeys | null> {
  if (given !== null) return given
  const made = newVapidKeys()
  const fresh: Kept = { publicKey: made.publicKey, sealed: box.seal({ privateKey: made.privateKey }, NAME) }
  const read = () => db.query<{ value: Kept }>('select value from setting where key = $1', [NAME])
  let [row] = await read()
  if (row === undefined) {
    // of several nodes that start at once the first to write wins, and all read the same
    await db.query('insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do nothing', [
      NAME,
      JSON.stringify(fresh),
    ])
    ;[row] = await read()
  }
  if (row === undefined) return null
  const privateKey = box.open(row.value.sealed, NAME)?.['privateKey']
  const keys = privateKey === undefined ? null : { publicKey: row.value.publicKey, privateKey }
  return keys !== null && areVapidKeys(keys) ? keys : null
}
