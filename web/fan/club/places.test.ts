import { expect, test } from 'vitest'
import { tasks } from '../../../src/contract/words.ts'
import { placeOfTask } from './places.ts'

test('TASK-2: every task but the group visit has a place in a room on air', () => {
  expect(tasks.filter((task) => placeOfTask(task, true) === null)).toEqual(['groupVisit'])
})

test('TASK-2: while nobody is live only the shop and the light badge are within reach', () => {
  expect(tasks.filter((task) => placeOfTask(task, false) !== null)).toEqual([
    'browse',
    'cart',
    'purchase',
    'review',
    'lightBadge',
  ])
})
