import { expect, it } from 'vitest'
import { createGate } from './gate.ts'

/** Work that ends when told. */
function held() {
  let end: () => void = () => undefined
  const done = new Promise<void>((resolve) => (end = resolve))
  return { end, done }
}

it('runs so many at once, the rest in order of arrival, and refuses what is too much', async () => {
  const gate = createGate(2, 2)
  const parts = [held(), held(), held(), held()]
  const begun: number[] = []
  const runs = parts.map((part, index) =>
    gate.run(() => {
      begun.push(index)
      return part.done
    }),
  )
  expect(gate.run(() => Promise.resolve())).toBeNull()
  expect(begun).toEqual([0, 1])
  expect(gate.held()).toBe(4)
  for (const part of parts) part.end()
  await Promise.all(runs.filter((run) => run !== null))
  expect(begun).toEqual([0, 1, 2, 3])
  expect(gate.held()).toBe(0)
})

it('goes on after work that failed', async () => {
  const gate = createGate(1, 1)
  await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(gate.run(() => Promise.resolve(7))).resolves.toBe(7)
})
