import { expect, test } from 'vitest'
import { everyPage } from './every-page.ts'

test('GRP-8: whoever sits in the group can be called, on whichever page he stands', async () => {
  const members = Array.from({ length: 2_000 }, (_, index) => index)
  const asked: (string | null)[] = []
  const read = (cursor: string | null) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    const next = from + 200
    return Promise.resolve({
      items: members.slice(from, next),
      nextCursor: next < members.length ? String(next) : null,
    })
  }
  expect(await everyPage(read, 20)).toEqual(members)
  expect(asked).toHaveLength(10)
  expect(await everyPage(read, 3)).toHaveLength(600)
})
