import { describe, expect, test } from 'vitest'
import { isRejection, reject } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import type { CommandContext, Desk } from '../ports/app.ts'
import { createTogether } from './together.ts'

const context = {} as CommandContext

/** A desk that answers twice the wish, refuses negative ones, breaks at 13; and the sizes of its transactions. */
function doubling(wishesMost = 100) {
  const sizes: number[] = []
  const desk: Desk<number, number> = {
    name: 'doubling',
    wishesMost,
    decide(_context, wishes) {
      sizes.push(wishes.length)
      if (wishes.includes(13)) return Promise.reject(new Error('thirteen'))
      return Promise.resolve(wishes.map((wish) => (wish < 0 ? reject('not_found') : wish * 2)))
    },
  }
  return { desk, sizes }
}

describe('together: wishes that arrive together share a transaction', () => {
  test('BEN-5: each gets its own answer, in one transaction, and the next ones in the next', async () => {
    const { desk, sizes } = doubling()
    let release: () => void = () => undefined
    const first = new Promise<void>((resolve) => (release = resolve))
    let begun = 0
    const together = createTogether(async (work) => {
      begun += 1
      if (begun === 1) await first
      return work(context)
    })
    const early = [1, 2, -3].map((wish) => together.run(desk, wish))
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    const late = [4, 5].map((wish) => together.run(desk, wish))
    expect(together.held()).toBe(5)
    release()
    expect(
      (await Promise.all([...early, ...late])).map((answer) => (isRejection(answer) ? answer.rejected : answer)),
    ).toEqual([2, 4, 'not_found', 8, 10])
    expect(sizes).toEqual([3, 2])
    expect(together.held()).toBe(0)
  })

  test('a transaction has a bound', async () => {
    const { desk, sizes } = doubling(2)
    const together = createTogether((work) => work(context))
    await Promise.all([1, 2, 3, 4, 5].map((wish) => together.run(desk, wish)))
    expect(sizes).toEqual([2, 2, 1])
  })

  test('one that breaks breaks alone; where the store fails all are told; the desk goes on', async () => {
    const { desk } = doubling()
    let fails = false
    const together = createTogether((work) => (fails ? Promise.reject(new Fault('gone')) : work(context)))
    const answers = await Promise.allSettled([1, 13, 2].map((wish) => together.run(desk, wish)))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    fails = true
    expect(
      (await Promise.allSettled([1, 2].map((wish) => together.run(desk, wish)))).map(({ status }) => status),
    ).toEqual(['rejected', 'rejected'])
    fails = false
    expect(await together.run(desk, 21)).toBe(42)
  })

  test('a refusal of the whole transaction is everybody’s answer', async () => {
    const { desk } = doubling()
    const together = createTogether(() => Promise.resolve(reject('busy')))
    expect(await Promise.all([1, 2].map((wish) => together.run(desk, wish)))).toEqual([reject('busy'), reject('busy')])
  })

  test('waiting has a bound', async () => {
    const { desk } = doubling()
    const together = createTogether(() => new Promise(() => undefined))
    for (let wish = 0; wish < 20_000; wish += 1) void together.run(desk, wish)
    expect(await together.run(desk, 1)).toMatchObject({ rejected: 'busy' })
  })
})
