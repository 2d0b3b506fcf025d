import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Queryable } from '../../ports/db.ts'
import type { FileTable } from './form.ts'

/** What is known of each table beside the migrations that make it (`migrations/tables.json`). */
export interface TableNote {
  /** where it lies when PostgreSQL is spread over machines (docs/operate/scale.md): a column, everywhere, or on one alone */
  readonly class: 'reference' | 'local' | (string & {})
  /** rows that the first start writes, so that a store with no more than these is empty */
  readonly seeded?: boolean | undefined
  /** why it does not go into an exported store */
  readonly stays?: string | undefined
  /** columns that remember a place in the outbox */
  readonly outbox?: { readonly txid: string; readonly position?: string | undefined } | undefined
}

const notesForm = z.record(
  z.string(),
  z.strictObject({
    class: z.string(),
    seeded: z.boolean().optional(),
    stays: z.string().optional(),
    outbox: z.object({ txid: z.string(), position: z.string().optional() }).optional(),
  }),
)

/** Reads `tables.json` of the migrations' folder. */
export async function readTableNotes(folder: string): Promise<Readonly<Record<string, TableNote>>> {
  return notesForm.parse(JSON.parse(await readFile(`${folder}/tables.json`, 'utf8')))
}

/** The columns of our tables, generated ones left out, as far as the store has them. */
export async function readColumns(
  on: Queryable,
  notes: Readonly<Record<string, TableNote>>,
): Promise<readonly Omit<FileTable, 'rows'>[]> {
  const rows = await on.query<{ table: string; name: string; type: string }>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname = any ($1::text[])
     order by array_position($1::text[], c.relname::text), a.attnum`,
    [Object.entries(notes).flatMap(([name, { stays }]) => (stays === undefined ? [name] : []))],
  )
  const tables = new Map<string, { name: string; type: string }[]>()
  for (const { table, name, type } of rows) tables.set(table, [...(tables.get(table) ?? []), { name, type }])
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

/** An identifier in SQL; names come from our own migrations, never from input. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
