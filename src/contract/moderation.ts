import { z } from 'zod'
import { instant, listOf, page, text } from './forms.ts'

/** What messages may hold (GRP-8, GRP-9): words, links, contacts; the platform's own settings bind everybody, an owner's the fans in his groups. */

export const moderationLimits = {
  /** of the platform's list, and of one owner's */
  wordsMost: 50_000,
  ownerWordsMost: 2_000,
  wordMost: 50,
  /** added or taken out in one call */
  changesMost: 5_000,
  hostsMost: 200,
} as const

/**
 * What becomes of a message that holds a word of a list: it is refused (`words_not_allowed`), the word is shown as ＊, or it is shown and comes before
 * the reviewer.
 */
export const wordActions = ['block', 'mask', 'report'] as const
export type WordAction = (typeof wordActions)[number]

const word = text(moderationLimits.wordMost)
const host = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,}$/, 'A host in lower case, such as example.com')

export const moderationView = z.object({
  /** 0: never changed */
  version: z.int(),
  /** fans send links to any host; else to `hosts` and the hosts under them */
  linksAllowed: z.boolean(),
  /** fans name phone numbers and ids of chat programmes */
  contactsAllowed: z.boolean(),
  hosts: z.array(z.string()),
  /** from so many reports on a fan’s message is not shown until somebody decides; null: never */
  hideAt: z.int().nullable(),
  words: z.object({ block: z.int(), mask: z.int(), report: z.int() }),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
})
export type ModerationView = z.infer<typeof moderationView>

/** `version`: the one it changes, as read. `words` come in, or get another action; `without` go. */
export const moderationPatch = z.strictObject({
  version: z.int().min(0),
  linksAllowed: z.boolean().optional(),
  contactsAllowed: z.boolean().optional(),
  hosts: z.array(host).max(moderationLimits.hostsMost).optional(),
  hideAt: z.int().min(1).max(1_000).nullable().optional(),
  words: z
    .array(z.strictObject({ word, action: z.enum(wordActions) }))
    .max(moderationLimits.changesMost)
    .default([]),
  without: z.array(word).max(moderationLimits.changesMost).default([]),
})
export type ModerationPatch = z.output<typeof moderationPatch>

export const moderationWord = z.object({ word: z.string(), action: z.enum(wordActions) })
export const moderationWords = listOf(moderationWord)
export const moderationWordsQuery = page.extend({ action: z.enum(wordActions).optional() })
