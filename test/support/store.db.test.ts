import { expect, test } from 'vitest'
import type { Db } from '../../src/ports/db.ts'
import { describeAnyStore, emptyTables } from './store.ts'

const NOON = Date.UTC(2026, 2, 10, 12)

describeAnyStore('an emptied store', (store) => {
  test('API: what a node at work writes while its store is emptied goes too; what it made once and knows stays', async () => {
    const db = await store.open()
    try {
      await db.query(
        `insert into setting (key, value) values ('storeId', '"s"'), ('mediaSecret', '"m"'), ('instanceSecret', '"i"'), ('pushKeys', '{"publicKey":"p"}')`,
      )
      let writes = 2
      const atWork: Db = {
        ...db,
        async transaction(work) {
          // after the tables were listed
          if (writes > 0) await db.query('insert into source (source) values ($1)', [`n${writes}`])
          writes -= 1
          return db.transaction(work)
        },
      }
      await emptyTables(atWork, NOON)
      expect(await db.query('select 1 from source')).toEqual([])
      const kept = await db.query<{ key: string }>('select key from setting order by key')
      expect(kept.map(({ key }) => key)).toEqual(['clock', 'instanceSecret', 'mediaSecret', 'pushKeys'])
      await emptyTables(db)
      expect(await db.query('select 1 from setting')).toEqual([])
    } finally {
      await db.close()
    }
  })
})
