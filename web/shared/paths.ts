import type { z } from 'zod'
import type { Problem } from '../../src/contract/forms.ts'
import type * as views from '../../src/contract/views.ts'
import type { Subject } from '../../src/contract/route.ts'
import type { Task, Tier } from '../../src/contract/words.ts'

/** The paths that pages call, in the shape of openapi-typescript, until sdk/schema.gen.ts is generated from the server. Types only. */
interface Answers<R> {
  200: { content: { 'application/json': R } }
  default: { content: { 'application/problem+json': Problem } }
}
interface Read<P, Q, R> {
  parameters: { path: P; query?: Q }
  requestBody?: never
  responses: Answers<R>
}
interface Write<P, B, R> {
  parameters: { path: P; query?: never }
  requestBody: { content: { 'application/json': B } }
  responses: Answers<R>
}
interface ReadAll<Q, R> {
  parameters: { path?: never; query?: Q }
  requestBody?: never
  responses: Answers<R>
}
type Get<P, R, Q = never> = { get: Read<P, Q, R> }
type GetAll<R, Q = never> = { get: ReadAll<Q, R> }
type Put<P, B, R> = { put: Write<P, B, R> }
type Post<P, B, R> = { post: Write<P, B, R> }
type Delete<P, R> = { delete: Read<P, never, R> }
type View<K extends keyof typeof views> = (typeof views)[K] extends z.ZodType ? z.infer<(typeof views)[K]> : never
type List<T> = { items: T[]; nextCursor: string | null }
type Paging = { limit?: number; cursor?: string }
type Owner = { ownerId: string }
type Member = Owner & { userId: string }
type Session = { sessionId: string }

export interface paths {
  '/v1/me': GetAll<Subject>
  '/v1/clubs/{ownerId}': Get<Owner, View<'clubView'>>
  '/v1/clubs/{ownerId}/overview': Get<Owner, View<'overview'>, { days?: number }>
  '/v1/clubs/{ownerId}/mode-changes': Get<Owner, List<View<'modeChange'>>> &
    Post<Owner, View<'modeChangeInput'>, View<'modeChange'>>
  '/v1/clubs/{ownerId}/mode-changes/{changeId}': Delete<Owner & { changeId: string }, View<'modeChange'>>
  '/v1/clubs/{ownerId}/purchase-task': Put<Owner, View<'purchaseTaskInput'>, View<'purchaseTask'>>
  '/v1/clubs/{ownerId}/badge-names': Get<Owner, List<View<'review'>>> &
    Post<Owner, View<'badgeNameInput'>, { reviewId: string; status: 'waiting' }>
  '/v1/reviews': GetAll<List<View<'review'>>, Paging & { status?: 'waiting' | 'approved' | 'refused' }>
  '/v1/reviews/{reviewId}/decision': Post<{ reviewId: string }, View<'decisionInput'>, View<'review'>>
  '/v1/clubs/{ownerId}/members': Get<
    Owner,
    List<View<'memberRow'>>,
    Paging & { sort?: '-intimacy' | '-joinedAt'; q?: string; tier?: Tier; level?: number; lit?: boolean }
  >
  '/v1/clubs/{ownerId}/members/{userId}': Get<Member, View<'memberView'>> &
    Put<Member, View<'joinInput'>, View<'memberView'>> &
    Delete<Member, View<'leaveView'>>
  '/v1/clubs/{ownerId}/members/{userId}/leave-preview': Get<Member, View<'leavePreview'>>
  '/v1/clubs/{ownerId}/members/{userId}/ledger': Get<Member, List<View<'ledgerEntry'>>, Paging>
  '/v1/clubs/{ownerId}/members/{userId}/story': Get<Member, View<'memberStory'>>
  '/v1/clubs/{ownerId}/members/{userId}/corrections': Post<Member, View<'correctionInput'>, View<'ledgerEntry'>>
  '/v1/clubs/{ownerId}/exclusions': Get<Owner, List<View<'exclusion'>>>
  '/v1/clubs/{ownerId}/exclusions/{userId}': Put<Member, View<'exclusionInput'>, View<'exclusion'>> &
    Delete<Member, Record<never, never>>
  '/v1/clubs/{ownerId}/levels': Get<Owner, View<'levelsView'>>
  '/v1/clubs/{ownerId}/waiting': Get<Owner, List<View<'waitingRow'>>, Paging & { status?: string }>
  '/v1/clubs/{ownerId}/sessions': Get<Owner, List<View<'sessionRow'>>, Paging>
  '/v1/sessions/{sessionId}/totals': Get<Session, View<'sessionTotals'>>
  '/v1/sessions/{sessionId}/tasks': Get<Session, View<'sessionTasks'>>
  '/v1/sessions/{sessionId}/members': Get<
    Session,
    List<View<'sessionMember'>>,
    Paging & { task?: Task; state?: 'completed' | 'exhausted' }
  >
  '/v1/sessions/{sessionId}/screen': Get<Session, { items: View<'screenLine'>[] }, { after?: string }>
  '/v1/users/{userId}': Get<{ userId: string }, View<'userView'>> &
    Put<{ userId: string }, View<'userInput'>, View<'userView'>>
  '/v1/sandbox/clock': GetAll<View<'clockView'>>
}
