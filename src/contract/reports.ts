import { z } from 'zod'
import { id, instant, listOf, page, text, wishedInstant } from './forms.ts'
import { mediaView } from './media.ts'
import { messageKinds } from './messages.ts'

/** Reports of messages and what is decided on them (GRP-9). */

export const reportLimits = {
  noteMost: 200,
  /** of one user, in all groups */
  perHour: 20,
  /** messages shown before and after the one reported */
  contextMessages: 5,
  /** reports shown with a case; reporters told what was decided */
  reportsShown: 100,
} as const

export const reportReasons = ['spam', 'fraud', 'abuse', 'sexual', 'illegal', 'privacy', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

export const reportInput = z.strictObject({
  reason: z.enum(reportReasons),
  note: text(reportLimits.noteMost).optional(),
})
export const reportOutcomes = ['open', 'dismissed', 'deleted'] as const
/** A report as its reporter sees it. */
export const reportView = z.object({
  groupId: z.string(),
  messageId: z.string(),
  reason: z.enum(reportReasons),
  reportedAt: instant,
  outcome: z.enum(reportOutcomes),
})
export type ReportView = z.infer<typeof reportView>
export const reportList = listOf(reportView)

/** A reported message as it stood when it was reported first. */
export const reportCase = z.object({
  caseId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  groupId: z.string(),
  groupName: z.string(),
  messageId: z.string(),
  /** null: the owner’s side wrote it */
  writer: z.object({ userId: z.string(), name: z.string().nullable() }).nullable(),
  kind: z.enum(messageKinds),
  /** its words, of a poll its question and options, a line each; null: it has none, or its writer was erased */
  text: z.string().nullable(),
  /** its picture or video, kept until somebody decides; absent: it has none, or not any more */
  media: mediaView.optional(),
  saidAt: instant,
  reports: z.int(),
  /** words of a list that it holds */
  noted: z.array(z.string()),
  firstAt: instant,
  lastAt: instant,
  /** not shown until somebody decides */
  hidden: z.boolean(),
  outcome: z.enum(reportOutcomes),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  writerAct: z.enum(['muted', 'removed']).nullable(),
  note: z.string().nullable(),
})
export type ReportCase = z.infer<typeof reportCase>
export const reportCases = listOf(reportCase)
export const reportCasesQuery = page.extend({ state: z.enum(['open', 'decided']).default('open') })

const line = z.object({
  messageId: z.string(),
  at: instant,
  /** null: the owner’s side */
  from: z.object({ userId: z.string(), name: z.string().nullable() }).nullable(),
  kind: z.enum([...messageKinds, 'deleted']),
  text: z.string().nullable(),
  media: mediaView.optional(),
})
export type ReportLine = z.infer<typeof line>

export const reportDetail = reportCase.extend({
  before: z.array(line),
  after: z.array(line),
  /** the first of them; `userId` to reviewers only */
  reported: z.array(
    z.object({
      reason: z.enum(reportReasons),
      note: z.string().nullable(),
      at: instant,
      userId: z.string().nullable(),
    }),
  ),
})

export type ReportDetail = z.infer<typeof reportDetail>

/** What becomes of the message, and of who wrote it in that group; `until`: of a mute, else until it is lifted. */
export const reportDecision = z.strictObject({
  decision: z.enum(['dismiss', 'delete']),
  writer: z.enum(['mute', 'remove']).optional(),
  until: wishedInstant.optional(),
  note: text(reportLimits.noteMost).optional(),
})
export const reportParams = z.object({ caseId: z.string().max(64) })
export const reportUserParams = z.object({ userId: id })
