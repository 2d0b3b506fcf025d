import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * A stretch of network between a node and PostgreSQL that can be made bad (reliability.md F7, F12, F14). It reads just enough of the wire
 * protocol to know when a COMMIT passes.
 */
export interface Proxy {
  readonly port: number
  /** From now on: bytes pass, or lie still in both directions until they may pass again, or every connection is refused. */
  set(mode: 'pass' | 'blackhole' | 'refuse'): void
  /** Ends every connection that there is, in the middle of whatever is said. */
  reset(): void
  /** Every connection that there is lies still in both directions, and nobody is told; new ones pass (a firewall forgot the old). */
  forget(): void
  /**
   * The next COMMIT meets a cut, and this resolves: 'before' it reaches the server, so nothing happened; 'after' the server has answered it, so
   * everything happened. The client cannot tell.
   */
  cutNextCommit(when: 'before' | 'after'): Promise<void>
  close(): Promise<void>
}

const TYPE_AND_LENGTH = 5
/** "begin"-like words are shorter; data of COPY never looks like this at the start of a message */
const WORD_BYTES = 16
const SIMPLE_QUERY = 0x51
const PARSE = 0x50

/** Follows the client's messages over chunks; says whether a COMMIT begins in this one. */
function createCommitFinder(): (chunk: Buffer) => boolean {
  // the start-up message has no type byte
  let header = Buffer.alloc(1)
  let skip = 0
  return (chunk) => {
    let found = false
    for (let at = 0; at < chunk.length;) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at)
        skip -= step
        at += step
        continue
      }
      const needed = TYPE_AND_LENGTH + WORD_BYTES - header.length
      const taken = chunk.subarray(at, at + needed)
      header = Buffer.concat([header, taken])
      if (header.length < TYPE_AND_LENGTH) return found
      const length = Math.max(TYPE_AND_LENGTH, 1 + header.readUInt32BE(1))
      if (header.length < Math.min(length, TYPE_AND_LENGTH + WORD_BYTES)) return found
      const used = Math.min(length, header.length)
      at += used - (header.length - taken.length)
      const words = header.toString('latin1', TYPE_AND_LENGTH, used)
      if (header[0] === SIMPLE_QUERY) found ||= /^commit/i.test(words)
      if (header[0] === PARSE) found ||= /^[^\0]*\0commit/i.test(words)
      skip = length - used
      header = Buffer.alloc(0)
    }
    return found
  }
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

interface Cut {
  readonly when: 'before' | 'after'
  readonly done: () => void
}

/** Listens on a free port of 127.0.0.1 and passes everything on to `target`. */
export async function startProxy(target: number): Promise<Proxy> {
  const pairs = new Set<Pair>()
  let mode: 'pass' | 'blackhole' | 'refuse' = 'pass'
  let cut: Cut | null = null

  const end = (pair: Pair): void => {
    pairs.delete(pair)
    // not resetAndDestroy: in a worker thread Node 20 then never ends the thread (CleanupHandles spins)
    pair.client.destroy()
    pair.server.destroy()
  }

  const listener = createServer((client) => {
    if (mode === 'refuse') {
      client.destroy()
      return
    }
    const server = connect(target, '127.0.0.1')
    const pair: Pair = { client, server }
    const hasCommit = createCommitFinder()
    // set between a COMMIT that was passed on and its answer, which the client will not see
    let doomed: Cut | null = null
    // the server's last bytes: its answer may come in two parts
    let heard = ''
    pairs.add(pair)
    client.on('data', (chunk) => {
      if (cut !== null && hasCommit(chunk)) {
        const mine = cut
        cut = null
        if (mine.when === 'before') {
          end(pair)
          mine.done()
          return
        }
        doomed = mine
      } else if (cut === null) hasCommit(chunk)
      server.write(chunk)
    })
    server.on('data', (chunk) => {
      if (doomed !== null) {
        // statements that were sent along with the COMMIT are answered first
        heard = `${heard.slice(-8)}${chunk.toString('latin1')}`
        if (!/(COMMIT|ROLLBACK)\0/.test(heard)) return
        end(pair)
        doomed.done()
        doomed = null
      } else client.write(chunk)
    })
    for (const socket of [client, server]) {
      socket.setNoDelay()
      socket.on('error', () => end(pair))
      socket.on('close', () => end(pair))
    }
    if (mode === 'blackhole') for (const socket of [client, server]) socket.pause()
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')

  return {
    port: (listener.address() as AddressInfo).port,
    set(next) {
      mode = next
      for (const { client, server } of pairs)
        for (const socket of [client, server]) {
          if (next === 'blackhole') socket.pause()
          else socket.resume()
        }
    },
    reset: () => pairs.forEach(end),
    forget() {
      for (const { client, server } of pairs) for (const socket of [client, server]) socket.pause()
    },
    cutNextCommit: (when) => new Promise((resolve) => (cut = { when, done: resolve })),
    async close() {
      pairs.forEach(end)
      listener.close()
      await once(listener, 'close')
    },
  }
}
