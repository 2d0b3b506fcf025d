import type { MemberView } from '../../../src/contract/views.ts'

/** What a payment of `minorUnits` would earn a member now, within the task's and the day's caps (TASK-3, TASK-4, TASK-7); null where purchases earn nothing. */
export function purchasePoints(member: MemberView | null | undefined, minorUnits: number): number | null {
  const today = member?.today
  const task = today?.tasks.find((one) => one.task === 'purchase')
  if (today === undefined || task === undefined) return null
  const left = Math.min(task.cap - task.earned, today.cap === null ? Infinity : today.cap - today.earned)
  return Math.max(0, Math.min(Math.floor((minorUnits * task.points) / task.per), left))
}
