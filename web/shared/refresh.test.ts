import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { isBeingAsked, refreshQueries } from './refresh.ts'

test('news that meet the very first answer on its way are not lost: it is asked for once more', async () => {
  const queries = new QueryClient()
  const answers: ((value: string) => void)[] = []
  const observer = new QueryObserver(queries, {
    queryKey: ['bags', 'luo'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  const seen: unknown[] = []
  const until = (shown: string) =>
    new Promise<void>((resolve) => {
      const stop = observer.subscribe(({ data }) => {
        seen.push(data)
        if (data === shown) resolve(stop())
      })
    })
  const keep = observer.subscribe(() => undefined)
  await Promise.resolve()
  void refreshQueries(queries, ['bags'])
  const old = until('old')
  answers[0]?.('old')
  await old
  await expect.poll(() => answers.length).toBe(2)
  const fresh = until('new')
  answers[1]?.('new')
  await fresh
  keep()
  expect(answers).toHaveLength(2)
})

test('BEN-8: what news put in while it is being asked for is still to be asked again: the older answer is shown instead', async () => {
  const queries = new QueryClient()
  const queryKey = ['packet', 'p']
  queries.setQueryData(queryKey, 'first')
  expect(isBeingAsked(queries, queryKey)).toBe(false)
  let answer = (_: string) => undefined as void
  const asked = queries.fetchQuery({ queryKey, queryFn: () => new Promise<string>((resolve) => (answer = resolve)) })
  queries.setQueryData(queryKey, 'news')
  expect(isBeingAsked(queries, queryKey)).toBe(true)
  answer('older')
  await asked
  expect(queries.getQueryData(queryKey)).toBe('older')
  expect(isBeingAsked(queries, queryKey)).toBe(false)
})
