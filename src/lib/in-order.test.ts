import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

test('what all came to, each in its place', async () => {
  expect(await inOrder([Promise.resolve('a'), 1, Promise.resolve(null)].map((each) => Promise.resolve(each)))).toEqual([
    'a',
    1,
    null,
  ])
})

test('the first of the list that failed is what failed, though another was known to have failed before', async () => {
  let failFirst = (): void => undefined
  const first = new Promise<void>((_resolve, reject) => (failFirst = () => reject(new Error('the cause'))))
  const second = Promise.reject(new Error('its consequence'))
  const outcome = inOrder([Promise.resolve(), first, second])
  await expect(Promise.allSettled([second])).resolves.toHaveLength(1)
  failFirst()
  await expect(outcome).rejects.toThrow('the cause')
})
