import { Duplex } from 'node:stream'
import { Pool } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { WorkerAnswer, WorkerData, WorkerRequest } from './pglite-worker.ts'
import { poolDb } from './pool-db.ts'
import { typeParsers } from './sql-values.ts'
import { startThread } from './thread.ts'

/** Waiting for the one session; a command holds it for milliseconds, a migration for seconds. */
const SESSION_WAIT_MS = 60_000

export interface PgliteOptions {
  /** The folder of the cluster (made when absent), or in memory: gone at close */
  readonly dataDir: string | 'memory'
  /** A dump of another store to start from; only where there is none yet */
  readonly snapshot?: Uint8Array
  readonly log: Log
}

export interface PgliteDb extends Db {
  readonly kind: 'pglite'
  /** fsync calls that reached the file system since the start (0 in memory). */
  fsyncs(): Promise<number>
  /** The whole store as a gzipped tar: the only safe way to copy it while it runs. */
  dump(): Promise<Uint8Array>
}

interface WorkerLink {
  ask(
    request:
      { readonly kind: 'wire'; readonly bytes: Uint8Array } | { readonly kind: 'reset' | 'fsyncs' | 'dump' | 'close' },
  ): Promise<{ bytes?: Uint8Array; count?: number }>
  /** Rejects when the thread ends, for whatever reason. */
  readonly lost: Promise<never>
  end(): Promise<void>
}

async function openLink(data: WorkerData): Promise<WorkerLink> {
  const worker = startThread('pglite-worker', data)
  const waiting = new Map<
    number,
    { resolve(value: { bytes?: Uint8Array; count?: number }): void; reject(error: Error): void }
  >()
  let lastId = 0
  let gone: Fault | null = null
  let reportLost: (error: Fault) => void = () => undefined
  const lost = new Promise<never>((_resolve, reject) => (reportLost = reject))
  lost.catch(() => undefined)

  const ready = new Promise<void>((resolve, reject) => {
    const fail = (message: string) => {
      gone ??= new Fault(message)
      reject(gone)
      reportLost(gone)
      for (const { reject: rejectOne } of waiting.values()) rejectOne(gone)
      waiting.clear()
    }
    worker.on('error', (error) => fail(`the embedded store stopped: ${error.message.slice(0, 500)}`))
    worker.on('exit', () => fail('the embedded store has stopped'))
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') resolve()
      else if (answer.kind === 'unfit') fail(`the embedded store does not open: ${answer.message}`)
      else {
        const one = waiting.get(answer.id)
        waiting.delete(answer.id)
        if (answer.kind === 'done') one?.resolve(answer)
        else one?.reject(new Fault(`embedded store: ${answer.message}`))
      }
    })
  })

  await ready
  return {
    lost,
    ask(request) {
      if (gone !== null) return Promise.reject(gone)
      lastId += 1
      const message: WorkerRequest = { ...request, id: lastId }
      return new Promise((resolve, reject) => {
        waiting.set(message.id, { resolve, reject })
        worker.postMessage(message, message.kind === 'wire' ? [message.bytes.buffer as ArrayBuffer] : [])
      })
    },
    async end() {
      await worker.terminate()
    },
  }
}

/** Length of the wire messages that are whole at the start of `bytes`, and whether the last of them awaits an answer. */
function wholeMessages(bytes: Buffer, started: boolean): { length: number; ends: boolean; started: boolean } {
  let at = 0
  let ends = false
  while (true) {
    const header = started ? 5 : 4
    if (bytes.length - at < header) break
    const size = started ? 1 + bytes.readUInt32BE(at + 1) : bytes.readUInt32BE(at)
    if (bytes.length - at < size) break
    // Sync and Query (and the startup packet) make the backend answer; the others wait for a Sync.
    ends = !started || bytes[at] === 0x53 || bytes[at] === 0x51
    started = true
    at += size
  }
  return { length: at, ends, started }
}

/** What pg takes for a socket: gathers protocol messages up to the end of a statement, lets the thread answer, hands the answer back. */
class WorkerSocket extends Duplex {
  readonly #link: WorkerLink
  #pending: Buffer[] = []
  #started = false

  constructor(link: WorkerLink) {
    super()
    this.#link = link
    link.lost.catch((error: Error) => this.destroy(error))
  }

  connect(): this {
    this.#link.ask({ kind: 'reset' }).then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // Answers are pushed as they come: what was handed over is answered before more is.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#pending.push(chunk)
    this.#flush(done)
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    for (const { chunk } of chunks) this.#pending.push(chunk)
    this.#flush(done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null)
    done()
  }

  #flush(done: (error?: Error | null) => void): void {
    const bytes = Buffer.concat(this.#pending)
    const whole = wholeMessages(bytes, this.#started)
    if (whole.length < bytes.length || !whole.ends) {
      this.#pending = [bytes]
      done()
      return
    }
    this.#started = whole.started
    this.#pending = []
    // A copy of its own memory, so that it can be handed over: Buffer.concat may cut from a shared pool.
    this.#link.ask({ kind: 'wire', bytes: new Uint8Array(bytes) }).then(
      (answer) => {
        if (answer.bytes !== undefined && answer.bytes.length > 0) this.push(Buffer.from(answer.bytes.buffer))
        done()
      },
      (error: Error) => done(error),
    )
  }
}

/**
 * The embedded store: PGlite in a thread of its own, on a folder with real fsync or in memory. One session: transactions wait for each other,
 * `statement_timeout` has no effect, locks never block. Take the folder's lock first (data-lock.ts): two processes on one folder destroy it.
 * @throws Fault when the store does not open
 */
export async function openPglite({ dataDir, snapshot, log }: PgliteOptions): Promise<PgliteDb> {
  const link = await openLink({ dataDir: dataDir === 'memory' ? null : dataDir, snapshot })
  let closed = false
  link.lost.catch((error: Error) => {
    if (!closed) log.error({ reason: error.message }, 'embedded store lost')
  })
  const pool = new Pool({
    max: 1,
    connectionTimeoutMillis: SESSION_WAIT_MS,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    stream: () => new WorkerSocket(link),
    pipeline: true,
    types: typeParsers,
  } as ConstructorParameters<typeof Pool>[0])
  const db = poolDb({
    kind: 'pglite',
    pool,
    log,
    look: null,
    async close() {
      closed = true
      await link.ask({ kind: 'close' }).finally(() => link.end())
    },
  })
  return {
    ...db,
    kind: 'pglite',
    fsyncs: async () => (await link.ask({ kind: 'fsyncs' })).count ?? 0,
    async dump() {
      // A checkpoint makes the tar self-contained and small; the wire is quiet because one session is all there is.
      await db.exec('checkpoint')
      return (await link.ask({ kind: 'dump' })).bytes ?? new Uint8Array()
    },
  }
}
