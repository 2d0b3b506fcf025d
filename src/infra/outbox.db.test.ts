import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../ports/db.ts'
import { describeAnyStore } from '../../test/support/store.ts'
import { allReadable } from '../../test/support/outbox.ts'
import { createOutboxReader } from './outbox.ts'

describeAnyStore('outbox', (store) => {
  let db: Db
  beforeAll(async () => {
    db = await store.open()
    await db.query(
      `insert into outbox (topic, kind, body) select case when n % 2 = 0 then 'even' else 'odd' end, 'k',
         jsonb_build_object('n', n, 'text', repeat('x', case when n = 5 then 5000 else 1000 end)) from generate_series(1, 9) as n`,
    )
    await allReadable(db)
  })
  afterAll(() => db.close())
  const numbers = (entries: readonly { readonly body: Readonly<Record<string, unknown>> }[]) =>
    entries.map(({ body }) => body['n'])

  test('GRP-10: a page of the outbox ends with the entry that brings its bodies to their bound, and goes on behind it', async () => {
    const reader = createOutboxReader(db, () => () => undefined, 3_000)
    const pages: unknown[] = []
    for (let at: string | null = null; ;) {
      const page = await reader.after(at, 500)
      if (page.length === 0) break
      pages.push(numbers(page))
      at = page.at(-1)?.position ?? null
    }
    expect(pages).toEqual([[1, 2, 3], [4, 5], [6, 7, 8], [9]])
    const [first] = await reader.after(null, 1)
    expect(first?.bytes).toBe(Buffer.byteLength(JSON.stringify(first?.body)) + 3)
    const odd = await reader.after(first?.position ?? '', 500, { topics: ['odd'], rows: 500 })
    expect(numbers(odd)).toEqual([3, 5])
    // nothing of it is lost where its own are done: the last that was looked at says where to go on
    const rest = await reader.after(odd.at(-1)?.position ?? '', 500, { topics: ['even'], rows: 500 })
    expect(numbers(rest)).toEqual([6, 8, 9])
    expect(numbers(await reader.upTo(await reader.head(), 500))).toEqual([7, 8, 9])
  })
})
