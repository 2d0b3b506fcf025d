import { expect, test } from 'vitest'
import { quarantineIdsMost, quarantineStates } from '../../../../src/contract/operations.ts'
import { decidedAtOnceMost, statesInOrder } from './quarantine.ts'

test('TASK-10: the console offers the contract’s states of kept events, and decides as many at once as a call takes', () => {
  expect([statesInOrder, decidedAtOnceMost]).toEqual([quarantineStates, quarantineIdsMost])
})
