import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { replyTimes, replyTimesQuery, serviceLimits, type ReplyTimes } from '../../contract/service.ts'
import { DAY, toInstant } from '../../lib/time.ts'
import { findDesk } from '../store.ts'
import { readFigures, readWaiting, type FiguresRow } from './store.ts'

const WAITING_MOST = 1_000
const DAYS_UNLESS_SAID = 7

type Figures = Pick<ReplyTimes, 'all' | 'first' | 'later' | 'closed'>

const times = (
  replies: number,
  waited: readonly number[] | null,
  served: readonly number[] | null,
): Figures['all'] => ({
  replies,
  medianSeconds: waited?.[0] ?? null,
  p90Seconds: waited?.[1] ?? null,
  servedMedianSeconds: served?.[0] ?? null,
  servedP90Seconds: served?.[1] ?? null,
})

const figuresOf = (row: FiguresRow | undefined): Figures => ({
  all: times(row?.all_replies ?? 0, row?.all_waited ?? null, row?.all_served ?? null),
  first: times(row?.first_replies ?? 0, row?.first_waited ?? null, row?.first_served ?? null),
  later: times(row?.later_replies ?? 0, row?.later_waited ?? null, row?.later_served ?? null),
  closed: row?.closed ?? 0,
})

const getReplyTimes = route({
  name: 'getServiceReplyTimes',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/service/reply-times',
  tag: 'service',
  summary:
    'How long fans wait for an answer: from the first message that stood unanswered to the desk’s next, an auto-reply not counted; in all, by who answered, by day',
  clauses: ['GRP-14', 'SUP-7'],
  access: { kind: 'club', permission: 'service' },
  params: z.object({ ownerId: id }),
  query: replyTimesQuery,
  answer: replyTimes,
  handle: async (app, { params: { ownerId }, query }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const { calendar } = app
    const until = query.until ?? calendar.dayOf(await app.clock.now())
    const from = query.from ?? calendar.plusDays(until, 1 - DAYS_UNLESS_SAID)
    const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY) + 1
    if (days < 1 || days > serviceLimits.figureDaysMost)
      return reject('malformed', undefined, {
        errors: [{ path: 'query/from', message: `1 to ${serviceLimits.figureDaysMost} days` }],
      })
    const span = { from: calendar.startOf(from), until: calendar.startOf(calendar.plusDays(until, 1)) }
    const [rows, waiting] = await Promise.all([
      readFigures(app.db, desk.club_no, span, calendar.timeZone),
      readWaiting(app.db, desk.club_no, WAITING_MOST),
    ])
    return {
      from,
      until,
      ...figuresOf(rows.find(({ agent, day }) => agent === null && day === null)),
      agents: rows.flatMap((row) => (row.agent === null ? [] : [{ agentId: row.agent, ...figuresOf(row) }])),
      days: rows.flatMap((row) => (row.day === null ? [] : [{ day: row.day, ...figuresOf(row) }])),
      waitingNow: { count: waiting.count, since: waiting.since === null ? null : toInstant(waiting.since) },
    }
  },
})

/** Routes that read how long fans wait. */
export const serviceFigureReads: readonly Route[] = [getReplyTimes]
