import type { GroupView } from '../../../src/contract/groups.ts'

/** So many stand on the owner's public page; the rest is behind «more» (GRP-12). */
const shownMost = 3

/** The gate lets him in, and there is room. */
export const mayJoin = ({ mine, missing, freeSeats, status }: GroupView): boolean =>
  mine === null && status === 'open' && freeSeats > 0 && missing?.length === 0

/** A group that asked something of him and lets him in now, wherever else he sits; undefined: there is none. @rule GRP-5 */
export const qualifiedFor = (groups: readonly GroupView[]): GroupView | undefined =>
  groups.find((group) => mayJoin(group) && group.gate.kind !== 'none')

/**
 * Which of an owner's groups stand on his page: the fan's own, then the others, those he may join first; of these one has a place however many are his.
 * @rule GRP-5 GRP-12
 */
export function shownOf<M>(
  own: readonly M[],
  groups: readonly GroupView[],
  all: boolean,
): { readonly own: readonly M[]; readonly others: readonly GroupView[] } {
  const others = groups
    .filter((group) => group.mine === null)
    .sort((one, other) => Number(mayJoin(other)) - Number(mayJoin(one)))
  if (all) return { own, others }
  const shown = own.slice(0, others.some(mayJoin) ? shownMost - 1 : shownMost)
  return { own: shown, others: others.slice(0, shownMost - shown.length) }
}
