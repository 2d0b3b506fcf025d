import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DrawProofRecord } from '../../contract/campaigns.ts'
import { entryHash } from '../../contract/draw.ts'
import { verifyCommand } from './command.ts'

interface Vector {
  readonly entered: readonly { userId: string; nonce: string; salt: string }[]
  readonly record: DrawProofRecord
}

let folder: string
let vector: Vector
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiefen-verify-'))
  const file = new URL('../../../test/draws/vectors.json', import.meta.url)
  const [first] = JSON.parse(await readFile(file, 'utf8')) as Vector[]
  if (first === undefined) throw new Error('no vector')
  vector = first
})
afterAll(() => rm(folder, { recursive: true }))

async function run(argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await verifyCommand(argv, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

async function fileOf(record: unknown): Promise<string> {
  const path = join(folder, 'record.json')
  await writeFile(path, JSON.stringify(record))
  return path
}

test('BEN-7: a true record holds: exit 0, each step and each winner said', async () => {
  const { code, out } = await run([await fileOf(vector.record)])
  expect(code).toBe(0)
  expect(out.match(/^✓/gm)).toHaveLength(5)
  for (const { entry } of vector.record.winners)
    expect(out).toContain(`#${entry} ${vector.record.entryList[entry] ?? ''}`)
})

test('BEN-7: a record with one winner exchanged does not hold: exit 1, and the step is named', async () => {
  const winners = vector.record.winners.map((won, index) => (index === 0 ? { ...won, entry: 4 } : won))
  const { code, out } = await run([await fileOf({ ...vector.record, winners })])
  expect(code).toBe(1)
  expect(out.match(/^✗.*/gm)).toEqual([expect.stringContaining('winners follow')])
})

test('BEN-7: how many were taken out at the closing is said, and whose own was learns it; an older record tells neither', async () => {
  expect((await run([await fileOf(vector.record)])).out).not.toContain('taken out')
  const [ann] = vector.entered
  const mine = ['--user', 'gone', '--salt', ann?.salt ?? '']
  const hash = entryHash({ campaignId: vector.record.campaignId, userId: 'gone', nonce: '', salt: ann?.salt ?? '' })
  const path = await fileOf({ ...vector.record, removed: 1, removedList: [hash] })
  expect(await run([path])).toMatchObject({ code: 0, out: expect.stringContaining('1 taken out') as string })
  expect(await run([...mine, path])).toMatchObject({ code: 1, out: expect.stringContaining('was taken out') as string })
})

test('BEN-7: what one noted oneself is held against it', async () => {
  const path = await fileOf(vector.record)
  const { seedHash, entriesRoot } = vector.record
  expect((await run(['--seed-hash', seedHash, '--root', entriesRoot ?? '', path])).code).toBe(0)
  expect((await run(['--seed-hash', '00'.repeat(32), path])).code).toBe(1)
  expect((await run(['--root', '00'.repeat(32), path])).code).toBe(1)
  const [ann] = vector.entered
  const mine = ['--user', ann?.userId ?? '', '--salt', ann?.salt ?? '', '--nonce', ann?.nonce ?? '']
  const found = await run([...mine, path])
  expect([found.code, found.out.includes('won')]).toEqual([0, true])
  expect((await run(['--user', 'mallory', '--salt', ann?.salt ?? '', path])).code).toBe(1)
})

test('BEN-7: from an address: the page’s leads to the record', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(request.url === '/v1/draws/x' ? 200 : 404).end(JSON.stringify(vector.record))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    expect((await run([`${base}/draws/x#salt=1`])).code).toBe(0)
    expect((await run([`${base}/v1/draws/x`])).code).toBe(0)
    expect(await run([`${base}/v1/draws/y`])).toMatchObject({ code: 2, err: expect.stringContaining('404') as string })
    expect(asked).toEqual(['/v1/draws/x', '/v1/draws/x', '/v1/draws/y'])
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})

test.each([
  ['nothing', []],
  ['two records', ['a', 'b']],
  ['an unknown option', ['--what', 'a']],
  ['a user without his salt', ['--user', 'ann', 'a']],
  ['a salt that is none', ['--user', 'ann', '--salt', 'xyz', 'a']],
])('BEN-7: wrong use: %s: exit 2 and how it is meant', async (_, argv) => {
  expect(await run(argv)).toMatchObject({
    code: 2,
    err: expect.stringContaining('verify-draw [options] RECORD') as string,
  })
})

test('BEN-7: no record to be had: exit 2', async () => {
  expect((await run([join(folder, 'absent.json')])).code).toBe(2)
  const path = join(folder, 'text.json')
  await writeFile(path, 'not json')
  expect((await run([path])).err).toContain('not JSON')
  expect((await run([await fileOf({ entries: 3 })])).err).toContain('not the record')
})
