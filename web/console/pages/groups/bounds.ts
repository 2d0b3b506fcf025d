import type { groupLimits } from '../../../../src/contract/groups.ts'
import type { postLimits } from '../../../../src/contract/group-posts.ts'
import type { messageLimits } from '../../../../src/contract/messages.ts'
import type { pollLimits } from '../../../../src/contract/polls.ts'

/** Bounds of the contract: repeated because those modules validate with zod, which no page should load. `bounds.test.ts` keeps the two alike. */
export const groupBounds = {
  nameMost: 20,
  noticeMost: 500,
  autoReplyMost: 300,
  followDaysMost: 3_650,
  phrasesMost: 50,
  phraseDays: 7,
  phraseDaysMost: 365,
} as const satisfies typeof groupLimits
export const postBounds = { daysAhead: 90, plannedMost: 100, groupsMost: 50 } as const satisfies typeof postLimits
export const messageBounds = { textMost: 2_000 } as const satisfies Partial<typeof messageLimits>
export const pollBounds = {
  questionMost: 200,
  optionMost: 60,
  optionsLeast: 2,
  optionsMost: 10,
  daysMost: 30,
} as const satisfies Partial<typeof pollLimits>
