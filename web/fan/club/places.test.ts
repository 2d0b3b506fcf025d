import { expect, test } from 'vitest'
import { tasks } from '../../../src/contract/words.ts'
import { placeOfTask } from './places.ts'

test('TASK-2 GRP-5: every task has a place while the room is on air', () => {
  expect(tasks.filter((task) => placeOfTask(task, true) === null)).toEqual([])
})

test('TASK-2 GRP-5: while nobody is live the shop, the light badge and the group are within reach', () => {
  expect(tasks.filter((task) => placeOfTask(task, false) !== null)).toEqual([
    'browse',
    'cart',
    'purchase',
    'review',
    'groupVisit',
    'lightBadge',
  ])
})
