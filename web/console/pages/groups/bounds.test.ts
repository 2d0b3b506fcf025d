import { expect, test } from 'vitest'
import { groupLimits } from '../../../../src/contract/groups.ts'
import { postLimits } from '../../../../src/contract/group-posts.ts'
import { messageLimits } from '../../../../src/contract/messages.ts'
import { pollLimits } from '../../../../src/contract/polls.ts'
import { groupBounds, messageBounds, pollBounds, postBounds } from './bounds.ts'

test('GRP-3 GRP-10: forms of groups know the bounds of the contract', () => {
  expect(groupLimits).toEqual(groupBounds)
  expect(postLimits).toEqual(postBounds)
  expect(messageLimits).toMatchObject(messageBounds)
  expect(pollLimits).toMatchObject(pollBounds)
})
