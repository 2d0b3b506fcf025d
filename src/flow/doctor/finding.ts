import { findingWords, type FindingCode } from './words.ts'

/** What the doctor looks at, in the order in which he tells it. */
export const areas = ['schema', 'sums', 'work', 'settings', 'media', 'disk'] as const
export type Area = (typeof areas)[number]

/**
 * `broken`: a promise does not hold, or data is wrong; `risk`: a promise may not hold for long; `note`: good to know, the store is healthy
 * with it.
 */
export type Level = 'broken' | 'risk' | 'note'

/** One thing that was found; its words are those of its code. */
export interface Finding {
  readonly code: FindingCode
  /** which table, area or server it is about; null where the words say it */
  readonly subject: string | null
  readonly count: number
  /** some of what was found, in words or as the statement that mends it */
  readonly examples: readonly string[]
}

/** Lines told of one finding at most; `count` says how many there are. */
export const EXAMPLES_MOST = 5

interface FindingParts {
  readonly subject?: string
  /** as many as there are examples, unless given */
  readonly count?: number
  readonly examples?: readonly string[]
}

/** A finding; examples beyond the bound are cut. */
export function finding(code: FindingCode, { subject, examples = [], count }: FindingParts = {}): Finding {
  return {
    code,
    subject: subject ?? null,
    count: count ?? Math.max(1, examples.length),
    examples: examples.slice(0, EXAMPLES_MOST),
  }
}

/** A finding where there is something to tell, else nothing. */
export function found(code: FindingCode, examples: readonly string[], count = examples.length): readonly Finding[] {
  return count === 0 ? [] : [finding(code, { examples, count })]
}

/** Whether any of them is more than a note. */
export function isUnwell(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => findingWords[code].level !== 'note')
}
