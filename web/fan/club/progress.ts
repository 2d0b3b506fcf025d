import type { MemberView, LevelsView } from './views.ts'

/** How far the member is from the threshold of his level to the next one, 0 to 1; 1 at the top (LVL-2). */
export function progressOf(member: MemberView, levels: LevelsView | undefined): number {
  if (member.next === null) return 1
  const from = levels?.items.find(({ level }) => level === member.level)?.from ?? 0
  const span = member.next.at - from
  return span <= 0 ? 0 : Math.min(1, Math.max(0, (member.intimacy - from) / span))
}
