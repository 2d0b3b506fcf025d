import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { tierOfLevel } from '../../contract/ladder.ts'
import { pollOptionList, pollOptionsQuery, pollResults, pollView, type PollView } from '../../contract/polls.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import type { RuleSet } from '../../contract/rule-set.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import type { App } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { isSameUser, userNoOf } from '../listing/store.ts'
import { isMainAccount, mayRun } from '../rights.ts'
import { readsScope } from './ground.ts'
import { viewPollsFor } from './reading.ts'
import { listOptions, readLevels, readShown } from './shown/store.ts'
import { readPolls, readVotes, type PollRow } from './store.ts'
import { seesCounts, viewOfOption } from './views.ts'

const pollParams = z.object({ pollId: uuid })
/** What the owner's side lists of a call at once, with its levels. */
const RESULTS_MOST = 200

/** Whether a subject runs a poll: the group's side, and the main account alone where it was put to all groups. @rule GRP-9 */
export const mayRunPoll = (on: Queryable, subject: Subject, poll: PollRow): Promise<boolean> =>
  poll.group_no === 0
    ? Promise.resolve(isMainAccount(subject, poll.owner_id))
    : mayRun(on, subject, { group_no: poll.group_no, owner_id: poll.owner_id })

interface Reader {
  readonly poll: PollRow
  readonly runs: boolean
  readonly userNo: number | null
}

/** Who reads a poll. Codes, in this order: `not_found`, `forbidden`, `not_in_group`. @param named for whom the platform asks */
async function readerOf(app: App, subject: Subject, pollId: string, named: string | null): Promise<Reader | Rejection> {
  const poll = (await readPolls(app.db, [pollId])).get(pollId)
  if (poll === undefined) return reject('not_found')
  const runs = mayActFor(subject, poll.owner_id, 'groups')
  const userId = named ?? (subject.role === 'fan' ? subject.id : null)
  if (userId === null) return runs ? { poll, runs, userNo: null } : reject('forbidden')
  const mine = subject.role === 'fan' && (await isSameUser(app.db, subject.id, userId))
  if (!mine && subject.role !== 'platform' && subject.role !== 'admin') return reject('forbidden')
  const userNo = await userNoOf(app.db, userId)
  if (userNo === null || !(await readsScope(app.db, poll, userNo, await app.clock.now()))) return reject('not_in_group')
  // asked for somebody, it is shown as he sees it
  return { poll, runs: false, userNo }
}

/** A poll as a subject sees it. Codes: as `readerOf`. */
export async function pollFor(
  app: App,
  subject: Subject,
  pollId: string,
  named: string | null,
): Promise<PollView | Rejection> {
  const reader = await readerOf(app, subject, pollId, named)
  if (isRejection(reader)) return reader
  return (await viewPollsFor(app.db, [pollId], reader, await app.clock.now())).get(pollId) ?? reject('not_found')
}

const getPoll = route({
  name: 'getPoll',
  method: 'GET',
  path: '/v1/polls/{pollId}',
  tag: 'groups',
  summary: 'A poll or call as a member, or the owner’s side, sees it',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  query: z.object({ userId: id.optional() }),
  answer: pollView,
  handle: (app, { params, query, subject }) => pollFor(app, subject, params.pollId, query.userId ?? null),
})

const getOptions = route({
  name: 'listPollOptions',
  method: 'GET',
  path: '/v1/polls/{pollId}/options',
  tag: 'groups',
  summary:
    'Every suggestion of a call, the most backed first or the newest; where counts are not shown yet, the newest',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  query: pollOptionsQuery,
  answer: pollOptionList,
  handle: async (app, { params: { pollId }, query, subject }) => {
    const reader = await readerOf(app, subject, pollId, query.userId ?? null)
    if (isRejection(reader)) return reader
    const now = await app.clock.now()
    const { runs, userNo } = reader
    const voted = userNo !== null && (await readVotes(app.db, [{ userNo, pollId }])).length > 0
    const counts = seesCounts(reader.poll, { runs, voted }, now)
    // a page goes on in the order it was begun in, though counts are shown meanwhile; hidden again, the newest begin anew
    const key = readCursor(query.cursor, 'text', 'integer', 'integer')
    const asked = key === null ? query.sort : key[0] === 'votes' ? 'votes' : 'new'
    const sort = counts ? asked : 'new'
    const before = key === null || sort !== asked ? null : ([Number(key[1]), Number(key[2])] as const)
    const rows = await listOptions(app.db, pollId, { sort, before, limit: query.limit + 1 })
    return pageOf(
      rows,
      query.limit,
      // a hidden count is not told by a cursor either
      (row) => [sort, sort === 'votes' ? row.votes : 0, row.option],
      (row) => viewOfOption(row, { runs, counts }),
    )
  },
})

type Tally = { readonly level: number; readonly votes: number }

/** Votes by tier, lowest first; null: no member of the running mode. */
function byTier(rules: RuleSet, levels: readonly Tally[]) {
  const tiers = new Map<ReturnType<typeof tierOfLevel> | null, number>()
  for (const { level, votes } of levels) {
    const tier = level === 0 ? null : tierOfLevel(rules, level)
    tiers.set(tier, (tiers.get(tier) ?? 0) + votes)
  }
  return [...tiers].map(([tier, votes]) => ({ tier, votes }))
}

const getResults = route({
  name: 'getPollResults',
  method: 'GET',
  path: '/v1/polls/{pollId}/results',
  tag: 'groups',
  summary: 'Who chose what, by the level and tier each had when he voted: for the owner’s side; nobody is named',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  answer: pollResults,
  handle: async (app, { params: { pollId }, subject }) => {
    const poll = (await readPolls(app.db, [pollId])).get(pollId)
    if (poll === undefined) return reject('not_found')
    if (!mayActFor(subject, poll.owner_id, 'groups')) return reject('forbidden')
    const [levels, given] = await Promise.all([readLevels(app.db, pollId), readShown(app.db, [pollId])])
    const options =
      poll.each === 0
        ? (given.get(pollId) ?? [])
        : await listOptions(app.db, pollId, { sort: 'votes', before: null, limit: RESULTS_MOST })
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    const of = (option: number): Tally[] => levels.filter((row) => row.option === option)
    return {
      pollId,
      voters: poll.voters,
      levels: of(0).map(({ level, votes }) => ({ level, voters: votes })),
      tiers: byTier(rules, of(0)).map(({ tier, votes }) => ({ tier, voters: votes })),
      options: options.map((row) => {
        const his = of(row.option)
        return {
          ...viewOfOption(row, { runs: true, counts: true }),
          votes: row.votes,
          levels: his.map(({ level, votes }) => ({ level, votes })),
          tiers: byTier(rules, his),
        }
      }),
    }
  },
})

/** Routes that read polls and calls. */
export const pollReads: readonly Route[] = [getPoll, getOptions, getResults]
