import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { checkMediaBytes, checkMediaUses } from '../flow/doctor/media.ts'
import { diskStorage } from '../infra/media/disk.ts'
import { openPostgres } from '../infra/pg.ts'
import { DAY, toInstant } from '../lib/time.ts'
import { seedStore } from '../wire.ts'
import { sharedProgram, SECRET_KEY, startServer, type Program, type Server } from '../../test/faults/program.ts'
import { createDatabase, describePostgres, silentLog } from '../../test/support/store.ts'
import { picture } from '../../test/support/media.ts'

/** kill -9 between a picture's row and its bytes, on the way in (`media.half`, `media.stored`) and on the way out (`media.removed`). */

const NOON = Date.UTC(2026, 2, 10, 12)

describePostgres('a server killed while it stores or removes pictures', () => {
  let program: Program
  beforeAll(async () => void (program = await sharedProgram()))

  test('GRP-8: no row without its bytes, no bytes that nobody will remove, wherever the process died', async () => {
    const { url, drop } = await createDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'tiefen-media-kill-'))
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    const storage = diskStorage(join(folder, 'media'))
    const open = (at?: string): Promise<Server> =>
      startServer(program, {
        DATABASE_URL: url,
        TIEFEN_DATA: folder,
        TIEFEN_SANDBOX: '1',
        ...(at === undefined ? {} : { TIEFEN_CRASH_AT: `${at}:1` }),
      })
    let server = await open()
    const ask = async (
      method: string,
      path: string,
      body: string | Uint8Array<ArrayBuffer>,
      type = 'application/json',
    ) => {
      const headers = { authorization: `Bearer ${SECRET_KEY}`, 'content-type': type }
      const response = await fetch(`${server.url}${path}`, { method, headers, body: method === 'DELETE' ? null : body })
      return (await response.json()) as Readonly<Record<string, string>>
    }
    const stored = async (): Promise<string[]> => {
      const found: string[] = []
      for await (const { mediaId, part } of storage.list()) found.push(`${mediaId}.${part}`)
      return found
    }
    const clock = (now: number) => ask('PUT', '/v1/sandbox/clock', JSON.stringify({ now: toInstant(now) }))
    const bytes = await picture(40, 30).png().toBuffer()
    const send = (group: string) =>
      ask('POST', `/v1/groups/${group}/media?kind=picture&from=luo`, new Uint8Array(bytes), 'image/png')
    try {
      await seedStore(db)
      await clock(NOON)
      await ask('PUT', '/v1/owners/luo', '{"kind":"creator","name":"luo"}')
      const group = String((await ask('POST', '/v1/clubs/luo/groups', '{"name":"x"}'))['groupId'])
      const kept = await send(group)
      const said = JSON.stringify({ from: 'luo', kind: 'picture', mediaId: kept['mediaId'] })
      const message = await ask('POST', `/v1/groups/${group}/messages`, said)
      await server.stop()
      for (const [at, files] of [
        ['media.half', 3],
        ['media.stored', 5],
      ] as const) {
        server = await open(at)
        await expect(send(group)).rejects.toThrow()
        await server.gone
        expect((await stored()).length, at).toBe(files)
        // their rows are there, so that the sweep finds them; nobody can read them
        expect([...(await checkMediaBytes(db, storage)), ...(await checkMediaUses(db))]).toEqual([])
      }
      server = await open('media.removed')
      // the sweep may come, and the process end, between the commit and the answer
      await ask('DELETE', `/v1/groups/${group}/messages/${message['messageId']}`, '').catch(() => undefined)
      await server.gone
      expect((await stored()).length).toBe(3)
      expect([...(await checkMediaBytes(db, storage)), ...(await checkMediaUses(db))]).toEqual([])
      server = await open()
      await clock(NOON + DAY)
      await vi.waitFor(async () => expect([await stored(), await db.query('select 1 from media')]).toEqual([[], []]), {
        timeout: 60_000,
        interval: 100,
      })
      await server.stop()
    } finally {
      await server.kill()
      await db.close()
      await drop()
      await rm(folder, { recursive: true, force: true })
    }
  }, 240_000)
})
