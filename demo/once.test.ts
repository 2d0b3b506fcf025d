import { expect, test } from 'vitest'
import { createKept } from './once.ts'

const asked = (key?: string) => ({
  url: '/demo/shanye/orders',
  body: { productId: 'sy-1', quantity: 1 },
  headers: key === undefined ? {} : { 'idempotency-key': key },
})

test('PLT-3: a purchase asked again after a lost answer goes out under the same id, and its answer is kept', async () => {
  const ids: string[] = []
  const once = createKept()
  const buy = (key?: string, userId = 'ann', fails = false, by = once) =>
    by(asked(key), userId, (id) => {
      ids.push(id)
      return fails ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(id)
    })
  await expect(buy('k-1', 'ann', true)).rejects.toThrow('fetch failed')
  const id = await buy('k-1')
  expect(await buy('k-1')).toBe(id)
  expect(ids).toEqual([id, id])
  // a demo that started anew has forgotten the answer, not the id
  expect(await buy('k-1', 'ann', false, createKept())).toBe(id)
  const others = [await buy('k-2'), await buy('k-1', 'bo'), await buy(), await buy()]
  expect(new Set([id, ...others]).size).toBe(5)
})
