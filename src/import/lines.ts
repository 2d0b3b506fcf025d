import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'

/** A line of a file longer than this is no line of a shop's export. */
export const LINE_BYTES_MOST = 1_000_000

/** A line: its number in the file (from 1) and its text without the line end; null where it is too long or not of the encoding. */
export interface TextLine {
  readonly number: number
  readonly text: string | null
  readonly reason: 'line_too_long' | 'line_malformed' | null
}

/** A file being read: how far, of how much (bytes as they lie on disk). */
export interface LineSource {
  readonly totalBytes: number
  bytesRead(): number
  readonly blocks: AsyncIterable<readonly TextLine[]>
}

/** Whether the file begins like gzip, whatever its name. */
async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

/** SHA-256 of a file, hex: what a resumed import must find unchanged. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Reads a file (gzip or not) as blocks of lines; memory does not grow with the file. */
export async function openLines(path: string, encoding: string): Promise<LineSource> {
  const { size } = await stat(path)
  const gzip = await isGzip(path)
  const raw = createReadStream(path, { highWaterMark: 1 << 18 })
  let input: AsyncIterable<Buffer> = raw
  if (gzip) {
    const unzip = createGunzip()
    // an error of the file must reach whoever reads the unzipped side
    raw.on('error', (error) => unzip.destroy(error))
    input = raw.pipe(unzip)
  }
  return { totalBytes: size, bytesRead: () => raw.bytesRead, blocks: splitLines(input, encoding) }
}

const NEWLINE = 0x0a

async function* splitLines(input: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<readonly TextLine[]> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: false })
  let rest: Buffer[] = []
  let restBytes = 0
  let number = 0
  const lineOf = (parts: readonly Buffer[]): TextLine => {
    number += 1
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    if (bytes.length > LINE_BYTES_MOST) return { number, text: null, reason: 'line_too_long' }
    try {
      const text = decoder.decode(bytes)
      return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, reason: null }
    } catch {
      return { number, text: null, reason: 'line_malformed' }
    }
  }
  for await (const chunk of input) {
    const lines: TextLine[] = []
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      lines.push(lineOf([...rest, chunk.subarray(from, at)]))
      rest = []
      restBytes = 0
      from = at + 1
    }
    // of an endless line only what shows that it is too long is kept
    if (from < chunk.length && restBytes <= LINE_BYTES_MOST) {
      rest.push(chunk.subarray(from))
      restBytes += chunk.length - from
    }
    if (lines.length > 0) yield lines
  }
  if (rest.length > 0) yield [lineOf(rest)]
}
