import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { monotonicMicros } from './measure.ts'

/**
 * A process of its own that holds thousands of readers: of the live stream (server-sent events) or of a plain WebSocket. It tells when the last of them has
 * read a mark, by the machine's monotonic clock, which all its processes share.
 */
export type ReaderOrder =
  | {
      readonly kind: 'open'
      readonly url: string
      /** one a reader */
      readonly paths: readonly string[]
      /** null: a plain WebSocket */
      readonly key: string | null
    }
  | { readonly kind: 'await'; readonly mark: string }
  | { readonly kind: 'close' }

/** @param micros of the monotonic clock when the last reader had read it @param bytes what one reader read since the last mark */
export interface ReaderAnswer {
  readonly micros: number
  readonly bytes: number
}

interface Reader {
  readonly socket: Socket
  /** what came since the last mark; only its end can hold the beginning of the next */
  text: string
  bytes: number
  seen: boolean
}

/** Sockets opened at once: more than a server's backlog would be refused. */
const OPENING = 200
const TAIL = 256

const readers: Reader[] = []
let waiting: { readonly mark: string; left: number; done(answer: ReaderAnswer): void } | null = null

function onData(reader: Reader, part: Buffer): void {
  reader.bytes += part.length
  if (waiting === null || reader.seen) {
    reader.text = ''
    return
  }
  reader.text += part.toString('latin1')
  if (!reader.text.includes(waiting.mark)) {
    reader.text = reader.text.slice(-TAIL)
    return
  }
  reader.seen = true
  waiting.left -= 1
  if (waiting.left > 0) return
  const micros = monotonicMicros()
  const { done } = waiting
  waiting = null
  done({ micros, bytes: Math.round(readers.reduce((sum, one) => sum + one.bytes, 0) / readers.length) })
}

/** Opens one; resolves when the server's head has come. */
function open(url: URL, path: string, key: string | null): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    const reader: Reader = { socket, text: '', bytes: 0, seen: false }
    const head =
      key === null
        ? `upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n`
        : `accept: text/event-stream\r\nauthorization: Bearer ${key}\r\n`
    let begun = false
    let first = ''
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the server closed a reader')))
    socket.once('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nhost: ${url.host}\r\n${head}\r\n`))
    socket.on('data', (part: Buffer) => {
      if (begun) return onData(reader, part)
      first += part.toString('latin1')
      // a stream is caught up once it has said so
      if (!first.includes(key === null ? '\r\n\r\n' : 'event: ready')) return
      begun = true
      if (!/^HTTP\/1\.1 (200|101) /.test(first)) return reject(new Error(first.slice(0, 300)))
      resolve(reader)
    })
  })
}

async function openAll({ url, paths, key }: Extract<ReaderOrder, { kind: 'open' }>): Promise<ReaderAnswer> {
  const address = new URL(url)
  for (let from = 0; from < paths.length; from += OPENING)
    readers.push(...(await Promise.all(paths.slice(from, from + OPENING).map((path) => open(address, path, key)))))
  return { micros: monotonicMicros(), bytes: 0 }
}

function awaitMark(mark: string): Promise<ReaderAnswer> {
  for (const reader of readers) Object.assign(reader, { text: '', bytes: 0, seen: false })
  return new Promise((done) => (waiting = { mark, left: readers.length, done }))
}

function closeAll(): Promise<ReaderAnswer> {
  for (const { socket } of readers.splice(0)) socket.destroy()
  return Promise.resolve({ micros: monotonicMicros(), bytes: 0 })
}

process.on('message', (order: ReaderOrder) => {
  const work = order.kind === 'open' ? openAll(order) : order.kind === 'await' ? awaitMark(order.mark) : closeAll()
  // the asker may begin once it knows that we wait
  if (order.kind === 'await') process.send?.({ ready: true })
  work.then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
