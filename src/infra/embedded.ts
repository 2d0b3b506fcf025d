import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { lockDataFolder } from './data-lock.ts'
import { openPglite } from './pglite.ts'
import type { PgliteDb } from './pglite.ts'

/** The major version of the PostgreSQL inside the pinned PGlite; its file format changes with it. */
export const EMBEDDED_POSTGRES_MAJOR = 18
/** Of the data folder: what lies where. */
const FOLDER_FORMAT = 1

const markerForm = z.object({ format: z.number().int(), store: z.string(), postgresMajor: z.number().int() })

export interface EmbeddedStore {
  readonly db: PgliteDb
  /** The store was made by this start: empty. */
  readonly isNew: boolean
}

/** A rename is on disk when its folder is. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** PGlite copies a new cluster into place without asking the disk; before the folder counts as a store, all of it must be there. */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) await syncPath(join(entry.parentPath, entry.name))
  }
  await syncPath(folder)
}

async function writeMarker(file: string): Promise<void> {
  const marker = { format: FOLDER_FORMAT, store: 'pglite', postgresMajor: EMBEDDED_POSTGRES_MAJOR }
  await writeFile(`${file}.part`, `${JSON.stringify(marker)}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.part`, file)
}

function otherVersion(dataFolder: string, what: string): Fault {
  return new Fault(
    `数据目录 ${dataFolder} 由其他版本创建(${what}),本程序内置 PostgreSQL ${EMBEDDED_POSTGRES_MAJOR};请用原版本打开,或用 TIEFEN_DATA 指定别的目录 · ` +
      `The data folder ${dataFolder} was made by another version (${what}); this program holds PostgreSQL ${EMBEDDED_POSTGRES_MAJOR}. ` +
      'Open it with the program that made it, or name another folder in TIEFEN_DATA',
  )
}

async function refuseOtherVersions(dataFolder: string, store: string, markerFile: string): Promise<void> {
  if (existsSync(markerFile)) {
    const text = await readFile(markerFile, 'utf8')
    const marker = markerForm.safeParse(parseJson(text))
    if (!marker.success) throw otherVersion(dataFolder, 'tiefen-store.json')
    const { format, store: kind, postgresMajor } = marker.data
    if (format !== FOLDER_FORMAT || kind !== 'pglite' || postgresMajor !== EMBEDDED_POSTGRES_MAJOR) {
      throw otherVersion(dataFolder, `${kind} ${postgresMajor}, format ${format}`)
    }
  }
  if (!existsSync(store)) return
  const major = existsSync(join(store, 'PG_VERSION')) ? (await readFile(join(store, 'PG_VERSION'), 'utf8')).trim() : '?'
  if (major !== String(EMBEDDED_POSTGRES_MAJOR)) throw otherVersion(dataFolder, `PostgreSQL ${major}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Makes an empty cluster aside and moves it into place whole: a start that is killed leaves only litter, removed by the next. */
async function makeStore(dataFolder: string, store: string, log: Log): Promise<void> {
  const litter = (await readdir(dataFolder)).filter((name) => name.startsWith('store.new-'))
  await Promise.all(litter.map((name) => rm(join(dataFolder, name), { recursive: true, force: true })))
  if (existsSync(store)) return
  const fresh = join(dataFolder, `store.new-${randomUUID()}`)
  const db = await openPglite({ dataDir: fresh, log })
  await db.close()
  await syncTree(fresh)
  await rename(fresh, store)
  await syncPath(dataFolder)
}

/**
 * Opens the embedded store of a data folder, made when absent: `store/` (the cluster), `tiefen-store.json` (which program may open it) and
 * `lock/`. Holds the folder until `db.close()`.
 * @throws Fault in plain words when the folder is in use or of another version
 */
export async function openEmbedded(folder: string, log: Log): Promise<EmbeddedStore> {
  const dataFolder = resolve(folder)
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const lock = await lockDataFolder(dataFolder)
  try {
    const store = join(dataFolder, 'store')
    const markerFile = join(dataFolder, 'tiefen-store.json')
    await refuseOtherVersions(dataFolder, store, markerFile)
    const isNew = !existsSync(store)
    await makeStore(dataFolder, store, log)
    if (!existsSync(markerFile)) await writeMarker(markerFile)
    const db = await openPglite({ dataDir: store, log })
    return { isNew, db: { ...db, close: () => db.close().finally(() => lock.release()) } }
  } catch (error) {
    await lock.release()
    throw error
  }
}
