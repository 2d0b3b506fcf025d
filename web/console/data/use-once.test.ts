import { expect, test } from 'vitest'
import { ApiProblem } from '../../shared/problem.ts'
import { createOnce } from './use-once.ts'

test('BEN-8: the same pressed again after a lost answer has the same key; after an answer, or for another sum, a new one', async () => {
  const once = createOnce()
  const keyOf = (body: object, problem: ApiProblem | null = null): Promise<string> => {
    let used = ''
    return once(body, (_, key) => {
      used = key
      return problem === null ? Promise.resolve() : Promise.reject(problem)
    }).then(
      () => used,
      () => used,
    )
  }
  const ten = { total: 10 }
  const first = await keyOf(ten, new ApiProblem(0, {}))
  expect(await keyOf(ten, new ApiProblem(503, {}))).toBe(first)
  expect(await keyOf(ten, new ApiProblem(409, { code: 'idempotency_in_progress' }))).toBe(first)
  expect(await keyOf(ten)).toBe(first)
  const second = await keyOf(ten, new ApiProblem(409, { code: 'insufficient_budget' }))
  expect(second).not.toBe(first)
  const third = await keyOf(ten, new ApiProblem(0, {}))
  expect(third).not.toBe(second)
  expect(await keyOf({ total: 20 })).not.toBe(third)
})
