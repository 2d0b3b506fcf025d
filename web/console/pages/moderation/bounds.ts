import type { moderationLimits, WordAction } from '../../../../src/contract/moderation.ts'

/** The contract's bounds, written out: its own file brings what checks bodies, which pages do not load. */
export const moderationBounds = {
  wordsMost: 50_000,
  ownerWordsMost: 2_000,
  wordMost: 50,
  changesMost: 5_000,
  hostsMost: 200,
} as const satisfies typeof moderationLimits

/** What becomes of a message that holds a word, the hardest first. */
export const actions = ['block', 'mask', 'report'] as const satisfies readonly WordAction[]
