import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import { mediaLimits } from '../../contract/media.ts'
import { workshopLimits } from '../../infra/media/workshop.ts'
import { openWorld, secretKey, type World } from '../../../test/support/club.ts'
import { picture } from '../../../test/support/media.ts'
import { stores, type TestStore } from '../../../test/support/store.ts'

/** Uploads as real connections bring them: in pieces, slowly, broken off, longer or shorter than announced. */

let w: World
let port: number
let group: GroupView
let path: string
let bytes: Buffer
beforeAll(async () => {
  w = await openWorld(stores[0] as TestStore)
  await w.reset()
  await w.owner('luo')
  group = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '群' })
  path = `/v1/groups/${group.groupId}/media?kind=picture&from=luo`
  port = Number(new URL(await w.node.server.listen({ port: 0, host: '127.0.0.1' })).port)
  bytes = await picture(600, 400).png({ compressionLevel: 0 }).toBuffer()
})
afterAll(() => w.close())

function begin(headers: string, target = path, as = secretKey): Socket {
  const socket = connect(port, '127.0.0.1')
  const key = `authorization: Bearer ${as}\r\nconnection: close\r\n`
  socket.write(`POST ${target} HTTP/1.1\r\nhost: x\r\n${key}content-type: image/png\r\n${headers}\r\n\r\n`)
  return socket
}
/** `status code` of what a connection was answered. */
async function answer(socket: Socket): Promise<string> {
  const told = await text(socket)
  const body = /\{.*\}/s.exec(told)?.[0] ?? '{}'
  return `${told.slice(9, 12)} ${(JSON.parse(body) as { code?: string }).code ?? 'taken'}`
}
const rows = () => w.db.query<{ ready: boolean }>('select facts is not null as ready from media')
/** Reads the folder of uploads under way. */
const underWay = (): Promise<number> =>
  readdir(`${w.folder}/uploads`).then(
    (names) => names.length,
    () => 0,
  )

test('GRP-8: an upload comes in pieces, however small and slow, with or without its length', async () => {
  const slow = begin(`content-length: ${bytes.length}`)
  for (let at = 0; at < bytes.length; at += 64 * 1024) {
    if (!slow.write(bytes.subarray(at, at + 64 * 1024))) await once(slow, 'drain')
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await answer(slow)).toBe('201 taken')
  const chunked = begin('transfer-encoding: chunked')
  chunked.write(`${bytes.length.toString(16)}\r\n`)
  chunked.write(bytes)
  chunked.write('\r\n0\r\n\r\n')
  expect(await answer(chunked)).toBe('201 taken')
})

test('GRP-8: an upload that is broken off leaves no file and nothing to read', async () => {
  const before = (await rows()).filter(({ ready }) => ready).length
  const socket = begin(`content-length: ${bytes.length}`)
  socket.write(bytes.subarray(0, 100_000))
  await vi.waitFor(async () => expect(await underWay()).toBe(1), { timeout: 20_000 })
  socket.destroy()
  await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 20_000 })
  expect((await rows()).filter(({ ready }) => ready)).toHaveLength(before)
})

test('GRP-8: less than announced is waited for and then refused, more is another request', async () => {
  const short = begin(`content-length: ${bytes.length}`)
  short.end(bytes.subarray(0, bytes.length - 1))
  expect(await answer(short)).not.toMatch(/^2/)
  const long = begin(`content-length: ${bytes.length}`)
  long.write(Buffer.concat([bytes, Buffer.from('GARBAGE')]))
  expect(await answer(long)).toMatch(/^(201 taken|400 malformed)$/)
})

test('GRP-8: too much is refused by its announcement, or where it becomes too much, and the answer comes', async () => {
  const announced = begin(`content-length: ${mediaLimits.pictureBytesMost + 1}`)
  expect(await answer(announced)).toBe('413 media_too_large')
  const chunked = begin('transfer-encoding: chunked')
  const piece = Buffer.alloc(1024 * 1024)
  let answered = false
  const told = answer(chunked).finally(() => (answered = true))
  for (let sent = 0; sent <= mediaLimits.pictureBytesMost && !answered; sent += piece.length) {
    chunked.write(`${piece.length.toString(16)}\r\n`)
    chunked.write(piece)
    // nobody drains a connection that was answered and ended
    if (!chunked.write('\r\n')) await Promise.race([once(chunked, 'drain'), told])
  }
  expect(await told).toBe('413 media_too_large')
  await vi.waitFor(async () => expect(await underWay()).toBe(0), { timeout: 20_000 })
})

test('GRP-8: one sender has four uploads at a time; a refused one is not of his day, and a sub-account has its own four', async () => {
  const before = (await rows()).length
  await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
  await w.must('PUT', `/v1/groups/${group.groupId}/admins/s1`)
  const slow = Array.from({ length: workshopLimits.uploadsEach }, () => begin(`content-length: ${bytes.length}`))
  for (const socket of slow) socket.write(bytes.subarray(0, 9))
  await vi.waitFor(async () => expect(await underWay()).toBe(slow.length), { timeout: 20_000 })
  const fifth = begin(`content-length: ${bytes.length}`)
  fifth.write(bytes)
  expect(await answer(fifth)).toBe('503 media_busy')
  expect(await rows()).toHaveLength(before + slow.length)
  const staff = begin(`content-length: ${bytes.length}`, path, await w.token('staff', 's1', { ownerId: 'luo' }))
  staff.write(bytes)
  expect(await answer(staff)).toBe('201 taken')
  for (const socket of slow) socket.write(bytes.subarray(9))
  expect(new Set(await Promise.all(slow.map(answer)))).toEqual(new Set(['201 taken']))
})

test('GRP-8: who may not send is told before his bytes are read', async () => {
  const stranger = begin('content-length: 9000000', path.replace('from=luo', 'from=nobody'))
  expect(await answer(stranger)).toBe('403 not_in_group')
})
