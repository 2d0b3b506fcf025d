import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { currency, id, mode, ownerKind, text } from '../contract/forms.ts'
import type { RejectionCode } from '../contract/rejections.ts'
import { canonicalJson, shortHash } from '../lib/hash.ts'
import { Fault } from '../ports/db.ts'
import { HeaderProblem } from './csv-events.ts'
import { intoNothing } from './into-nothing.ts'
import { intoServer } from './into-server.ts'
import { intoStore, type ImportStore } from './into-store.ts'
import { hashOfFile } from './lines.ts'
import { readMap, type ImportMap } from './map.ts'
import { createProgress, type Screen } from './progress.ts'
import { reportText } from './report.ts'
import { runImport, type ImportOutcome } from './run.ts'
import type { ImportTarget, NewOwner } from './target.ts'

/** What the command needs of the program around it. */
export interface ImportParts {
  /** opens the store of the configuration; throws a Fault in plain words when it is in use */
  openStore(): Promise<ImportStore>
  /** why the engine would not even read an event, or null */
  judge(event: unknown): RejectionCode | null
  /** TIEFEN_SECRET_KEY, for --server */
  readonly secretKey: string | null
  readonly out: (text: string) => void
  readonly screen: Screen
  /** monotonic milliseconds */
  readonly monotonic: () => number
  readonly stopped: () => boolean
}

const USAGE = `npm run --silent tiefen -- import --owner ID [options] FILE
  (a whole store from tiefen export: npm run --silent tiefen -- import --store FILE)
  FILE                  NDJSON (one CloudEvent a line) or, with --map, CSV; .gz too
  --owner ID            the owner whose history this is
  --map MAP.json        what the columns of a CSV mean (docs/import.md)
  --dry-run             parse, match and count; open and write nothing
  --report FILE         write a report for the owner (Markdown, 中文 and English)
  --batch N             events in one transaction, 1 to 5000 (1000)
  --server URL          through a running server, with TIEFEN_SECRET_KEY, instead of the store itself
  --create-owner NAME   register the owner first, with --kind creator|merchant (merchant), --mode live|shopping (shopping),
                        --currency CODE (the map's, else CNY)
`
const BATCH_DEFAULT = 1_000
const BATCH_MOST = 5_000
/** Changes when the same file and map would make other events, so that an old position is not taken for a new one. */
const EVENTS_VERSION = 1

/** Exit codes: 0 done, whatever became of single lines; 1 the world failed; 2 wrong use, no owner, a map that does not fit; 130 stopped. */
const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const

interface Wish {
  readonly file: string
  readonly ownerId: string
  readonly mapFile: string | null
  readonly dryRun: boolean
  readonly reportFile: string | null
  readonly batchEvents: number
  readonly server: string | null
  readonly newOwner: Omit<NewOwner, 'currency'> | null
  readonly currency: string | null
}

/** A wrong use of the command, in words. */
class UsageProblem extends Error {}

/** What must be put right before this import can begin, in words. */
class SetupProblem extends Error {}

const optionForm = {
  owner: { type: 'string' },
  map: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  report: { type: 'string' },
  batch: { type: 'string', default: String(BATCH_DEFAULT) },
  server: { type: 'string' },
  'create-owner': { type: 'string' },
  kind: { type: 'string', default: 'merchant' },
  mode: { type: 'string', default: 'shopping' },
  currency: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

function must<T>(parsed: { success: boolean; data?: T | undefined }, words: string): T {
  if (!parsed.success || parsed.data === undefined) throw new UsageProblem(words)
  return parsed.data
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: optionForm, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageProblem(error instanceof Error ? error.message : String(error))
  }
}

function wishOf(argv: readonly string[]): Wish | 'help' {
  const { values, positionals } = parseOptions(argv)
  if (values.help) return 'help'
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageProblem('name one FILE')
  const ownerId = must(id.safeParse(values.owner), '--owner ID is required: 1 to 128 of A-Z a-z 0-9 . _ : @ -')
  const batchEvents = /^\d{1,4}$/.test(values.batch) ? Number(values.batch) : 0
  if (batchEvents < 1 || batchEvents > BATCH_MOST) throw new UsageProblem(`--batch is 1 to ${BATCH_MOST}`)
  const server = values.server ?? null
  if (server !== null && !/^https?:\/\//.test(server)) throw new UsageProblem('--server is an http or https address')
  const name = values['create-owner']
  const newOwner =
    name === undefined
      ? null
      : {
          ownerId,
          name: must(text(64).safeParse(name), '--create-owner takes a name of 1 to 64 characters'),
          kind: must(ownerKind.safeParse(values.kind), '--kind is creator or merchant'),
          mode: must(mode.safeParse(values.mode), '--mode is live or shopping'),
        }
  return {
    file,
    ownerId,
    mapFile: values.map ?? null,
    dryRun: values['dry-run'],
    reportFile: values.report ?? null,
    batchEvents,
    server,
    newOwner,
    currency:
      values.currency === undefined
        ? null
        : must(currency.safeParse(values.currency), '--currency is an ISO 4217 code'),
  }
}

async function loadMap(wish: Wish): Promise<ImportMap | null> {
  const found = await stat(wish.file).catch(() => null)
  if (found?.isFile() !== true) throw new SetupProblem(`there is no file ${wish.file}`)
  if (wish.mapFile === null) {
    if (/\.csv(\.gz)?$/i.test(wish.file))
      throw new UsageProblem('a CSV needs --map MAP.json, which says what its columns mean')
    return null
  }
  const mapText = await readFile(wish.mapFile, 'utf8').catch(() => null)
  if (mapText === null) throw new SetupProblem(`there is no file ${wish.mapFile}`)
  const reading = readMap(mapText)
  if ('problems' in reading)
    throw new SetupProblem(reading.problems.map((problem) => `${wish.mapFile}: ${problem}`).join('\n'))
  return reading.map
}

async function openTarget(wish: Wish, parts: ImportParts): Promise<ImportTarget> {
  if (wish.dryRun) return intoNothing(parts.judge)
  if (wish.server === null) return intoStore(await parts.openStore())
  if (parts.secretKey === null) throw new SetupProblem('--server needs the platform key in TIEFEN_SECRET_KEY')
  return intoServer(wish.server, parts.secretKey)
}

/** The owner must be there, or be asked for; his currency must be the map's. */
async function prepareOwner(
  wish: Wish,
  map: ImportMap | null,
  target: ImportTarget,
  parts: ImportParts,
): Promise<string> {
  const wanted = map?.currency ?? wish.currency ?? 'CNY'
  let club = await target.club(wish.ownerId)
  if (club === 'unknown') return wanted
  if (club === null && wish.newOwner !== null) {
    const refusal = await target.createOwner({ ...wish.newOwner, currency: wish.currency ?? wanted })
    if (refusal !== null) throw new SetupProblem(refusal)
    club = await target.club(wish.ownerId)
  }
  if (club === null || club === 'unknown')
    throw new SetupProblem(
      `主播或商家 ${wish.ownerId} 未登记 · the owner ${wish.ownerId} is not registered: PUT /v1/owners/${wish.ownerId}, or add ` +
        `--create-owner "NAME" --kind merchant --mode shopping --currency ${wanted}`,
    )
  if (map !== null && club.currency !== map.currency)
    throw new SetupProblem(`the owner's currency is ${club.currency}, the map says ${map.currency}`)
  if (club.mode === 'live')
    parts.screen.write(
      '直播粉丝团:没有场次的订单不计积分 · a club in live mode: orders without a live session earn nothing (TASK-1)\n',
    )
  return club.currency
}

/** The line on standard output (api.md "mode=history"). */
export function answerText({ read, tally }: ImportOutcome): string {
  const { applied, duplicate, ignored, rejected, waiting } = tally.lines
  return JSON.stringify({
    read,
    applied,
    duplicates: duplicate,
    ignored,
    rejected,
    ...(waiting > 0 ? { waiting } : {}),
    byCode: tally.byCode,
  })
}

async function run(wish: Wish, parts: ImportParts): Promise<number> {
  const map = await loadMap(wish)
  const target = await openTarget(wish, parts)
  try {
    const money = await prepareOwner(wish, map, target, parts)
    const key = shortHash(
      canonicalJson({ events: EVENTS_VERSION, ownerId: wish.ownerId, map, file: await hashOfFile(wish.file) }),
    )
    const outcome = await runImport({
      file: wish.file,
      map,
      ownerId: wish.ownerId,
      key,
      batchEvents: wish.batchEvents,
      target,
      progress: createProgress(parts.screen, parts.monotonic),
      stopped: parts.stopped,
    })
    if (wish.reportFile !== null) {
      const summary = await target.summary(wish.ownerId)
      const frame = { ownerId: wish.ownerId, file: basename(wish.file), dryRun: wish.dryRun, currency: money, summary }
      await writeFile(wish.reportFile, reportText(outcome, frame))
    }
    parts.out(`${answerText(outcome)}\n`)
    if (!outcome.complete)
      parts.screen.write('已停止,再次运行即可继续 · stopped; run the same command again to go on\n')
    return outcome.complete ? EXIT.done : EXIT.stopped
  } finally {
    await target.close()
  }
}

/**
 * `tiefen import`: a shop's past orders and returns, or past events, into one club.
 * @param argv what follows `import`
 * @returns the exit code
 */
export async function importCommand(argv: readonly string[], parts: ImportParts): Promise<number> {
  try {
    const wish = wishOf(argv)
    if (wish === 'help') {
      parts.out(USAGE)
      return EXIT.done
    }
    return await run(wish, parts)
  } catch (error) {
    if (error instanceof UsageProblem || error instanceof SetupProblem || error instanceof HeaderProblem) {
      parts.screen.write(`${error.message}\n${error instanceof UsageProblem ? `\n${USAGE}` : ''}`)
      return EXIT.usage
    }
    const words = plainWords(error)
    if (words === null) throw error
    parts.screen.write(`${words}\n`)
    return EXIT.failed
  }
}

/** What failed outside of us, in words; null for a bug of ours. */
function plainWords(error: unknown): string | null {
  if (error instanceof Fault) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Z_'))
    return `文件已损坏,读到此处为止 · the compressed file is damaged; what came before is imported: ${code}`
  if (/^E[A-Z]+$/.test(code)) return `${error instanceof Error ? error.message : code}`
  return null
}
