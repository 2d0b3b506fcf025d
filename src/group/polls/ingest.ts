import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import {
  picksInput,
  pollOptionParam,
  pollView,
  suggestionInput,
  suggestionView,
  voteInput,
  type PollView,
} from '../../contract/polls.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import type { App, CommandContext } from '../../ports/app.ts'
import { isSameUser } from '../listing/store.ts'
import { mayRunPoll, pollFor } from './read.ts'
import {
  findOptions,
  findSuggester,
  holdClubs,
  isOverRow,
  pickOptions,
  readPolls,
  removeOption,
  type PollRow,
} from './store.ts'
import { suggestDesk } from './suggest.ts'
import { close, holdPoll, tellNow } from './telling.ts'
import { voteDesk } from './vote.ts'

const pollParams = z.object({ pollId: uuid })

/** Whether a subject answers for a user: a fan for himself, the platform for everybody. */
const answersFor = async (app: App, subject: Subject, userId: string): Promise<boolean> => {
  if (subject.role === 'fan') return isSameUser(app.db, subject.id, userId)
  return subject.role === 'platform' || subject.role === 'admin'
}

const vote = route({
  name: 'putPollVote',
  method: 'PUT',
  path: '/v1/polls/{pollId}/votes/{userId}',
  tag: 'groups',
  summary: 'All that a member chooses, instead of what he chose before; none takes his vote back',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams.extend({ userId: id }),
  body: voteInput,
  answer: pollView,
  handle: async (app, { params: { pollId, userId }, body: { options }, subject }) =>
    (await answersFor(app, subject, userId))
      ? app.together(voteDesk, { pollId, userId, options })
      : reject('forbidden'),
})

const suggest = route({
  name: 'postPollSuggestion',
  method: 'POST',
  path: '/v1/polls/{pollId}/suggestions',
  tag: 'groups',
  summary: 'Answer a call for topics or music; others may back it',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  body: suggestionInput,
  answer: suggestionView,
  status: 201,
  handle: async (app, { params: { pollId }, body: { userId, text }, subject }) =>
    (await answersFor(app, subject, userId))
      ? app.together(suggestDesk, { pollId, userId, text })
      : reject('forbidden'),
})

/** Does something to a poll that the subject runs, its row held; then shows it. Refuses `not_found`, `forbidden`. */
async function running(
  app: App,
  subject: Subject,
  pollId: string,
  work: (context: CommandContext, poll: PollRow) => Promise<Rejection | null>,
): Promise<PollView | Rejection> {
  const done = await app.command(subject, async (context) => {
    const poll = await holdPoll(context.tx, pollId)
    if (poll === null) return reject('not_found')
    if (!(await mayRunPoll(context.tx, subject, poll))) return reject('forbidden')
    return (await work(context, poll)) ?? { pollId }
  })
  return isRejection(done) ? done : pollFor(app, subject, pollId, null)
}

const closeByHand = route({
  name: 'postPollClose',
  method: 'POST',
  path: '/v1/polls/{pollId}/close',
  tag: 'groups',
  summary: 'End a poll or call at once; ended it stays as it is',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  answer: pollView,
  handle: (app, { params, subject }) =>
    running(app, subject, params.pollId, async (context, poll) => {
      await close(context, poll)
      return null
    }),
})

const pick = route({
  name: 'putPollPicks',
  method: 'PUT',
  path: '/v1/polls/{pollId}/picks',
  tag: 'groups',
  summary: 'The options that the owner picks, shown as such; also once the poll or call is over',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: pollParams,
  body: picksInput,
  answer: pollView,
  handle: (app, { params, body: { options }, subject }) =>
    running(app, subject, params.pollId, async (context, poll) => {
      const found = await findOptions(
        context.tx,
        options.map((option) => ({ pollId: params.pollId, option })),
      )
      if (found.length < options.length) return reject('unknown_option')
      await pickOptions(context.tx, params.pollId, options, context.now)
      await tellNow(context, poll)
      return null
    }),
})

const removeSuggestion = route({
  name: 'deletePollSuggestion',
  method: 'DELETE',
  path: '/v1/polls/{pollId}/suggestions/{option}',
  tag: 'groups',
  summary: 'Take a suggestion away: the owner’s side any, a fan his own while the call is open',
  clauses: ['GRP-8', 'GRP-9'],
  access: { kind: 'any' },
  params: pollParams.extend({ option: pollOptionParam }),
  answer: z.object({ pollId: z.string(), option: z.int() }),
  handle: (app, { params: { pollId, option }, subject }) =>
    app.command(subject, async (context) => {
      const { tx, now, members } = context
      const found = (await readPolls(tx, [pollId])).get(pollId)
      if (found === undefined) return reject('not_found')
      // clubs before people, as everywhere
      await holdClubs(tx, [found.club_no])
      const fan = subject.role === 'fan' ? (await members.hold([subject.id])).get(subject.id) : undefined
      const poll = await holdPoll(tx, pollId)
      if (poll === null) return reject('not_found')
      const his = await findSuggester(tx, pollId, option)
      if (his === undefined) return reject('unknown_option')
      const mine = fan !== undefined && fan.userNo === his
      if (!mine && !(await mayRunPoll(tx, subject, poll))) return reject('forbidden')
      if (mine && isOverRow(poll, now)) return reject('poll_closed')
      await removeOption(tx, pollId, option, now)
      await tellNow(context, poll)
      return { pollId, option }
    }),
})

/** Routes that write polls and calls. */
export const pollWrites: readonly Route[] = [vote, suggest, closeByHand, pick, removeSuggestion]
