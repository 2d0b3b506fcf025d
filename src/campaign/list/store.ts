import { growRoot } from '../../contract/draw.ts'
import type { Queryable } from '../../ports/db.ts'

/** The list of a record: entries' hashes as they lie, read a piece at a time. */

/** Entries read and worked on at once: a few milliseconds, between which the node does other work. */
const ENTRIES_AT_ONCE = 1_000
const HASH_BYTES = 32

/** The hashes of entries in ascending order, which is that of the record's list: many of 32 bytes one after another, a piece at a time. */
async function* entryHashes(on: Queryable, campaignNo: number): AsyncGenerator<Uint8Array> {
  let after: Uint8Array = new Uint8Array()
  for (;;) {
    const [row] = await on.query<{ hashes: Uint8Array | null }>(
      `select string_agg(hash, ''::bytea order by hash) as hashes from (
         select hash from campaign_entry where campaign_no = $1::int4 and hash > $2::bytea order by hash limit ${ENTRIES_AT_ONCE}) as e`,
      [campaignNo, after],
    )
    const hashes = row?.hashes ?? new Uint8Array()
    if (hashes.length > 0) yield hashes
    if (hashes.length < ENTRIES_AT_ONCE * HASH_BYTES) return
    after = hashes.subarray(-HASH_BYTES)
  }
}

/** Root of a campaign's entries as they lie, and how many they are. */
export async function readRoot(on: Queryable, campaignNo: number): Promise<{ root: string; entries: number }> {
  const tree = growRoot()
  let entries = 0
  for await (const hashes of entryHashes(on, campaignNo))
    for (let at = 0; at < hashes.length; at += HASH_BYTES, entries += 1) tree.add(hashes.subarray(at, at + HASH_BYTES))
  return { root: tree.root(), entries }
}

/** The record's list, hex. */
export async function readEntryList(on: Queryable, campaignNo: number): Promise<string[]> {
  const list: string[] = []
  for await (const hashes of entryHashes(on, campaignNo)) list.push(...hexOf(hashes))
  return list
}

/** Entries that were taken out at the closing, hex, ascending. */
export async function readRemoved(on: Queryable, campaignNo: number): Promise<string[]> {
  const [row] = await on.query<{ removed: Uint8Array | null }>(
    'select removed_entries as removed from campaign where campaign_no = $1::int4',
    [campaignNo],
  )
  return hexOf(row?.removed ?? new Uint8Array())
}

/** Each of hashes that lie one after another. */
function hexOf(hashes: Uint8Array): string[] {
  const text = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength).toString('hex')
  const list: string[] = []
  for (let at = 0; at < text.length; at += 2 * HASH_BYTES) list.push(text.slice(at, at + 2 * HASH_BYTES))
  return list
}
