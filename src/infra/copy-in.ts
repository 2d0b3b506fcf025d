import { Query } from 'pg'
import type { Connection, PoolClient } from 'pg'

/** type, then the length of itself and of what follows */
const HEADER = 5
const COPY_DATA = 0x64
const COPY_DONE = 0x63

function message(type: number, length: number): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeUInt8(type)
  header.writeUInt32BE(4 + length, 1)
  return header
}

/** What a query does that pg's types do not tell. */
interface WireQuery {
  submit(connection: Connection): void
  handleCopyInResponse(): void
}

/**
 * Runs `copy … from stdin` with its data behind it, without waiting until the server asks for the data, so that it can be sent behind other
 * statements and others behind it: a server that refuses the statement drops the data that follows (PostgreSQL's protocol, "COPY Operations").
 * @param data all of it, in the statement's format
 */
export function copyIn(client: PoolClient, text: string, data: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new Query(text, (error: Error | null | undefined) => (error == null ? resolve() : reject(error)))
    const onWire: WireQuery = {
      submit(connection) {
        const { stream } = connection
        stream.cork()
        connection.query(text)
        stream.write(message(COPY_DATA, data.length))
        stream.write(data)
        stream.write(message(COPY_DONE, 0))
        stream.uncork()
      },
      // the data is on its way
      handleCopyInResponse: () => undefined,
    }
    client.query(Object.assign(query, onWire))
  })
}
