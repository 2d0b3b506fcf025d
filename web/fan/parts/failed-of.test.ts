import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { failedOf } from './failed-of.ts'

const answersOf = (answers: readonly (string | Error)[]) => {
  const left = [...answers]
  return new QueryObserver(new QueryClient(), {
    queryKey: ['club'],
    queryFn: () => {
      const answer = left.shift()
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    retry: false,
  })
}

test('what is shown stays when it fails to come anew; only what never came has failed', async () => {
  const club = answersOf(['小满', new Error('away')])
  await club.refetch()
  const again = await club.refetch()
  expect(again).toMatchObject({ isError: true, data: '小满' })
  expect(failedOf([again])).toBeNull()

  const never = await answersOf([new Error('away')]).refetch()
  expect(failedOf([again, never])).toBe(never)
})
