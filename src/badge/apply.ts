import { reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import { findForbidden } from './words.ts'

const han = /^\p{Script=Han}$/u
const letter = /^[A-Za-z]$/

/** UTF-16 units: a longer one is too wide by any rules, whatever NFC makes of it, and is not looked at further. */
export const NAME_MOST = 1_024

/** Width of a name: Han 2, letter 1. @rule BADGE-2 */
export function badgeWidth(name: string): number {
  let width = 0
  for (const character of name) width += han.test(character) ? 2 : 1
  return width
}

/**
 * Judges a submitted name in the order of api.md: too long, characters, forbidden words, limit, waiting.
 * @param name as typed; compared and stored in NFC
 * @returns the name to store, or `badge_name_too_long` | `badge_name_characters` | `badge_name_forbidden` | `badge_name_limit` | `badge_name_waiting`
 * @rule BADGE-2 BADGE-3 BADGE-4
 */
export function judgeBadgeName(
  rules: RuleSetBody,
  submission: {
    readonly name: string
    readonly approvedThisMonth: number
    readonly waiting: boolean
    readonly otherOwners: readonly string[]
  },
): string | Rejection {
  const typed = submission.name.trim()
  if (typed.length > NAME_MOST) return reject('badge_name_too_long')
  const name = typed.normalize('NFC')
  if (badgeWidth(name) > rules.limits.badgeWidth) return reject('badge_name_too_long')
  if (name.length === 0 || ![...name].every((character) => han.test(character) || letter.test(character)))
    return reject('badge_name_characters')
  const forbidden = findForbidden(name, submission.otherOwners)
  if (forbidden !== null) return reject('badge_name_forbidden', undefined, { category: forbidden })
  if (submission.approvedThisMonth >= rules.limits.badgeChangesPerMonth) return reject('badge_name_limit')
  if (submission.waiting) return reject('badge_name_waiting')
  return name
}
