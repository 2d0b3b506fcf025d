import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LINE_BYTES_MOST, openLines } from './lines.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(`${tmpdir()}/tiefen-lines-`)))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(content: Uint8Array | string, encoding = 'utf-8'): Promise<(string | null)[]> {
  await writeFile(`${folder}/file`, content)
  const source = await openLines(`${folder}/file`, encoding)
  const lines = []
  for await (const block of source.blocks) lines.push(...block)
  expect(lines.map((line) => line.number)).toEqual(lines.map((_, index) => index + 1))
  expect(source.bytesRead()).toBe(source.totalBytes)
  return lines.map((line) => line.text ?? line.reason)
}

describe('lines of a file', () => {
  it.each([
    ['nothing', '', []],
    ['no line end at the end', 'a\nb', ['a', 'b']],
    ['Windows line ends and a byte order mark', '\ufeffa\r\nb\r\n', ['a', 'b']],
    ['empty lines keep their number', 'a\n\nb\n', ['a', '', 'b']],
  ])('%s', async (_name, text, expected) => {
    expect(await read(text)).toEqual(expected)
    expect(await read(gzipSync(text))).toEqual(expected)
  })

  it('one line that is no UTF-8 is told, the others read', async () =>
    expect(await read(Buffer.concat([Buffer.from('a\n'), Buffer.from([0xff, 0xfe]), Buffer.from('\nb')]))).toEqual([
      'a',
      'line_malformed',
      'b',
    ]))

  it('reads what Chinese shops export', async () =>
    expect(await read(Buffer.from([0xb6, 0xa9, 0xb5, 0xa5, 0x0a, 0x31]), 'gb18030')).toEqual(['订单', '1']))

  it('an endless line costs no memory and no other line', async () =>
    expect(await read(`a\n${'x'.repeat(LINE_BYTES_MOST * 5)}\nb`)).toEqual(['a', 'line_too_long', 'b']))

  it('lines across the blocks of the file', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `line ${index} ${'y'.repeat(index % 40)}`)
    expect(await read(lines.join('\n'))).toEqual(lines)
    expect(await read(gzipSync(lines.join('\n')))).toEqual(lines)
  })

  it('a damaged gzip is an error, not an end', async () => {
    const whole = gzipSync(Array.from({ length: 9_000 }, (_, index) => `line ${index * 7919}`).join('\n'))
    await expect(read(whole.subarray(0, whole.length - 500))).rejects.toMatchObject({ code: 'Z_BUF_ERROR' })
  })
})
