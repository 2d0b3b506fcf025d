import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plantedBugs } from './list.ts'

const root = new URL('../../', import.meta.url)

test('mutations: every planted bug changes a text that stands in its file exactly once', () => {
  for (const { name, file, find, replace } of plantedBugs) {
    const text = readFileSync(new URL(file, root), 'utf8')
    expect([name, text.split(find).length - 1]).toEqual([name, 1])
    expect([name, replace === find]).toEqual([name, false])
  }
})

test('mutations: there are at least 30, each with a name of its own', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(30)
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length)
})
