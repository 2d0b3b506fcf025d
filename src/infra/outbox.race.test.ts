import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { until } from '../../test/faults/wait.ts'
import type { Db } from '../ports/db.ts'
import { allReadable } from '../../test/support/outbox.ts'
import { describePostgres, emptyTables } from '../../test/support/store.ts'
import { createOutboxReader, sweepOutbox } from './outbox.ts'

/** Commits do not come in the order of their numbers: what began first may end last, and must not be passed by (research/reliability.md I39). */
describePostgres('the outbox under transactions that end late', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(() => emptyTables(db))

  const write = (on: Pick<Db, 'query'>, kind: string) =>
    on.query(`insert into outbox (topic, kind, body) values ('club:luo', $1, '{}'::jsonb)`, [kind])

  test('I39 GRP-10: an entry of a transaction under way holds back those that came after it, and is read in its place', async () => {
    const reader = createOutboxReader(db, () => () => undefined)
    let finish = (): void => undefined
    const mayEnd = new Promise<void>((resolve) => (finish = resolve))
    let hasWritten = (): void => undefined
    const written = new Promise<void>((resolve) => (hasWritten = resolve))
    const late = db.transaction(async (tx) => {
      await write(tx, 'slow')
      hasWritten()
      await mayEnd
    })
    await written
    await write(db, 'quick')
    const before = await reader.after(null, 10)
    finish()
    await late
    await allReadable(db)
    const behind = await reader.after(before.at(-1)?.position ?? null, 10)
    expect([before, behind].map((entries) => entries.map(({ kind }) => kind))).toEqual([[], ['slow', 'quick']])
  })

  test('I39 GRP-10: what is written under a lock is read in the order of the lock, whichever transaction began first', async () => {
    const reader = createOutboxReader(db, () => () => undefined)
    await db.query(
      `insert into club (owner_id, kind, name, currency, created_at, mode) values ('luo', 'creator', 'luo', 'CNY', now(), 'live')`,
    )
    const lock = (tx: Pick<Db, 'query'>) => tx.query(`select 1 from club where owner_id = 'luo' for no key update`)
    let hasBegun = (): void => undefined
    const begun = new Promise<void>((resolve) => (hasBegun = resolve))
    let goOn = (): void => undefined
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve))
    const earlier = db.transaction(async (tx) => {
      await tx.query('select pg_current_xact_id()')
      hasBegun()
      await mayGoOn
      await lock(tx)
      await write(tx, 'second')
    })
    await begun
    await db.transaction(async (tx) => {
      await lock(tx)
      await write(tx, 'first')
    })
    goOn()
    await earlier
    await allReadable(db)
    expect((await reader.after(null, 10)).map(({ kind }) => kind)).toEqual(['first', 'second'])
  })

  test('I39: transactions are read in the order of their numbers, not of their texts, page by page', async () => {
    const txids = [9, 10, 98, 99, 100, 101]
    for (const txid of txids.toReversed())
      await db.query(`insert into outbox (txid, topic, kind, body) values ($1::text::xid8, 'club:luo', $1, '{}')`, [
        String(txid),
      ])
    const reader = createOutboxReader(db, () => () => undefined)
    const read: string[] = []
    for (let position: string | null = null, more = true; more;) {
      const entries = await reader.after(position, 2)
      read.push(...entries.map(({ kind }) => kind))
      position = entries.at(-1)?.position ?? position
      more = entries.length > 0
    }
    expect(read).toEqual(txids.map(String))
  })

  test('I39: fifty writers of any length, and a reader that goes on from where it was: every entry once', async () => {
    const reader = createOutboxReader(db, () => () => undefined)
    const read: string[] = []
    let position: string | null = null
    const readOn = async (): Promise<void> => {
      for (const entry of await reader.after(position, 7)) {
        read.push(entry.kind)
        position = entry.position
      }
    }
    let writing = true
    const writers = Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        db.transaction(async (tx) => {
          await write(tx, `w${index}`)
          for (let turn = 0; turn < index % 7; turn += 1) await tx.query('select 1')
        }),
      ),
    ).finally(() => (writing = false))
    while (writing) await readOn()
    await writers
    // a transaction of another test, in another database of this server, holds entries back too
    await until(() => readOn().then(() => read.length >= 50), 50_000, 'everything is read')
    await readOn()
    expect(read.toSorted()).toEqual(Array.from({ length: 50 }, (_, index) => `w${index}`).sort())
  })

  test('GRP-10: of some topics what is theirs and how far was looked; and the newest up to a position', async () => {
    const topics = ['club:luo', 'club:mei', 'club:mei', 'club:luo', 'club:wei', 'club:luo', 'club:mei', 'club:mei']
    for (const [index, topic] of topics.entries())
      await db.query(`insert into outbox (txid, topic, kind, body) values ($1::text::xid8, $2, $1, '{}')`, [
        String(98 + index),
        topic,
      ])
    const reader = createOutboxReader(db, () => () => undefined)
    const read = async (position: string | null, limit: number, rows: number) => {
      const entries = await reader.after(position, limit, { topics: ['club:luo', 'club:wei'], rows })
      return { kinds: entries.map(({ kind }) => kind), position: entries.at(-1)?.position ?? null }
    }
    const first = await read(null, 10, 3)
    expect(first.kinds).toEqual(['98', '100'])
    const second = await read(first.position, 2, 10)
    expect(second.kinds).toEqual(['101', '102'])
    const third = await read(second.position, 10, 10)
    expect(third.kinds).toEqual(['103', '105'])
    expect((await read(third.position, 10, 10)).kinds).toEqual([])
    const newest = await reader.upTo(second.position ?? '', 3)
    expect(newest.map(({ kind, topic }) => [kind, topic])).toEqual([
      ['100', 'club:mei'],
      ['101', 'club:luo'],
      ['102', 'club:wei'],
    ])
  })

  test('I39 GRP-10: a slice swept late never makes a position good again behind which another node swept more', async () => {
    const reader = createOutboxReader(db, () => () => undefined)
    for (const [txid, hours] of [
      [10, 23],
      [11, 25],
      [12, 25],
      [13, 25],
      [14, 23],
    ] as const)
      await db.query(
        `insert into outbox (txid, topic, kind, body, at) values ($1::text::xid8, 'club:luo', $1, '{}', now() - make_interval(hours => $2::int4))`,
        [String(txid), hours],
      )
    const entries = await reader.after(null, 10)
    const holds = async (): Promise<boolean[]> => Promise.all(entries.map(({ position }) => reader.holds(position)))
    // three of the oldest four are old enough: written in the same hour, but not in the order of transactions
    expect([await sweepOutbox(db, 24, 4), await holds()]).toEqual([3, [false, false, false, true, true]])
    await db.query(`update outbox set at = now() - interval '25 hours' where kind = '10'`)
    expect([await sweepOutbox(db, 24, 1), await holds()]).toEqual([1, [false, false, false, true, true]])
    // and slices follow one another until one is not full
    for (const txid of ['15', '16'])
      await db.query(`insert into outbox (txid, topic, kind, body) values ($1::text::xid8, 'club:luo', $1, '{}')`, [
        txid,
      ])
    await db.query(`update outbox set at = now() - interval '25 hours' where kind <> '16'`)
    expect([await sweepOutbox(db, 24, 1), await holds()]).toEqual([2, [false, false, false, false, false]])
    expect((await reader.after(null, 10)).map(({ kind }) => kind)).toEqual(['16'])
  })
})
