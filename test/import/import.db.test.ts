import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ImportParts } from '../../src/import/command.ts'
import type { Db } from '../../src/ports/db.ts'
import { describeWorld } from '../support/club.ts'
import { describeAnyStore, emptyTables } from '../support/store.ts'
import { header, shopLines, shopMap } from './sample-shop.ts'
import { importStoreOn, runCommand, seed, stateOf } from './support.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(`${tmpdir()}/tiefen-import-`)))
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  await writeFile(`${folder}/${name}`, content)
  return `${folder}/${name}`
}
const writeShop = async (lines: readonly string[], map: object = shopMap) => ({
  file: await write('shop.csv', [header, ...lines].join('\n')),
  map: await write('map.json', JSON.stringify(map)),
})
const counts = (out: string) => JSON.parse(out) as Record<string, number> & { byCode: Record<string, number> }

const paid = (id: string, user: string, fen: number, time: string, owner = 'shop') =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 's',
    type: 'order.paid',
    subject: user,
    time,
    data: { ownerId: owner, orderId: id, amount: { value: fen, currency: 'CNY' }, lines: [] },
  })

describeAnyStore('import', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(async () => {
    await emptyTables(db)
    await seed(db)
  })
  const owner = ['--owner', 'shop', '--create-owner', 'Shop']

  it('TASK-10: twice is once, and says so', async () => {
    const { file, map } = await writeShop(shopLines(200))
    const first = await runCommand(db, [...owner, '--map', map, file])
    const state = await stateOf(db)
    const again = await runCommand(db, ['--owner', 'shop', '--map', map, file])
    expect(counts(again.out)['duplicates']).toBe(counts(first.out)['applied'])
    expect(counts(again.out)['applied']).toBe(0)
    expect(await stateOf(db)).toEqual(state)
    expect((state['outbox'] as { messages: number }[])[0]?.messages).toBe(0)
  })

  it('a dry run counts the same, opens no store and leaves nothing', async () => {
    const { file, map } = await writeShop(shopLines(200))
    const before = await readdir(folder)
    const dry = await runCommand(null, [...owner, '--dry-run', '--map', map, file])
    expect(await readdir(folder)).toEqual(before)
    const real = await runCommand(db, [...owner, '--map', map, file])
    expect(counts(dry.out)).toEqual(counts(real.out))
  })

  it('any batch size, gzip, and any order of lines give the same state', async () => {
    const lines = shopLines(120)
    const { file, map } = await writeShop(lines)
    await runCommand(db, [...owner, '--map', map, file])
    const state = await stateOf(db)
    const mixed = [...lines].reverse()
    const variants = [
      [...owner, '--batch', '7', '--map', map, await write('shop.csv.gz', gzipSync([header, ...lines].join('\r\n')))],
      [
        ...owner,
        '--map',
        await write('any.json', JSON.stringify({ ...shopMap, inTimeOrder: false })),
        await write('mixed.csv', [header, ...mixed].join('\n')),
      ],
    ]
    for (const argv of variants) {
      await emptyTables(db)
      await seed(db)
      const run = await runCommand(db, argv)
      expect(run.code).toBe(0)
      expect(await stateOf(db)).toEqual(state)
    }
  })

  it('broken lines are told by number and cost nothing else', async () => {
    const lines = shopLines(60)
    const { file: whole, map } = await writeShop(lines)
    await runCommand(db, [...owner, '--map', map, whole])
    const state = await stateOf(db)
    const broken = [...lines]
    broken.splice(40, 0, '9001,c1,sku-1,1,ten,2024-06-01 00:00:00')
    broken.splice(30, 0, '9002,c1,"sku-1,1,1.00,2024-06-01 00:00:00')
    broken.splice(20, 0, '9003,c1,sku-1,1,1.00')
    broken.splice(10, 0, '9004,c1,sku-1,1,1.00,31/06/2024')
    await emptyTables(db)
    await seed(db)
    const report = `${folder}/report.md`
    const run = await runCommand(db, [...owner, '--map', map, '--report', report, (await writeShop(broken)).file])
    expect(counts(run.out).byCode).toMatchObject({
      price_invalid: 1,
      line_malformed: 1,
      line_columns: 1,
      time_invalid: 1,
    })
    expect(counts(run.out)['rejected']).toBe(4)
    expect(await stateOf(db)).toEqual(state)
    const text = await readFile(report, 'utf8')
    for (const line of ['12: `9004', '23: `9003', '34: `9002', '45: `9001']) expect(text).toContain(line)
  })

  it('TASK-8: a return finds the newest earlier orders of the customer and product, over as many as it takes', async () => {
    const { file, map } = await writeShop([
      '1,ann,tea,2,10.00,2024-01-01 10:00:00',
      '2,ann,tea,1,12.00,2024-01-02 10:00:00',
      '2,ann,cup,1,5.00,2024-01-02 10:00:00',
      '3,bob,tea,9,10.00,2024-01-03 10:00:00',
      'R1,ann,tea,-2,11.00,2024-01-04 10:00:00',
      'R2,ann,cup,-3,5.00,2024-01-05 10:00:00',
      'R3,eve,tea,-1,5.00,2024-01-05 10:00:00',
    ])
    const run = await runCommand(db, [...owner, '--map', map, file])
    expect(counts(run.out).byCode).toEqual({ return_not_bought: 1 })
    const orders = await db.query('select order_id, paid, refunded, refund_ids from purchase_order order by order_id')
    expect(orders).toEqual([
      { order_id: '1', paid: 2000, refunded: 1100, refund_ids: ['R1'] },
      { order_id: '2', paid: 1700, refunded: 1600, refund_ids: ['R1', 'R2'] },
      { order_id: '3', paid: 9000, refunded: 0, refund_ids: [] },
    ])
  })

  it('NDJSON: events as they are, those of another owner and broken lines refused with their number', async () => {
    const lines = [
      paid('1', 'ann', 5000, '2024-01-01T10:00:00Z'),
      'not json',
      '',
      paid('2', 'ann', 700, '2024-01-02T10:00:00Z', 'else'),
      paid('1', 'ann', 5000, '2024-01-01T10:00:00Z'),
      paid('3', 'bob', 900, '2999-01-01T10:00:00Z'),
      '[1]',
    ]
    const run = await runCommand(db, [
      ...owner,
      '--report',
      `${folder}/r.md`,
      await write('past.ndjson', lines.join('\n')),
    ])
    expect(counts(run.out)).toEqual({
      read: 6,
      applied: 1,
      duplicates: 1,
      ignored: 0,
      rejected: 4,
      byCode: { line_malformed: 1, other_owner: 1, event_in_future: 1, malformed: 1 },
    })
    expect(await readFile(`${folder}/r.md`, 'utf8')).toContain('2: `not json`')
    expect(await db.query('select intimacy, scene from membership')).toEqual([{ intimacy: 100, scene: 'import' }])
  })

  it('TASK-9: a refund whose order has not come is counted as waiting, and settled when it comes', async () => {
    const refund = JSON.stringify({
      specversion: '1.0',
      id: 'r',
      source: 's',
      type: 'order.refunded',
      subject: 'ann',
      time: '2024-01-02T10:00:00Z',
      data: { ownerId: 'shop', orderId: '1', refundId: 'r', amount: { value: 2500, currency: 'CNY' } },
    })
    const first = await runCommand(db, [...owner, await write('a.ndjson.gz', gzipSync(refund))])
    expect(counts(first.out)).toEqual({
      read: 1,
      applied: 0,
      duplicates: 0,
      ignored: 0,
      rejected: 0,
      waiting: 1,
      byCode: {},
    })
    await runCommand(db, ['--owner', 'shop', await write('b.ndjson', paid('1', 'ann', 5000, '2024-01-01T10:00:00Z'))])
    expect(await db.query('select intimacy from membership')).toEqual([{ intimacy: 50 }])
  })

  it('says what is missing: the owner, his currency, a column, the map', async () => {
    const { file, map } = await writeShop(shopLines(5))
    expect((await runCommand(db, ['--owner', 'nobody', '--map', map, file])).error).toContain('--create-owner')
    expect((await runCommand(db, ['--owner', 'shop', file])).error).toContain('--map MAP.json')
    expect((await runCommand(db, [...owner, '--currency', 'JPY', '--map', map, file])).error).toContain(
      'currency is JPY',
    )
    const other = await write('other.json', JSON.stringify({ ...shopMap, product: { column: 'Artikel' } }))
    const run = await runCommand(db, ['--owner', 'shop', '--map', map, await write('x.csv', 'a,b\n1,2')])
    expect(run.code).toBe(2)
    expect((await runCommand(null, ['--dry-run', '--owner', 'shop', '--map', other, file])).error).toContain(
      'no column "Artikel"; it has Order, Customer',
    )
    const wrong = await write('wrong.json', JSON.stringify({ ...shopMap, currency: 'XXQ', extra: 1 }))
    const told = (await runCommand(db, ['--owner', 'shop', '--map', wrong, file])).error
    expect(told).toContain('currency: An ISO 4217 code')
    expect(told).toContain('extra')
  })

  it('TASK-10: two imports of one file at once: one stops, and nothing counts twice', async () => {
    const { file, map } = await writeShop(shopLines(200))
    await runCommand(db, [...owner, '--map', map, file])
    const state = await stateOf(db)
    await emptyTables(db)
    await seed(db)
    await runCommand(db, [...owner, await write('none.ndjson', '')])
    const argv = ['--owner', 'shop', '--batch', '10', '--map', map, file]
    // both know how far the file is before either sends: one that came only when the other was done would find nothing wrong
    let meet: () => void = () => undefined
    const met = new Promise<void>((resolve) => (meet = resolve))
    let come = 0
    const openStore: ImportParts['openStore'] = () => {
      const store = importStoreOn(db)
      const ingest: typeof store.app.ingest = async (...asked) => {
        if ((come += 1) === 2) meet()
        await met
        return store.app.ingest(...asked)
      }
      return Promise.resolve({ ...store, app: { ...store.app, ingest } })
    }
    const both = await Promise.all([runCommand(db, argv, { openStore }), runCommand(db, argv, { openStore })])
    expect(both.map((run) => run.code).sort()).toEqual([0, 1])
    expect(both.find((run) => run.code === 1)?.error).toContain('Another process is importing the same file')
    expect(await stateOf(db)).toEqual(state)
  })

  it('asked to stop, it finishes the batch under way and goes on there', async () => {
    const { file, map } = await writeShop(shopLines(200))
    const whole = counts((await runCommand(db, [...owner, '--map', map, file])).out)
    const state = await stateOf(db)
    await emptyTables(db)
    await seed(db)
    let looks = 0
    const argv = [...owner, '--batch', '10', '--map', map, file]
    const stopped = await runCommand(db, argv, { stopped: () => (looks += 1) > 100 })
    expect(stopped.code).toBe(130)
    const rest = await runCommand(db, argv)
    expect(counts(rest.out)).toEqual(whole)
    expect(await stateOf(db)).toEqual(state)
  })
})

describeWorld('import through a server', (w) => {
  it('PLT-1 TASK-10: --server sends the history with the platform key; again it is all duplicates', async () => {
    await w.clock('2026-03-10T12:00:00Z')
    const address = await w.node.server.listen({ port: 0, host: '127.0.0.1' })
    const { file, map } = await writeShop(shopLines(60))
    const argv = ['--owner', 'luo', '--server', address, '--batch', '20', '--map', map, file]
    expect((await runCommand(null, argv)).error).toContain('TIEFEN_SECRET_KEY')
    expect((await runCommand(null, argv, { secretKey: 'a-wrong-key-of-the-platform' })).code).toBe(1)
    const first = counts((await runCommand(null, argv, { secretKey: 'platform-key-of-the-tests' })).out)
    expect(first['applied']).toBeGreaterThan(100)
    const again = counts((await runCommand(null, argv, { secretKey: 'platform-key-of-the-tests' })).out)
    expect(again['duplicates']).toBe(first['applied'])
  })
})

describeWorld('history over HTTP', (w) => {
  it('PLT-1: the platform key only', async () => {
    for (const [type, more] of [
      ['admin', {}],
      ['owner', {}],
      ['staff', { ownerId: 'luo' }],
      ['fan', {}],
    ] as const)
      expect(await w.refusal('POST', '/v1/events?mode=history', [], { as: await w.token(type, 'luo', more) })).toBe(
        '403 forbidden',
      )
    expect(await w.refusal('POST', '/v1/events?mode=history', [], { as: null })).toBe('401 unauthenticated')
    expect(await w.refusal('POST', '/v1/events?mode=future', [])).toBe('422 malformed')
  })

  it('TASK-3: events of any age by the rules of their own day; members as of their first event; nobody is told', async () => {
    const outbox = async () =>
      (await w.db.query<{ count: number }>('select count(*)::int4 as count from outbox'))[0]?.count
    const before = await outbox()
    const answer = await w.history([
      w.paid('ann', 90_000, { order: '1', at: '2011-05-01T10:00:00Z' }),
      w.paid('ann', 90_000, { order: '2', at: '2011-05-01T11:00:00Z' }),
      w.paid('ann', 90_000, { order: '3', at: '2011-05-02T10:00:00Z' }),
      w.refunded('ann', '1', 45_000, { at: '2012-05-02T10:00:00Z' }),
    ])
    expect(answer.results.map((result) => result.points)).toEqual([450, 0, 450, -225])
    const ann = await w.member('ann')
    expect(ann).toMatchObject({ intimacy: 675, level: 3, joinedAt: '2011-05-01T10:00:00.000Z', scene: 'import' })
    expect(await outbox()).toBe(before)
  })

  it('TASK-10: a refused event makes nobody a member', async () => {
    const answer = await w.history([w.paid('eve', 100, { currency: 'USD', at: '2011-05-01T10:00:00Z' })])
    expect(answer.results[0]?.code).toBe('amount_invalid')
    expect(await w.refusal('GET', w.memberPath('eve'))).toBe('404 not_a_member')
  })
})
