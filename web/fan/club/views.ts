import type { z } from 'zod'
import type { leavePreview, levelsView, taskProgress } from '../../../src/contract/views.ts'

export type { ClubView, LedgerEntry, MemberView } from '../../../src/contract/views.ts'
export type LevelsView = z.infer<typeof levelsView>
export type TaskProgress = z.infer<typeof taskProgress>
export type LeavePreview = z.infer<typeof leavePreview>
