import type { Tier } from '../../../src/contract/words.ts'

/** Who speaks, as the others see him (GRP-11, BADGE-7). */
export interface ChatPerson {
  readonly name: string | null
  /** his name passes for the owner's side */
  readonly imitates?: boolean | undefined
  /** null: no member of the club */
  readonly level: number | null
  readonly tier: Tier | null
  readonly badge: { readonly name: string; readonly lit: boolean } | null
}
