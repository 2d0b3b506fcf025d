import type { QuarantineState } from '../../../../src/contract/operations.ts'

/**
 * What src/contract/operations.ts says of the quarantine: repeated here because that module validates with zod, which no page should load (and
 * whose probe for `new Function` the pages' content security policy reports as an error). `quarantine.test.ts` keeps the two alike.
 */
export const statesInOrder: readonly QuarantineState[] = ['waiting', 'applied', 'discarded']
/** Events that are sent again or set aside with one call. */
export const decidedAtOnceMost = 200
