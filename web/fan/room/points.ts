import type { MemberView } from '../../../src/contract/views.ts'

/** What a payment of `minorUnits` would earn a member before caps (TASK-7), or null where purchases earn nothing now. */
export function purchasePoints(member: MemberView | null | undefined, minorUnits: number): number | null {
  const task = member?.today.tasks.find((one) => one.task === 'purchase')
  if (task === undefined) return null
  return Math.floor((minorUnits * task.points) / task.per)
}
