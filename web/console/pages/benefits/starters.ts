import type { BenefitKind } from '../../../../src/contract/benefits.ts'
import type { Say } from '../../text.ts'
import { emptyDraft, type Draft } from './benefit-draft.ts'

/** Beginnings that a club without benefits is offered; nothing is made of them until the form is sent. */
export const starters = ['welcome', 'service', 'entrance'] as const
export type Starter = (typeof starters)[number]

/** A beginning as the builder's fields. */
export function starterOf(name: Starter, say: Say): { readonly kind: BenefitKind; readonly draft: Draft } {
  const words = { name: say(`benefits.starters.${name}.name`), description: say(`benefits.starters.${name}.words`) }
  switch (name) {
    case 'welcome':
      return { kind: 'coupon', draft: emptyDraft({ ...words, who: 'firstJoin', minimum: '49', off: '5' }) }
    case 'service':
      return { kind: 'service', draft: emptyDraft({ ...words, who: 'tier', tier: '铁粉' }) }
    case 'entrance':
      return { kind: 'honour', draft: emptyDraft({ ...words, who: 'tier', tier: '钻粉', style: 'comet' }) }
  }
}
