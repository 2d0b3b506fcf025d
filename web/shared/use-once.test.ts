import { describe, expect, test } from 'vitest'
import { ApiProblem } from './problem.ts'
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

describe('a lost answer', () => {
  const lost = new ApiProblem(0, {})
  type Tries = (ApiProblem | null)[]
  /** Asks the same again and again; what went out each time. */
  const press = async (once: ReturnType<typeof createOnce>, tries: Tries, compose: () => number) => {
    const sent: string[] = []
    for (const problem of tries)
      await once(
        'a lucky bag',
        (at: number, key) => {
          sent.push(`${at} ${key}`)
          return problem === null ? Promise.resolve() : Promise.reject(problem)
        },
        compose,
      ).catch(() => undefined)
    return sent
  }

  test('BEN-7: what depends on the moment is sent again to the letter, and anew after an answer', async () => {
    let now = 0
    const [first, second, third, fourth, ...rest] = await press(
      createOnce(),
      [lost, new ApiProblem(500, {}), new ApiProblem(422, { code: 'campaign_window_invalid' }), null, null],
      () => (now += 1),
    )
    expect([second, third]).toEqual([first, first])
    expect([first, fourth, ...rest].map((sent) => sent?.split(' ')[0])).toEqual(['1', '2', '3'])
    expect(new Set([first, fourth, ...rest]).size).toBe(3)
  })

  test.each([401, 429])(
    'PLT-3: a refusal with %i that comes before the key is looked at does not end it',
    async (status) => {
      const sent = await press(createOnce(), [lost, new ApiProblem(status, {}), null], () => 1)
      expect(new Set(sent).size).toBe(1)
    },
  )

  test('BEN-8: of two things asked at once the later keeps its key when the earlier is answered', async () => {
    const once = createOnce()
    const keys: string[] = []
    const ask = (body: string, answer: Promise<void>) =>
      once(body, (_, key) => {
        keys.push(key)
        return answer
      }).catch(() => undefined)
    let answered = () => undefined as void
    const first = ask('first', new Promise((resolve) => (answered = resolve)))
    await ask('second', Promise.reject(lost))
    answered()
    await first
    await ask('second', Promise.resolve())
    expect(keys[2]).toBe(keys[1])
  })
})
