/**
 * The embedded PostgreSQL, in a thread of its own (a heavy query blocks the thread it runs in). It speaks the PostgreSQL wire protocol over
 * the message port: bytes in, bytes out, so that the same driver serves both stores.
 */
import * as fs from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

export interface WorkerData {
  /** null: in memory */
  readonly dataDir: string | null
  /** a dump to start from (`dump`); only into an empty store */
  readonly snapshot?: Uint8Array | undefined
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'wire'; readonly bytes: Uint8Array }
  /** A new session begins on the one backend: what the last one left open ends. */
  | { readonly id: number; readonly kind: 'reset' | 'fsyncs' | 'dump' | 'close' }

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unfit'; readonly message: string }
  | { readonly kind: 'done'; readonly id: number; readonly bytes?: Uint8Array; readonly count?: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }

interface NodeStream {
  nfd?: number
  node: unknown
}
interface NodeFileSystem {
  realPath(node: unknown): string
  stream_ops: { fsync?: (stream: NodeStream) => number }
}
type InitOptions = Parameters<NodeFS['init']>[1]

/**
 * PGlite's file store with real fsync: its own glue answers fsync without asking the disk (electric-sql/pglite#1107), so a power cut could
 * lose or destroy a store. It leans on an inner hook: pglite is pinned, and a test counts that fsyncs happen.
 */
class DurableNodeFs extends NodeFS {
  fsyncs = 0

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const amended = await super.init(pg, options)
    const preRun = [
      ...(amended.emscriptenOpts.preRun ?? []),
      (mod: { NODEFS: unknown }) => this.#hook(mod.NODEFS as NodeFileSystem),
    ]
    return { emscriptenOpts: { ...amended.emscriptenOpts, preRun: preRun as NonNullable<InitOptions['preRun']> } }
  }

  #hook(nodeFileSystem: NodeFileSystem): void {
    nodeFileSystem.stream_ops.fsync = (stream) => {
      this.fsyncs += 1
      if (stream.nfd !== undefined) {
        fs.fsyncSync(stream.nfd)
        return 0
      }
      const folder = fs.openSync(nodeFileSystem.realPath(stream.node), 'r')
      try {
        fs.fsyncSync(folder)
      } finally {
        fs.closeSync(folder)
      }
      return 0
    }
  }
}

// `-F` turns fsync off. wal_sync_method: fdatasync is an empty function in the wasm build, fsync is the one that we hook.
const durableStartParams = [
  ...PGlite.defaultStartParams.filter((item) => item !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]

const encoder = new TextEncoder()
/** A simple query message of the wire protocol. */
function queryMessage(sql: string): Uint8Array {
  const text = encoder.encode(`${sql}\0`)
  const message = new Uint8Array(5 + text.length)
  message[0] = 0x51
  new DataView(message.buffer).setUint32(1, 4 + text.length)
  message.set(text, 5)
  return message
}

async function execute(lite: PGlite, message: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  await lite.execProtocolRawStream(message, { onRawData: (bytes) => chunks.push(bytes.slice()) })
  const answer = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    answer.set(chunk, offset)
    offset += chunk.length
  }
  return answer
}

async function serve(port: NonNullable<typeof parentPort>, data: WorkerData): Promise<void> {
  const durable = data.dataDir === null ? null : new DurableNodeFs(data.dataDir)
  const lite = await PGlite.create({
    ...(durable === null ? {} : { fs: durable, startParams: durableStartParams }),
    ...(data.snapshot === undefined ? {} : { loadDataDir: new Blob([new Uint8Array(data.snapshot)]) }),
  })

  async function answer(request: WorkerRequest): Promise<{ bytes?: Uint8Array; count?: number }> {
    switch (request.kind) {
      case 'wire':
        return { bytes: await execute(lite, request.bytes) }
      case 'reset':
        await execute(lite, queryMessage('rollback'))
        await execute(lite, queryMessage('discard all'))
        return {}
      case 'fsyncs':
        return { count: durable?.fsyncs ?? 0 }
      case 'dump':
        return { bytes: new Uint8Array(await (await lite.dumpDataDir('gzip')).arrayBuffer()) }
      case 'close':
        await lite.close()
        return {}
    }
  }

  // One at a time: the wasm call is synchronous, but dump and close are not.
  let tail: Promise<unknown> = Promise.resolve()
  port.on('message', (request: WorkerRequest) => {
    tail = tail.then(async () => {
      try {
        const result = await answer(request)
        const transfer = result.bytes === undefined ? [] : [result.bytes.buffer as ArrayBuffer]
        port.postMessage({ kind: 'done', id: request.id, ...result } satisfies WorkerAnswer, transfer)
      } catch (error) {
        port.postMessage({ kind: 'failed', id: request.id, message: plain(error) } satisfies WorkerAnswer)
      }
      if (request.kind === 'close') port.close()
    })
  })
  port.postMessage({ kind: 'ready' } satisfies WorkerAnswer)
}

// Only the message crosses: an uncaught error of PGlite prints 30 KB of its minified source.
function plain(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  serve(port, workerData as WorkerData).catch((error: unknown) => {
    port.postMessage({ kind: 'unfit', message: plain(error) } satisfies WorkerAnswer)
    port.close()
  })
}
