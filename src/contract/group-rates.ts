import { z } from 'zod'
import { instant, wishedInstant } from './forms.ts'
import { gate } from './groups.ts'

/** How much groups speak and buy (GRP-13). */

export const groupRateLimits = {
  /** length of a window, days */
  daysMost: 92,
} as const

/** `from` ≤ t < `to`; unset: the seven days up to now. */
export const groupRatesQuery = z.object({ from: wishedInstant.optional(), to: wishedInstant.optional() })

const figures = z.object({
  /** who sat there at the window’s end */
  members: z.int(),
  /** members who wrote at least once in the window */
  speakers: z.int(),
  /** members with at least one order of the owner paid in the window, refunded or not */
  buyers: z.int(),
  /** speakers ÷ members, 0 to 1, four decimals; null: no members */
  speakingRate: z.number().nullable(),
  /** buyers ÷ members, likewise */
  buyersShare: z.number().nullable(),
})
const many = figures.extend({ groups: z.int() })

export const groupRates = z.object({
  from: instant,
  to: instant,
  groups: z.array(figures.extend({ groupId: z.string(), name: z.string(), gate })),
  /** groups behind a gate of level or tier, and the owner’s others; who sits in two counts in each */
  gated: many,
  others: many,
})
export type GroupRates = z.infer<typeof groupRates>
