import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isRejection } from '../../contract/rejections.ts'
import { checkSums } from '../../flow/doctor/sums.ts'
import { judgeCatalog } from '../../flow/doctor/schema.ts'
import { readCatalog } from '../../flow/doctor/catalog.ts'
import { replay } from '../../flow/replay.ts'
import { toInstant } from '../../lib/time.ts'
import type { Db } from '../../ports/db.ts'
import { seedStore } from '../../wire.ts'
import { createDatabase, openBare, describePostgres, describeStores, silentLog } from '../../../test/support/store.ts'
import { sharedProgram, type Program } from '../../../test/faults/program.ts'
import { fillClubs, openEngine } from '../../../test/race/engine.ts'
import { handClock } from '../../../test/race/nodes.ts'
import { createWorkload, everythingMix } from '../../../test/race/workload.ts'
import { migrate, migrationsFolder, readMigrations, type Migration } from '../migrate.ts'
import { createOutboxReader } from '../outbox.ts'
import { exportStore, type ExportParts } from './export.ts'
import { lineHash } from './form.ts'
import { importStore, type ImportParts } from './import.ts'
import { adoptOutbox } from './move-outbox.ts'
import { readTableNotes } from './tables.ts'

// embedded stores are loaded and filled in most of them: a minute is short on a machine that is busy
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 })

const SECRET = 'platform-key-of-this-test-0123456789'
let migrations: readonly Migration[]
let program: Program
let parts: ExportParts & ImportParts

beforeAll(async () => {
  program = await sharedProgram()
  migrations = await readMigrations(migrationsFolder())
  const notes = await readTableNotes(migrationsFolder())
  parts = { migrations, notes, program: 'test', exportedAt: toInstant(0), log: silentLog }
})

/** @param begun what the export waits for when it has begun to write */
async function exported(db: Db, begun: () => Promise<unknown> = () => Promise.resolve()): Promise<Buffer> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      const ready = chunks.length === 1 ? begun() : Promise.resolve()
      ready.then(() => done(), done)
    },
  })
  await exportStore(db, sink, true, parts)
  return Buffer.concat(chunks)
}

/** In pieces of an odd size, as a network gives them. */
async function* pieces(file: Uint8Array, size = 10_007): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield await Promise.resolve(file.subarray(at, at + size))
}

const restore = (db: Db, file: Uint8Array) => importStore(db, pieces(file), parts)

/** Something of everything: every event, an unread part of the outbox, two webhooks made meanwhile, odd values. */
async function fill(db: Db, events = 1_500): Promise<void> {
  const clock = handClock(Date.now())
  const engine = await openEngine(db, clock)
  await fillClubs(engine, 4, 40, 40)
  const workload = createWorkload({
    seed: 11,
    clubs: 4,
    people: 40,
    active: 40,
    eventsEach: 50,
    from: clock.now() - 30 * 3_600_000,
    pause: 60_000,
    duplicates: 0.02,
    mix: everythingMix,
  })
  for (let done = 0; done < events; done += 250) {
    const answer = await engine.app.ingest(workload.take(250))
    if (isRejection(answer)) throw new Error(answer.rejected)
    if (done === 250) await endpoint(db, 1)
    if (done === 500)
      await db.query(
        `insert into webhook_feed (txid, position) select txid, position from outbox order by txid desc, position limit 1`,
      )
    if (done === 750) await endpoint(db, 2)
  }
  await engine.ingestor.drain()
  await db.query(
    `insert into setting (key, value) values ('odd', $1::jsonb), ('none', 'null'), ('storeId', '"0123456789abcdef"') on conflict (key) do nothing`,
    [JSON.stringify({ text: 'line\nend "quote" \\ 粉丝 👨‍👩‍👧 \u2028', big: 2 ** 52 })],
  )
  await db.query(`insert into stream_ticket values ('\\x00ff0a', '{}', now())`)
  await db.query(
    `insert into idempotency values ('caller', '\\x000a0d22', '\\x5c', '2026-01-01 00:00:00.123456Z', 200, '\\xdeadbeef', 'infinity')`,
  )
}

async function endpoint(db: Db, number: number): Promise<void> {
  await db.query(
    `insert into webhook_endpoint (webhook_id, url, description, types, status, secret, created_at, created_by)
     values ($1, 'https://x', '', '{"a","b,c",""}', 'on', 's', now(), 't')`,
    [`00000000-0000-7000-8000-00000000000${number}`],
  )
}

/** Every row of every table as text, sorted; what a move gives new places is compared by what it means. */
async function contents(db: Db): Promise<Record<string, unknown>> {
  const tables = await db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const moved = new Set([
    'outbox',
    'webhook_feed',
    'webhook_endpoint',
    'stream_ticket',
    'node',
    'node_minute',
    'schema_migration',
    'setting',
  ])
  const found: Record<string, unknown> = {}
  for (const { name } of tables) {
    if (moved.has(name)) continue
    const rows = await db.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)
    found[name] = rows.map(({ row }) => row).sort()
  }
  found['setting'] = await db.query(
    `select key, value::text from setting where key not in ('storeId', 'outbox.swept') order by key`,
  )
  found['outbox'] = await db.query('select at::text, topic, kind, body::text from outbox order by txid, position')
  found['unread'] = await db.query(
    `select o.topic, o.kind, o.body::text from outbox o, webhook_feed f where (o.txid, o.position) > (f.txid, f.position) order by o.txid, o.position`,
  )
  found['told'] = await db.query(
    `select e.webhook_id, o.topic, o.body::text from webhook_endpoint e join outbox o on o.txid > e.from_txid order by 1, o.txid, o.position`,
  )
  return found
}

async function expectWell(db: Db): Promise<void> {
  expect((await replay(db, { fix: false })).lines).toEqual([])
  expect(await checkSums(db, 'Asia/Shanghai')).toEqual([])
}

describePostgres('store file', () => {
  test('moves embedded → PostgreSQL → embedded with equal content; replay and doctor agree; nothing unread is lost or told twice', async () => {
    const first = await openBare('pglite')
    const second = await openBare('postgres')
    const third = await openBare('pglite')
    try {
      await migrate(first, migrations, silentLog)
      await fill(first)
      const before = await contents(first)
      expect((before['unread'] as unknown[]).length).toBeGreaterThan(100)
      expect((before['told'] as unknown[]).length).toBeGreaterThan(100)
      const { rows } = await restore(second, await exported(first))
      expect(rows).toBeGreaterThan(2_000)
      expect(await contents(second)).toEqual(before)
      await expectWell(second)
      await restore(third, await exported(second))
      expect(await contents(third)).toEqual(before)
      await expectWell(third)
      expect(judgeCatalog(await readCatalog(third), await readCatalog(first))).toEqual([])
      expect(judgeCatalog(await readCatalog(second), await readCatalog(first))).toEqual([])
    } finally {
      await Promise.all([first.close(), second.close(), third.close()])
    }
  })

  test('a picture of one moment: others go on writing while it is taken', async () => {
    const db = await openBare('postgres')
    const copy = await openBare('postgres')
    try {
      await migrate(db, migrations, silentLog)
      await fill(db, 500)
      const clock = handClock(Date.now())
      const engine = await openEngine(db, clock)
      const workload = createWorkload({
        seed: 12,
        clubs: 4,
        people: 40,
        active: 40,
        eventsEach: 50,
        from: clock.now() - 3_600_000,
        pause: 100,
        duplicates: 0,
        mix: everythingMix,
      })
      let writing = true
      let wrote = 0
      const writer = (async () => {
        while (writing) {
          await engine.app.ingest(workload.take(40))
          wrote += 1
        }
      })()
      const first = await exported(db, () => {
        const before = wrote
        return vi.waitFor(() => expect(wrote).toBeGreaterThan(before), { timeout: 60_000 })
      })
      const second = await exported(db)
      writing = false
      await writer
      await engine.ingestor.drain()
      expect(second.length).toBeGreaterThan(first.length)
      await restore(copy, second)
      await expectWell(copy)
    } finally {
      await Promise.all([db.close(), copy.close()])
    }
  })

  test('a damaged, cut, foreign or newer file changes nothing and is told in words', async () => {
    const db = await openBare('postgres')
    const source = await openBare('postgres')
    try {
      await migrate(source, migrations, silentLog)
      await fill(source, 500)
      const file = await exported(source)
      await migrate(db, migrations, silentLog)
      const text = gunzipSync(file).toString()
      const lines = text.split('\n').slice(0, -1)
      const [header = '', ...rest] = lines
      const again = (changed: readonly string[]): Buffer => gzipSync(`${changed.join('\n')}\n`)
      const ledger = lines.findIndex((line) => line.startsWith('{"table":"order_waiting"'))
      const row = lines.findIndex((line, place) => place > ledger && line.startsWith('['))
      const flipped = (at: number): Buffer => {
        const copy = Buffer.from(file)
        copy[at] = (copy[at] ?? 0) ^ 0x10
        return copy
      }
      const closed = (changed: readonly string[]): Buffer => {
        const hash = lineHash()
        for (const line of changed.slice(0, -1)) hash.add(line)
        const end = JSON.parse(changed.at(-1) ?? '{}') as Record<string, unknown>
        return again([...changed.slice(0, -1), JSON.stringify({ ...end, sha256: hash.hex() })])
      }
      const cases: readonly (readonly [string, Buffer, RegExp])[] = [
        [
          'a changed digit',
          again(
            lines.map((line, place) =>
              place === row ? line.replace(/\d/, (d) => String((Number(d) + 1) % 10)) : line,
            ),
          ),
          /damaged \(table /,
        ],
        [
          'a changed digit, and the file closed anew',
          closed(
            lines.map((line, place) =>
              place === row ? line.replace(/\d/, (d) => String((Number(d) + 1) % 10)) : line,
            ),
          ),
          /damaged \(table /,
        ],
        ['a row gone', again(lines.filter((_, place) => place !== row)), /damaged \(table /],
        [
          'a row twice',
          again(lines.flatMap((line, place) => (place === row ? [line, line] : [line]))),
          /damaged \(table /,
        ],
        [
          'a changed header',
          again([header.replace('"program":"test"', '"program":"tesu"'), ...rest]),
          /damaged \(its end\)/,
        ],
        ['no end', again(lines.slice(0, -1)), /damaged \(its end\)/],
        ['half of it', again(lines.slice(0, lines.length / 2)), /damaged \(it ends in table \w+\)/],
        ['more behind the end', again([...lines, lines.at(-1) ?? '']), /damaged \(more follows its end\)/],
        ['half the bytes', file.subarray(0, file.length / 2), /damaged \(Z_BUF_ERROR\)/],
        ['all bytes but one', file.subarray(0, -1), /damaged/],
        ['no gzip', Buffer.from(text), /no file that tiefen export wrote/],
        ['another gzip', gzipSync('{"hello": 1}\n'), /no file that tiefen export wrote/],
        ['nothing', Buffer.alloc(0), /damaged/],
        [
          'a newer format',
          again([header.replace('"version":1', '"version":2'), ...rest]),
          /format 2, this program reads 1/,
        ],
        [
          'a newer store',
          closed([
            header.replace('"migrations":[', '"migrations":[{"number":9999,"name":"9999_make_future","sha256":"x"},'),
            ...rest,
          ]),
          /newer or another version, test \(9999_make_future\)/,
        ],
        ...Array.from({ length: 30 }, (_, n) => {
          const at = 10 + Math.floor(((file.length - 11) * n) / 29)
          return [`bit at ${at}`, flipped(at), /damaged|no file that/] as const
        }),
      ]
      for (const [name, bytes, words] of cases) {
        await expect(restore(db, bytes), name).rejects.toThrow(words)
        expect(
          await db.query(
            'select (select count(*) from club) + (select count(*) from ledger) + (select count(*) from source) as rows',
          ),
          name,
        ).toEqual([{ rows: 0 }])
      }
      await restore(db, file)
      await expectWell(db)
    } finally {
      await Promise.all([db.close(), source.close()])
    }
  }, 120_000)
})

describeStores('store file', (store) => {
  let source: Db
  let file: Buffer
  beforeAll(async () => {
    source = await openBare(store.name)
    await migrate(source, migrations, silentLog)
    await fill(source)
    file = await exported(source)
  })
  afterAll(() => source.close())

  /** Other tests' transactions on the same server hold entries back: nothing is read until they are through. */
  const settled = (db: Db) =>
    vi.waitFor(
      async () =>
        expect(
          await db.query('select 1 from outbox where txid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1'),
        ).toEqual([]),
      { timeout: 60_000, interval: 50 },
    )

  test('positions of the old server are not held, those of the new one are; what is written next comes last', async () => {
    const old = createOutboxReader(source, () => () => undefined)
    await settled(source)
    const entries = await old.after(null, 10_000)
    const db = await openBare(store.name)
    try {
      await restore(db, file)
      const reader = createOutboxReader(db, () => () => undefined)
      const middle = Math.floor(entries.length / 2)
      for (const entry of [entries[0], entries[middle], entries.at(-1)]) {
        expect(await old.holds(entry?.position ?? '')).toBe(true)
        expect(await reader.holds(entry?.position ?? '')).toBe(false)
      }
      await settled(db)
      const moved = await reader.after(null, 10_000)
      expect(moved.map(({ topic, body }) => ({ topic, body }))).toEqual(
        entries.map(({ topic, body }) => ({ topic, body })),
      )
      expect(await reader.holds(moved[middle]?.position ?? '')).toBe(true)
      expect(await reader.head()).toBe(moved.at(-1)?.position)
      await db.query(`insert into outbox (topic, kind, body) values ('new', 'x', '{}')`)
      await settled(db)
      const next = await reader.after(moved.at(-1)?.position ?? null, 10)
      expect(next.map(({ topic }) => topic)).toEqual(['new'])
      // the name among nodes is not taken along
      expect(await db.query(`select 1 from setting where key = 'storeId'`)).toEqual([])
    } finally {
      await db.close()
    }
  })

  test('a dump restored on another server: the first start gives its messages places there, and readings stay', async () => {
    const db = await openBare(store.name)
    try {
      await restore(db, file)
      const before = await contents(db)
      // what pg_restore leaves: everything as it was, on a server whose numbers are lower
      const ahead = 7_000_000_000
      await db.exec(`update outbox set txid = (txid::text::int8 + ${ahead})::text::xid8;
        update webhook_feed set txid = (txid::text::int8 + ${ahead})::text::xid8;
        update webhook_endpoint set from_txid = (from_txid::text::int8 + ${ahead})::text::xid8`)
      const reader = createOutboxReader(db, () => () => undefined)
      expect(await reader.after(null, 10)).toEqual([])
      expect(await adoptOutbox(db, parts.notes)).toBe((before['outbox'] as unknown[]).length)
      expect(await adoptOutbox(db, parts.notes)).toBe(null)
      expect(await contents(db)).toEqual(before)
      await db.query(`insert into outbox (topic, kind, body) values ('new', 'x', '{}')`)
      await settled(db)
      const entries = await reader.after(null, 10_000)
      expect(entries).toHaveLength((before['outbox'] as unknown[]).length + 1)
      expect(entries.at(-1)?.topic).toBe('new')
    } finally {
      await db.close()
    }
  })

  test('a dump of a server that was quiet for a day, restored on another: what is written there is read', async () => {
    const db = await openBare(store.name)
    try {
      await restore(db, file)
      await db.exec(`delete from outbox; insert into push_feed (txid, position) values ('1', 1)`)
      // what the sweep left behind, each by itself
      const left = Object.entries(parts.notes).flatMap(([table, { outbox }]) =>
        outbox === undefined ? [] : [`update ${table} set ${outbox.txid} = '7000000000'`],
      )
      expect(left).toHaveLength(3)
      const swept = JSON.stringify({ txid: '7000000000', position: '7', micros: '0' })
      for (const leave of [
        ...left,
        `insert into setting (key, value) values ('outbox.swept', '${swept}') on conflict (key) do update set value = excluded.value`,
      ]) {
        await db.exec(leave)
        expect(await adoptOutbox(db, parts.notes), leave).toBe(0)
        expect(await adoptOutbox(db, parts.notes), leave).toBe(null)
      }
      await db.query(`insert into outbox (topic, kind, body) values ('new', 'x', '{}')`)
      expect(
        await db.query(`select 1 from outbox o, webhook_feed w, push_feed p
          where (o.txid, o.position) > (w.txid, w.position) and (o.txid, o.position) > (p.txid, p.position)
            and o.txid > (select max(from_txid) from webhook_endpoint)`),
      ).toHaveLength(1)
      const reader = createOutboxReader(db, () => () => undefined)
      await settled(db)
      expect(await reader.holds(await reader.head())).toBe(true)
    } finally {
      await db.close()
    }
  })

  test('numbers go on where they were, and triggers guard again', async () => {
    const db = await openBare(store.name)
    try {
      await restore(db, file)
      await db.query(`insert into source (source) values ('next')`)
      await db.query(`insert into person (user_id, created_at) values ('next', now())`)
      await db.query(`insert into outbox (topic, kind, body) values ('next', 'x', '{}')`)
      await expect(db.query('update ledger set delta = delta')).rejects.toThrow(/append-only/)
    } finally {
      await db.close()
    }
  })

  test('a full disk under the file is told as such, and is no trouble of the store', async () => {
    const noSpace = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
    const full = new Writable({ write: (_chunk, _encoding, done) => done(noSpace) })
    await expect(exportStore(source, full, false, parts)).rejects.toBe(noSpace)
    expect(await source.query('select 1 as still')).toEqual([{ still: 1 }])
  })

  test('nothing is written into a store that holds something, and it is named', async () => {
    await expect(restore(source, file)).rejects.toThrow(/not empty .*club.*nothing was written/)
    const seeded = await openBare(store.name)
    try {
      await migrate(seeded, migrations, silentLog)
      await seedStore(seeded)
      await restore(seeded, file)
      await expectWell(seeded)
    } finally {
      await seeded.close()
    }
  })

  test(
    'an older file goes into a new store and is brought up to date; into a newer schema it does not',
    { timeout: 180_000 },
    async () => {
      const older = migrations.filter(({ number }) => number < 200)
      const [db, copy, ahead] = [await openBare(store.name), await openBare(store.name), await openBare(store.name)]
      try {
        await migrate(db, older, silentLog)
        await db.query(
          `insert into club (owner_id, kind, name, currency, created_at, mode) values ('o', 'creator', 'n', 'CNY', now(), 'live')`,
        )
        const oldFile = await exported(db)
        await restore(copy, oldFile)
        expect(await copy.query('select owner_id, version from club')).toEqual([{ owner_id: 'o', version: 0 }])
        expect(await copy.query('select max(number) as most from schema_migration')).toEqual([
          { most: migrations.at(-1)?.number },
        ])
        await migrate(ahead, migrations, silentLog)
        await expect(restore(ahead, oldFile)).rejects.toThrow(/older than the schema/)
      } finally {
        await Promise.all([db.close(), copy.close(), ahead.close()])
      }
    },
  )

  test('the command: killed in the middle nothing is there, run again all is; a file has mode 0600', async () => {
    const folder = await mkdtemp(`${tmpdir()}/tiefen-store-file-`)
    const database = store.name === 'postgres' ? await createDatabase('template0') : null
    const env = {
      TIEFEN_SECRET_KEY: SECRET,
      TIEFEN_DATA: `${folder}/data`,
      ...(database === null ? {} : { DATABASE_URL: database.url }),
    }
    try {
      const stopped = command(['import', '--store', '-'], env)
      await new Promise<void>((resolve, reject) =>
        stopped.child.stdin.write(file.subarray(0, Math.floor(file.length * 0.8)), (error) =>
          error ? reject(error) : resolve(),
        ),
      )
      // on the server it is seen to be inside its transaction; the embedded store shows nothing, there the moment is whichever comes
      const busy = `select 1 from pg_stat_activity where datname = $1 and state = 'idle in transaction' and backend_xid is not null
        and query like 'insert into%'`
      if (database !== null)
        await expect
          .poll(() => source.query(busy, [new URL(database.url).pathname.slice(1)]), { timeout: 60_000, interval: 50 })
          .toHaveLength(1)
      stopped.child.kill('SIGKILL')
      await stopped.done
      await writeFile(`${folder}/file`, file)
      expect(await command(['import', '--store', `${folder}/file`], env).done).toMatchObject({
        code: 0,
        err: expect.stringMatching(/restored \d+ rows/),
      })
      expect(await command(['import', '--store', `${folder}/file`], env).done).toMatchObject({
        code: 2,
        err: expect.stringMatching(/not empty/),
      })
      expect(await command(['export', `${folder}/again`], env).done).toMatchObject({
        code: 0,
        err: expect.stringMatching(/exported \d+ rows/),
      })
      expect((await stat(`${folder}/again`)).mode & 0o777).toBe(0o600)
      const copy = await openBare('pglite')
      await restore(copy, await readFile(`${folder}/again`))
      expect(await contents(copy)).toEqual(await contents(source))
      await copy.close()
      expect(await command(['doctor'], env).done).toMatchObject({ code: 0, out: expect.stringMatching(/healthy/) })
    } finally {
      await database?.drop()
      await rm(folder, { recursive: true, force: true })
    }
  }, 480_000)
})

test('the command: a file that is not there, and wrong use, are told in words', async () => {
  const env = { TIEFEN_SECRET_KEY: SECRET, TIEFEN_DATA: await mkdtemp(`${tmpdir()}/tiefen-store-file-`) }
  try {
    expect(await command(['import', '--store', `${env.TIEFEN_DATA}/none`], env).done).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ENOENT/),
    })
    expect(await command(['export'], env).done).toMatchObject({ code: 2, err: expect.stringMatching(/export FILE/) })
  } finally {
    await rm(env.TIEFEN_DATA, { recursive: true, force: true })
  }
}, 120_000)

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function command(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [program.main, ...args], {
    env: { ...process.env, DATABASE_URL: '', ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin.on('error', () => undefined)
  const done = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, out, err }))
  return { child, done }
}
