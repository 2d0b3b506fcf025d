import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * A plain WebSocket broadcast, as fast as it can be: whoever posts, the frame is made once and written to every socket. Nothing is kept, nobody is asked
 * for rights, who was away has missed it.
 */
export interface PlainBroadcast {
  readonly url: string
  close(): Promise<void>
}

/** What a server answers to a WebSocket's key (RFC 6455, 4.2.2). */
const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** A text frame, unmasked, as servers send (RFC 6455, 5.2). */
function frameOf(text: string): Buffer {
  const body = Buffer.from(text)
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(4)
  if (body.length >= 126) {
    head.writeUInt16BE(0x817e, 0)
    head.writeUInt16BE(body.length, 2)
  }
  return Buffer.concat([head, body])
}

/** @param backlog of connections that wait to be accepted */
export async function startPlainBroadcast(backlog: number): Promise<PlainBroadcast> {
  const sockets = new Set<Duplex>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.once('end', () => {
      const frame = frameOf(text)
      for (const socket of sockets) socket.write(frame)
      response.end('{}')
    })
  })
  server.on('upgrade', (request, socket: Socket) => {
    socket.setNoDelay(true)
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${acceptOf(request.headers['sec-websocket-key'] ?? '')}\r\n\r\n`,
    )
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog }, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
