import type { z } from 'zod'
import type { leaveView, levelsView, taskProgress } from '../../../src/contract/views.ts'

export type { ClubView, LedgerEntry, MemberView } from '../../../src/contract/views.ts'
export type LevelsView = z.infer<typeof levelsView>
export type TaskProgress = z.infer<typeof taskProgress>
export type LeaveView = z.infer<typeof leaveView>
