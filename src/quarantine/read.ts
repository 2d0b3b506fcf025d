import { z } from 'zod'
import { listOf, page } from '../contract/forms.ts'
import {
  quarantineDetail,
  quarantineId,
  quarantineItem,
  quarantineStates,
  type QuarantineItem,
} from '../contract/operations.ts'
import type { EventStatus } from '../contract/events.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import { listQuarantine, readQuarantine, type QuarantineRow } from './store.ts'

/** Outward form of a kept event, without its body. */
export const viewOfQuarantine = (row: QuarantineRow): QuarantineItem => ({
  quarantineId: String(row.quarantine_no),
  source: row.source,
  eventId: row.event_id,
  type: row.event_type,
  userId: row.user_id,
  state: row.state,
  error: { type: row.error_class, code: row.error_code, message: row.error_message },
  attempts: row.attempts,
  firstAt: toInstant(row.first_at),
  lastAt: toInstant(row.last_at),
  outcome: row.outcome_status === null ? null : { status: row.outcome_status as EventStatus, code: row.outcome_code },
  decidedAt: row.decided_at === null ? null : toInstant(row.decided_at),
  decidedBy: row.decided_by,
})

const list = route({
  name: 'listQuarantine',
  method: 'GET',
  path: '/v1/platform/quarantine',
  tag: 'operations',
  summary:
    'Events that failed for a reason of ours and wait for a decision, newest first; and what became of earlier ones',
  clauses: ['TASK-10'],
  access: { kind: 'platform' },
  query: page.extend({
    state: z.enum(quarantineStates).default('waiting'),
    source: z.string().max(256).optional(),
    /** code or type of the error */
    error: z.string().max(60).optional(),
  }),
  answer: listOf(quarantineItem),
  handle: async (app, { query }) => {
    const [before] = readCursor(query.cursor, 'integer') ?? []
    const rows = await listQuarantine(app.db, {
      state: query.state,
      source: query.source ?? null,
      error: query.error ?? null,
      before: typeof before === 'number' ? before : null,
      limit: query.limit + 1,
    })
    return pageOf(rows, query.limit, (row) => [row.quarantine_no], viewOfQuarantine)
  },
})

const read = route({
  name: 'getQuarantined',
  method: 'GET',
  path: '/v1/platform/quarantine/{quarantineId}',
  tag: 'operations',
  summary: 'One kept event with its body',
  clauses: ['TASK-10'],
  access: { kind: 'platform' },
  params: z.object({ quarantineId }),
  answer: quarantineDetail,
  handle: async (app, { params }) => {
    const [row] = await readQuarantine(app.db, [params.quarantineId])
    return row === undefined ? reject('not_found') : { ...viewOfQuarantine(row), raw: row.raw }
  },
})

/** Routes that read the quarantine. */
export const quarantineReads: readonly Route[] = [list, read]
