import { expect, test } from 'vitest'
import { describePostgres } from '../../test/support/store.ts'
import { createMediaCommands } from './store.ts'

describePostgres('media of one sender, at once', (store) => {
  test('GRP-8: uploads of one owner’s side are counted one after the other: as many begin as a day holds', async () => {
    const db = await store.open()
    const most = 3
    const sender = { clubNo: 7, groupNo: 1, userNo: null }
    const upload = (staffId: string) =>
      db.transaction(async (tx) => {
        const media = createMediaCommands(tx, Date.UTC(2026, 2, 10))
        if ((await media.countRecent(sender)) >= most) return false
        // as long as a busy store may take: the others have read by then
        await tx.query('select pg_sleep(0.05)')
        await media.begin({ ...sender, staffId, kind: 'picture' })
        return true
      })
    const begun = await Promise.all(Array.from({ length: 8 }, (_, n) => upload(`s${n}`)))
    expect(begun.filter(Boolean)).toHaveLength(most)
    expect(await db.query('select 1 from media where club_no = 7')).toHaveLength(most)
  })
})
