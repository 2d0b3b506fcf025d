import type { Db } from '../../ports/db.ts'
import type { MediaStorage } from '../../ports/media.ts'
import { errorText } from './report.ts'
import type { CatalogObject } from './catalog.ts'
import { areas, finding, found, type Area, type Finding } from './finding.ts'
import { checkMediaBytes } from './media.ts'
import { checkSchema, type KnownMigration } from './schema.ts'
import { checkSecrets, judgeServer, readServer } from './settings.ts'
import { checkSums } from './sums.ts'
import { checkWork, workBounds, type WorkBounds } from './work.ts'

/** Room on the disk of the store, bytes. */
export interface DiskRoom {
  readonly path: string
  readonly free: number
}

export interface DoctorParts {
  readonly db: Db
  /** of this program, in order */
  readonly migrations: readonly KnownMigration[]
  /** what exactly these migrations make */
  fresh(numbers: ReadonlySet<number>): Promise<readonly CatalogObject[]>
  /** null: it lies on a machine that is not this one */
  disk(): Promise<DiskRoom | null>
  /** places in the outbox that another server gave; null: none */
  foreign(): Promise<{ readonly places: number; readonly highest: string; readonly reached: string } | null>
  /** where pictures and videos lie */
  readonly media?: MediaStorage
  /** null: this process does not know the deployment's key */
  readonly opens: ((sealed: string, connectionId: string) => boolean) | null
  /** IANA zone of business days */
  readonly timeZone: string
  /** sessions that a node opens on PostgreSQL */
  readonly sessionsWanted: number
  readonly realNow: () => number
  /** monotonic milliseconds */
  readonly monotonic: () => number
  readonly workBounds?: WorkBounds
}

export interface DoctorReport {
  readonly store: Db['kind']
  readonly findings: readonly Finding[]
  /** how long each area took, ms */
  readonly milliseconds: Readonly<Record<Area, number>>
}

/** Less room than this, or than a tenth of what the store holds, is told. */
const DISK_BYTES_MIN = 1_000_000_000
const DISK_SHARE = 10

/**
 * Reads a store and tells what is wrong with it. Nothing is written; an area that cannot be looked at is told, and the others go on.
 */
export async function examine(parts: DoctorParts): Promise<DoctorReport> {
  const { db } = parts
  const looks: Readonly<Record<Area, () => Promise<readonly Finding[]>>> = {
    schema: () => checkSchema(db, parts.migrations, parts.fresh),
    sums: () => checkSums(db, parts.timeZone),
    work: async () => [
      ...(await checkForeign(parts)),
      ...(await checkWork(db, parts.realNow(), parts.workBounds ?? workBounds)),
    ],
    async settings() {
      const picture = await readServer(db)
      const judged = judgeServer(db.kind, picture, parts.realNow(), parts.sessionsWanted)
      return [...judged, ...(parts.opens === null ? [] : await checkSecrets(db, parts.opens))]
    },
    media: async () => (parts.media === undefined ? [] : checkMediaBytes(db, parts.media)),
    disk: async () => judgeDisk(await parts.disk(), await storeBytes(db)),
  }
  const findings: Finding[] = []
  const milliseconds: Record<string, number> = {}
  for (const area of areas) {
    const begun = parts.monotonic()
    try {
      findings.push(...(await looks[area]()))
    } catch (error) {
      findings.push(finding('not_checked', { subject: area, examples: [errorText(error)] }))
    }
    milliseconds[area] = Math.round(parts.monotonic() - begun)
  }
  return { store: db.kind, findings, milliseconds: milliseconds as DoctorReport['milliseconds'] }
}

async function checkForeign(parts: DoctorParts): Promise<readonly Finding[]> {
  const foreign = await parts.foreign()
  if (foreign === null) return []
  const { places, highest, reached } = foreign
  return found('outbox_foreign', [`${places} places, up to transaction ${highest}, here it is ${reached}`], places)
}

async function storeBytes(db: Db): Promise<number> {
  const [row] = await db.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  return row?.bytes ?? 0
}

/** Whether the store has room to go on. Pure. */
export function judgeDisk(room: DiskRoom | null, bytes: number): readonly Finding[] {
  if (room === null) return [finding('disk_unknown')]
  const wanted = Math.max(DISK_BYTES_MIN, Math.ceil(bytes / DISK_SHARE))
  if (room.free >= wanted) return []
  const mb = (value: number): string => `${Math.floor(value / 1_000_000)} MB`
  return [finding('disk_low', { examples: [`${room.path}: ${mb(room.free)} free, ${mb(wanted)} wanted`] })]
}
