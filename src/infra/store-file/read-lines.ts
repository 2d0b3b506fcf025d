import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { damaged, StoreFileProblem } from './form.ts'

/** A line longer than this is none of ours: a row is bounded by what the edge lets in (8 MB) and its JSON. */
const LINE_BYTES_MOST = 64 * 1024 * 1024
const NEWLINE = 0x0a

/**
 * The lines of an exported store. Memory does not grow with the file.
 * @throws StoreFileProblem when it is no gzip, or ends or breaks in the middle
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of unzip(input)) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield decode(rest.length === 0 ? chunk.subarray(from, end) : Buffer.concat([...rest, chunk.subarray(from, end)]))
      rest = []
      held = 0
      from = end + 1
    }
    rest.push(chunk.subarray(from))
    held += chunk.length - from
    if (held > LINE_BYTES_MOST) throw damaged('a line without end')
  }
  if (held > 0) throw damaged('it ends within a line')
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw damaged('not UTF-8')
  }
}

async function* unzip(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const raw = Readable.from(input)
  const gunzip = createGunzip()
  // an error of the file must reach whoever reads the unzipped side
  raw.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of raw.pipe(gunzip)) yield chunk as Buffer
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (error instanceof Error && error.message === 'incorrect header check')
      throw new StoreFileProblem('这不是铁粉导出的文件', 'This is no file that tiefen export wrote')
    if (code.startsWith('Z_')) throw damaged(code)
    throw error
  } finally {
    raw.destroy()
    gunzip.destroy()
  }
}
