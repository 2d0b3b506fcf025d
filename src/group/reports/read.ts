import { z } from 'zod'
import { id, page } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import {
  reportCases,
  reportCasesQuery,
  reportDetail,
  reportLimits,
  reportList,
  reportParams,
} from '../../contract/reports.ts'
import { route, type Route } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import type { App } from '../../ports/app.ts'
import { messageIdOf } from '../messages/apply.ts'
import { readMessages } from '../messages/store.ts'
import { mayDecide } from './rights.ts'
import type { ReadingShown } from './shown.ts'
import { findCase, listCases, listReports, listReportsOf, type CaseRow, type CasesWanted } from './store.ts'
import { linesOf, parseCaseId, placeOf, viewOfReport, viewsOfCases } from './views.ts'

/** Where a page ended: an instant and a message. */
function placeIn(cursor: string | undefined): readonly [string, number, number, number, number] | null {
  const key = readCursor(cursor, 'instant', 'integer', 'integer', 'integer', 'integer')
  return key === null ? null : [String(key[0]), Number(key[1]), Number(key[2]), Number(key[3]), Number(key[4])]
}

/** What cases show beside their rows is read here. */
const readingIn = async (app: App): Promise<ReadingShown> => ({
  on: app.db,
  links: app.media.links,
  now: await app.clock.now(),
})

async function casesPage(
  app: App,
  query: z.output<typeof reportCasesQuery>,
  whose: Pick<CasesWanted, 'ownerId' | 'staffId'>,
): Promise<z.output<typeof reportCases>> {
  const after = placeIn(query.cursor)
  const rows = await listCases(app.db, { ...whose, state: query.state, after, limit: query.limit + 1 })
  const time = (row: CaseRow): number => (query.state === 'open' ? row.first_at : (row.decided_at ?? row.first_at))
  const { items, nextCursor } = pageOf(
    rows,
    query.limit,
    (row) => [toInstant(time(row)), row.club_no, row.group_no, row.number, row.seq],
    (row) => row,
  )
  return { items: await viewsOfCases(await readingIn(app), items), nextCursor }
}

const clauses = ['GRP-9']

const getCases = route({
  name: 'listReports',
  method: 'GET',
  path: '/v1/reports',
  tag: 'moderation',
  summary: 'Reported messages of all owners: those that wait, the oldest first; those decided, the newest first',
  clauses,
  access: { kind: 'reviewer' },
  query: reportCasesQuery,
  answer: reportCases,
  handle: (app, { query }) => casesPage(app, query, { ownerId: null, staffId: null }),
})

const getOwnerCases = route({
  name: 'listOwnerReports',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/reports',
  tag: 'moderation',
  summary: 'Reported messages of fans in an owner’s groups; a sub-account sees the groups it runs',
  clauses,
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  query: reportCasesQuery,
  answer: reportCases,
  handle: (app, { params: { ownerId }, query, subject }) =>
    casesPage(app, query, { ownerId, staffId: subject.role === 'staff' ? subject.id : null }),
})

const getCase = route({
  name: 'getReport',
  method: 'GET',
  path: '/v1/reports/{caseId}',
  tag: 'moderation',
  summary: 'A reported message with what was said around it and why it was reported',
  clauses,
  access: { kind: 'any' },
  params: reportParams,
  answer: reportDetail,
  handle: async (app, { params: { caseId }, subject }) => {
    const place = parseCaseId(caseId)
    const row = place === null ? null : await findCase(app.db, place)
    if (row === null) return reject('not_found')
    if (!(await mayDecide(app.db, subject, row))) return reject('forbidden')
    const { seq, ...scope } = placeOf(row)
    // a message to all groups is seen among those of the group where it was reported
    const seen = { ...scope, groupNo: row.in_group }
    const limit = reportLimits.contextMessages
    const before = await readMessages(app.db, seen, 0, { after: null, before: seq, limit })
    const after = await readMessages(app.db, seen, 0, { after: seq, before: null, limit })
    const reported = await listReports(app.db, placeOf(row), reportLimits.reportsShown)
    const own = subject.role === 'owner' || subject.role === 'staff'
    const reading = await readingIn(app)
    const [view] = await viewsOfCases(reading, [row])
    if (view === undefined) return reject('not_found')
    const lines = await linesOf(reading, [...before.reverse(), ...after])
    return {
      ...view,
      before: lines.slice(0, before.length),
      after: lines.slice(before.length),
      reported: reported.map(({ user_id: userId, reason, note, at }) => ({
        reason,
        note,
        at: toInstant(at),
        userId: own ? null : userId,
      })),
    }
  },
})

const getMine = route({
  name: 'listUserReports',
  method: 'GET',
  path: '/v1/users/{userId}/reports',
  tag: 'moderation',
  summary: 'What a user reported, the newest first, with what came of it',
  clauses,
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  query: page,
  answer: reportList,
  handle: async (app, { params: { userId }, query }) => {
    const rows = await listReportsOf(app.db, userId, { before: placeIn(query.cursor), limit: query.limit + 1 })
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.at), row.club_no, row.group_no, row.number, row.seq],
      (row) => viewOfReport(row.group_id, messageIdOf(row.group_no, row.number, row.seq), row),
    )
  },
})

/** Routes that read reports. */
export const reportReads: readonly Route[] = [getCases, getOwnerCases, getCase, getMine]
