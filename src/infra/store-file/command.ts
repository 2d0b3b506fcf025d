import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Fault } from '../../ports/db.ts'
import type { Db } from '../../ports/db.ts'
import { MigrationProblem } from '../migrate.ts'
import { exportStore, type ExportParts, type ExportReport } from './export.ts'
import { StoreFileProblem } from './form.ts'
import { importStore, type ImportParts } from './import.ts'

/** Exit codes: 0 done, 1 the world failed, 2 wrong use, or a file or store that does not fit. Whatever it is, no store is half filled. */
const EXIT = { done: 0, failed: 1, refused: 2 } as const

const EXPORT_USAGE = `npm run --silent tiefen -- export FILE|-
  writes the store of DATABASE_URL or TIEFEN_DATA, as one consistent picture, to a compressed file (mode 0600) or to standard output.
  A PostgreSQL store may be in use meanwhile; for the embedded one stop the server first.
`
const IMPORT_USAGE = `npm run --silent tiefen -- import --store FILE|-
  fills the empty store of DATABASE_URL or TIEFEN_DATA from a file of tiefen export, in one transaction.
`

/** What the commands need of the program around them. */
export interface StoreFileCommandParts {
  /** opens the store of the configuration, not migrated */
  open(): Promise<Db>
  readonly err: (text: string) => void
  readonly standardOutput: NodeJS.WriteStream
  readonly standardInput: AsyncIterable<Uint8Array>
}

/**
 * `tiefen export FILE|-`.
 * @returns the exit code
 */
export async function exportCommand(
  argv: readonly string[],
  parts: StoreFileCommandParts & { readonly export: ExportParts },
): Promise<number> {
  const file = readFileName(argv, {})
  if (file === null) return refuse(parts, EXPORT_USAGE)
  return run(parts, async (db) => {
    const report =
      file === '-'
        ? await exportStore(db, parts.standardOutput, false, parts.export)
        : await exportToFile(db, file, parts.export)
    parts.err(
      `已导出 ${report.tables} 张表 ${report.rows} 行 · exported ${report.rows} rows of ${report.tables} tables\n` +
        '文件含有个人资料和密钥的散列,请像数据库一样保管 · the file holds what the store holds: guard it like the store\n',
    )
  })
}

/** Written aside and renamed when it is on disk whole: a file of that name is complete. */
async function exportToFile(db: Db, file: string, parts: ExportParts): Promise<ExportReport> {
  const part = `${file}.part`
  await rm(part, { force: true })
  try {
    const report = await exportStore(
      db,
      createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }),
      true,
      parts,
    )
    await rename(part, file)
    return report
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/**
 * `tiefen import --store FILE|-`.
 * @returns the exit code
 */
export async function importStoreCommand(
  argv: readonly string[],
  parts: StoreFileCommandParts & { readonly import: ImportParts },
): Promise<number> {
  const file = readFileName(argv, { store: { type: 'boolean' } })
  if (file === null) return refuse(parts, IMPORT_USAGE)
  return run(parts, async (db) => {
    const { header, rows } = await importStore(
      db,
      file === '-' ? parts.standardInput : createReadStream(file),
      parts.import,
    )
    parts.err(
      `已恢复 ${rows} 行(导出于 ${header.exportedAt})· restored ${rows} rows (exported ${header.exportedAt})\n` +
        '请用同一个 TIEFEN_SECRET_KEY 启动,否则平台对接和回调的密钥打不开;打开着的页面会自动重新读取 · ' +
        'start with the same TIEFEN_SECRET_KEY, or secrets of connections and webhooks do not open; open pages fetch anew by themselves\n',
    )
  })
}

function readFileName(argv: readonly string[], options: Record<string, { type: 'boolean' }>): string | null {
  try {
    const { positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    return positionals.length === 1 ? (positionals[0] ?? null) : null
  } catch {
    return null
  }
}

function refuse({ err }: StoreFileCommandParts, words: string): number {
  err(words)
  return EXIT.refused
}

async function run(parts: StoreFileCommandParts, work: (db: Db) => Promise<void>): Promise<number> {
  let db: Db | null = null
  try {
    db = await parts.open()
    await work(db)
    return EXIT.done
  } catch (error) {
    if (error instanceof StoreFileProblem || error instanceof MigrationProblem)
      return refuse(parts, `${error.message}\n`)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (error instanceof Fault || /^E[A-Z]+$/.test(code)) {
      parts.err(`${error instanceof Error ? error.message : code}\n`)
      return EXIT.failed
    }
    throw error
  } finally {
    await db?.close()
  }
}
