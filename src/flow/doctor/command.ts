import { parseArgs } from 'node:util'
import { Fault } from '../../ports/db.ts'
import { examine, type DoctorParts } from './doctor.ts'
import { isUnwell } from './finding.ts'
import { reportJson, reportText } from './report.ts'
import { readMigrationsRun } from './schema.ts'

/** Exit codes: 0 healthy (notes do not count), 1 something was found, 2 it could not run. */
const EXIT = { healthy: 0, unwell: 1, unable: 2 } as const

const USAGE = `npm run --silent tiefen -- doctor [--json]
  reads the store of DATABASE_URL or TIEFEN_DATA and tells what is wrong and what to do; writes nothing.
  exit code 0: healthy, 1: something was found, 2: it could not run
`

/** What the command needs of the program around it. */
export interface DoctorCommandParts {
  open(): Promise<DoctorParts>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/**
 * `tiefen doctor [--json]`.
 * @returns the exit code
 */
export async function doctorCommand(argv: readonly string[], { open, out, err }: DoctorCommandParts): Promise<number> {
  const wish = readWish(argv)
  if (wish === null) {
    err(USAGE)
    return EXIT.unable
  }
  if (wish.help) {
    out(USAGE)
    return EXIT.healthy
  }
  let parts: DoctorParts | null = null
  try {
    parts = await open()
    if ((await readMigrationsRun(parts.db)) === null)
      throw new Fault('这个数据库不是铁粉的数据 · This database holds no store of Tiefen (DATABASE_URL)')
    const report = await examine(parts)
    out(wish.json ? reportJson(report) : reportText(report))
    return isUnwell(report.findings) ? EXIT.unwell : EXIT.healthy
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    err(`${error.message}\n`)
    return EXIT.unable
  } finally {
    await parts?.db.close()
  }
}

function readWish(argv: readonly string[]): { json: boolean; help: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
      strict: true,
    })
    return values
  } catch {
    return null
  }
}
