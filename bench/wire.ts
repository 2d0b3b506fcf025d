import { connect, type Socket } from 'node:net'

/**
 * HTTP/1.1 over one kept-alive socket, as light as a load generator can be: a request is bytes made beforehand, of an answer the status and the
 * length are read. node:http costs about as much for a request as the server that answers it, on the same cores.
 */
export interface Wire {
  /** Sends one request and waits for its answer. @returns the status; rejects when the connection ends */
  send(request: Buffer): Promise<number>
  /** The server ended it. */
  ended(): boolean
}

interface Answer {
  readonly status: number
  /** bytes, with the head */
  readonly size: number
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** The answer that starts at the beginning, once its head is whole; null before. */
function readHead(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(END_OF_HEAD)
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${head.slice(0, 200)}`)
  return { status: Number(head.slice(9, 12)), size: end + END_OF_HEAD.length + Number(length) }
}

/** Opens a socket; resolves when it is connected. */
export function openWire(host: string, port: number): Promise<Wire> {
  return new Promise((resolve, fail) => {
    let waiting: { readonly resolve: (status: number) => void; readonly fail: (error: Error) => void } | null = null
    let bytes: Buffer = Buffer.alloc(0)
    let gone: Error | null = null
    const socket: Socket = connect({ host, port, noDelay: true })
    const broken = (error: Error): void => {
      gone ??= error
      fail(error)
      waiting?.fail(error)
      waiting = null
    }
    socket.once('error', broken)
    socket.once('close', () => broken(new Error('the server closed the connection')))
    socket.on('data', (part: Buffer) => {
      bytes = bytes.length === 0 ? part : Buffer.concat([bytes, part])
      const answer = readHead(bytes)
      if (answer === null || bytes.length < answer.size) return
      bytes = bytes.subarray(answer.size)
      const told = waiting
      waiting = null
      told?.resolve(answer.status)
    })
    socket.once('connect', () =>
      resolve({
        send: (request) =>
          new Promise((told, failed) => {
            if (gone !== null) return failed(gone)
            waiting = { resolve: told, fail: failed }
            socket.write(request)
          }),
        ended: () => gone !== null,
      }),
    )
  })
}

/** What a request needs beside its path. */
export interface RequestParts {
  readonly method: 'POST' | 'PUT'
  readonly host: string
  readonly key: string
  /** null: no body */
  readonly contentType: string | null
  readonly body: string
}

/** The bytes of one request. */
export function requestBytes(path: string, { method, host, key, contentType, body }: RequestParts): Buffer {
  const type = contentType === null ? '' : `content-type: ${contentType}\r\n`
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n${type}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
