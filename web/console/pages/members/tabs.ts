import type { MemberBenefit } from '../../../../src/contract/benefits.ts'
import type { Permission } from '../../../../src/contract/words.ts'

const tabs = ['story', 'ledger', 'orders', 'benefits', 'groups', 'membership'] as const
/** A part of a member's story (screens.md "Members"). */
export type Tab = (typeof tabs)[number]

/** What the server would refuse without its permission is not offered (PLT-1). */
const asks: Partial<Record<Tab, Permission>> = { benefits: 'benefits', groups: 'groups' }

/** The tabs that somebody at a desk is shown, in order. */
export const tabsFor = (has: (permission: Permission) => boolean): readonly Tab[] =>
  tabs.filter((tab) => {
    const permission = asks[tab]
    return permission === undefined || has(permission)
  })

const order: Readonly<Record<MemberBenefit['state'], number>> = {
  claimed: 0,
  reserved: 0,
  claimable: 1,
  used: 2,
  expired: 2,
  lapsed: 3,
  locked: 4,
}

/** What he holds first, then what he can take, what he had, what is still to come; each in the order of the ladder. */
export const inOrder = (items: readonly MemberBenefit[]): readonly MemberBenefit[] =>
  items.toSorted((a, b) => order[a.state] - order[b.state])
