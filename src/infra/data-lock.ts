import { randomInt, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, readlink, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../ports/db.ts'
import { realNow } from './system-clock.ts'

/** The holder touches its file this often, for those who cannot see its process. */
const HEARTBEAT_MS = 2_000
/** A holder out of sight (another machine or container) that did not touch its file for so long is dead. */
const SILENCE_MS = 10_000
const LOOK_AGAIN_MS = 500
/** Two that start in the same instant both step back, pause for a random while and try again. Who holds the folder is met at every look. */
const LOOKS_MAX = 6
const STEP_BACK_MS = 150
/** Whom others that only try keep out for so long gives up all the same. */
const ATTEMPTS_MAX = 40

const holderForm = z.object({
  pid: z.number().int(),
  /** Linux: changes with every boot; null elsewhere */
  bootId: z.string().nullable(),
  /** Linux: containers on one machine do not see each other's processes */
  pidSpace: z.string().nullable(),
  /** Linux: clock ticks since boot; tells a process from a later one with its number */
  startedAt: z.string().nullable(),
  host: z.string(),
})
type Holder = z.infer<typeof holderForm>

export interface DataLock {
  /** The folder is free again. */
  release(): Promise<void>
}

const orNull = (text: Promise<string>): Promise<string | null> =>
  text.then(
    (value) => value.trim(),
    () => null,
  )

/** When the process with this number started, in ticks since boot; null when there is none (or no /proc). */
async function startOf(pid: number): Promise<string | null> {
  const line = await orNull(readFile(`/proc/${pid}/stat`, 'utf8'))
  // The second field is the program's name in brackets and may hold anything.
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

async function describeSelf(): Promise<Holder> {
  const [bootId, pidSpace, startedAt] = await Promise.all([
    orNull(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    orNull(readlink('/proc/self/ns/pid')),
    startOf(process.pid),
  ])
  return { pid: process.pid, bootId, pidSpace, startedAt, host: hostname() }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Watches a holder that this process cannot look at: its file changes while it lives. */
async function beats(file: string): Promise<boolean> {
  const touched = () =>
    stat(file).then(
      (found) => found.mtimeMs,
      () => null,
    )
  const first = await touched()
  for (let waited = 0; first !== null && waited < SILENCE_MS; waited += LOOK_AGAIN_MS) {
    await wait(LOOK_AGAIN_MS)
    const now = await touched()
    if (now === null) return false
    if (now !== first) return true
  }
  return false
}

async function isAlive(file: string, holder: Holder | null, self: Holder): Promise<boolean> {
  if (holder === null) return beats(file)
  const inSight = holder.bootId === self.bootId && holder.pidSpace === self.pidSpace && holder.host === self.host
  if (!inSight) return beats(file)
  if (holder.startedAt === null) return processExists(holder.pid)
  return (await startOf(holder.pid)) === holder.startedAt
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderForm.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** Written aside and renamed, so that nobody reads half of it; on disk, so that after a power cut it can be read at all. */
async function writeHolder(file: string, holder: Holder): Promise<void> {
  const handle = await open(`${file}.part`, 'wx', 0o600)
  try {
    await handle.writeFile(JSON.stringify(holder))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.part`, file)
}

interface Other {
  readonly name: string
  readonly pid: number | null
}

/** Other holders that live; what the dead left is removed. */
async function otherHolders(folder: string, ownFile: string, self: Holder): Promise<readonly Other[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.lock') && join(folder, name) !== ownFile)
  const found = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const holder = await readHolder(file)
      if (await isAlive(file, holder, self)) return { name, pid: holder?.pid ?? null }
      await rm(file, { force: true })
      return null
    }),
  )
  return found.filter((holder) => holder !== null)
}

/**
 * Takes the data folder for this process alone: two PGlite on one folder silently destroy it (electric-sql/pglite#1106), and it takes no lock
 * itself. Each process writes a file of its own and then looks for others that live; as everyone writes before looking, two can never both
 * pass. A file whose process is dead (another boot, no such process, or its number given to a later one) is removed.
 * @throws Fault with plain words when another process uses the folder
 */
export async function lockDataFolder(dataFolder: string): Promise<DataLock> {
  const folder = join(dataFolder, 'lock')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const self = await describeSelf()
  /** how often in a row each was met: a name is of one attempt, so who only tries as we do is met under another one next time */
  let met = new Map<string, number>()
  let file: string
  for (let attempt = 1; ; attempt += 1) {
    file = join(folder, `${process.pid}-${randomUUID()}.lock`)
    await writeHolder(file, self)
    const others = await otherHolders(folder, file, self)
    const [other] = others
    if (other === undefined) break
    await rm(file, { force: true })
    met = new Map(others.map(({ name }) => [name, (met.get(name) ?? 0) + 1]))
    const holder = others.find(({ name }) => (met.get(name) ?? 0) >= LOOKS_MAX)
    if (holder !== undefined || attempt >= ATTEMPTS_MAX) throw inUse(dataFolder, (holder ?? other).pid)
    await wait(randomInt(STEP_BACK_MS * Math.min(attempt, LOOKS_MAX)))
  }
  const heartbeat = setInterval(() => {
    const now = new Date(realNow())
    utimes(file, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    async release() {
      clearInterval(heartbeat)
      await rm(file, { force: true })
    },
  }
}

function inUse(dataFolder: string, pid: number | null): Fault {
  const who = pid === null ? '' : ` ${pid}`
  return new Fault(
    `数据目录 ${dataFolder} 正被另一个进程${who}使用;请先停止它,或用 TIEFEN_DATA 指定别的目录 · ` +
      `The data folder ${dataFolder} is in use by another process${who}: stop it, or name another folder in TIEFEN_DATA`,
  )
}
