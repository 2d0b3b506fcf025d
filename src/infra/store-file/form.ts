import { createHash } from 'node:crypto'
import { z } from 'zod'

/**
 * A store as a file: gzip of lines. The first is the header; then, table by table, a line a row (a JSON array of the columns' texts in
 * PostgreSQL's own form, null for null) and a line that closes the table with its rows and their SHA-256; the last closes the file with the
 * SHA-256 of everything before. A file that lacks a line or a byte is found out before anything is committed.
 */
export const FILE_FORMAT = 'tiefen-store'
/** Of this description; a program reads what it knows. */
export const FILE_VERSION = 1

const migrationForm = z.object({ number: z.number().int(), name: z.string(), sha256: z.string() })

const tableForm = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
  rows: z.number().int().nonnegative(),
})

const counterForm = z.object({
  table: z.string(),
  column: z.string(),
  last: z.string().regex(/^\d+$/),
  called: z.boolean(),
})

export const headerForm = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  /** version of the program that wrote it */
  program: z.string(),
  /** RFC 3339 */
  exportedAt: z.string(),
  store: z.enum(['pglite', 'postgres']),
  migrations: z.array(migrationForm).min(1),
  tables: z.array(tableForm),
  /** identity columns: the last number given, and whether it was given */
  counters: z.array(counterForm),
})
export type FileHeader = z.infer<typeof headerForm>
export type FileTable = z.infer<typeof tableForm>

/** Closes a table. */
export const tableEndForm = z.object({ table: z.string(), rows: z.number().int(), sha256: z.string() })
/** Closes the file. */
export const fileEndForm = z.object({ end: z.literal(FILE_FORMAT), rows: z.number().int(), sha256: z.string() })

/** What is wrong with a file, or with the store it is for, in plain words; nothing was changed. */
export class StoreFileProblem extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} · ${en}`)
    this.name = 'StoreFileProblem'
  }
}

/** What a header says that this program or store cannot take; a damaged header may say anything, so it is told only of a file that is whole. */
export class HeaderProblem extends StoreFileProblem {}

/** A file that is not whole. */
export const damaged = (what: string): StoreFileProblem =>
  new StoreFileProblem(`文件已损坏(${what}),未写入任何数据`, `The file is damaged (${what}); nothing was written`)

/** Running SHA-256 of lines, each with its end. */
export function lineHash() {
  const hash = createHash('sha256')
  return {
    add: (line: string): void => void hash.update(line).update('\n'),
    hex: (): string => hash.copy().digest('hex'),
  }
}
