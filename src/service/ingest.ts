import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import {
  assignmentInput,
  blockInput,
  deskThread,
  resolveInput,
  serviceMessageInput,
  serviceReadInput,
  serviceReadView,
  serviceSaid,
  type DeskThread,
} from '../contract/service.ts'
import type { App, CommandContext } from '../ports/app.ts'
import { assignTo, reopen, resolve, setBlocked, type Moment, type Moved } from './apply.ts'
import { sayDesk } from './desk.ts'
import { threadRead } from './publish.ts'
import { viewDeskThread } from './read.ts'
import { agentOf, sideOf } from './rights.ts'
import { mayAnswer, noteBlock, readUpTo, saveThreads } from './store.ts'
import { holdThread, moveThread, type Held } from './write.ts'

const params = z.object({ ownerId: id, userId: id })
const ofThread = { kind: 'self', permission: 'service' } as const
const ofDesk = { kind: 'club', permission: 'service' } as const
const tag = 'service'
const path = '/v1/clubs/{ownerId}/service/threads/{userId}'

const say = route({
  name: 'postServiceMessage',
  method: 'POST',
  path: `${path}/messages`,
  tag,
  summary: 'A fan writes to an owner’s service desk, or the desk to him; sent again under its sendId it is said once',
  clauses: ['GRP-14'],
  access: ofThread,
  params,
  body: serviceMessageInput,
  answer: serviceSaid,
  status: 201,
  handle: async (app, { params: { ownerId, userId }, body, subject }) => {
    const side = sideOf(subject, body.side)
    if (isRejection(side)) return side
    const agent = side === 'fan' ? null : agentOf(subject, ownerId)
    return app.together(sayDesk, { ownerId, userId, message: body, agent, calendar: app.calendar })
  },
})

const read = route({
  name: 'postServiceRead',
  method: 'POST',
  path: `${path}/read`,
  tag,
  summary: 'The fan, or the desk, has read a thread up to a number; reading less than before moves nothing',
  clauses: ['GRP-14'],
  access: ofThread,
  params,
  body: serviceReadInput,
  answer: serviceReadView,
  handle: async (app, { params: { ownerId, userId }, body, subject }) => {
    const side = sideOf(subject, body.side)
    if (isRejection(side)) return side
    return app.command(subject, async (context) => {
      const held = await holdThread(context, ownerId, userId)
      if (isRejection(held)) return held
      const { thread, desk } = held
      if (await readUpTo(context.tx, thread, side, body.upTo)) {
        await saveThreads(context.tx, [thread])
        const place = { ownerId: desk.owner_id, userId: held.userId, name: thread.name }
        await context.publish([threadRead(place, thread, side)])
      }
      const unread = side === 'fan' ? thread.deskMessages - thread.fanRead : thread.fanMessages - thread.deskRead
      return { upTo: body.upTo, unread }
    })
  },
})

/** Does something to a thread for the desk. @returns the thread as it stands then */
async function change(
  app: App,
  subject: Subject,
  { ownerId, userId }: { readonly ownerId: string; readonly userId: string },
  decide: (held: Held, moment: Moment) => Moved | Rejection,
  besides: (context: CommandContext, held: Held) => Promise<void> = () => Promise.resolve(),
): Promise<DeskThread | Rejection> {
  const done = await app.command(subject, async (context) => {
    const held = await holdThread(context, ownerId, userId)
    if (isRejection(held)) return held
    await besides(context, held)
    return moveThread(context, held, app.calendar, (moment) => decide(held, moment))
  })
  return isRejection(done) ? done : viewDeskThread(app, ownerId, userId)
}

const assign = route({
  name: 'putServiceAssignment',
  method: 'PUT',
  path: `${path}/assignment`,
  tag,
  summary:
    'Gives a thread to a sub-account, takes it, or releases it; `expected` lets one of two that take it at once win',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  body: assignmentInput,
  answer: deskThread,
  handle: async (app, { params: place, body, subject }) => {
    const agent = agentOf(subject, place.ownerId)
    const { to } = body
    if (to !== null && to !== agent && to !== place.ownerId && (await mayAnswer(app.db, place.ownerId, to)) !== true)
      return reject('not_an_agent')
    return change(app, subject, place, ({ thread }, moment) => assignTo(thread, { ...body, agent }, moment))
  },
})

const close = route({
  name: 'postServiceResolve',
  method: 'POST',
  path: `${path}/resolve`,
  tag,
  summary: 'Closes a thread until its fan writes again; refused where he wrote after what the desk saw',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  body: resolveInput,
  answer: deskThread,
  handle: (app, { params: place, body, subject }) =>
    change(app, subject, place, ({ thread }, moment) =>
      resolve(thread, { ...body, agent: agentOf(subject, place.ownerId) }, moment),
    ),
})

const openAgain = route({
  name: 'postServiceReopen',
  method: 'POST',
  path: `${path}/reopen`,
  tag,
  summary: 'Opens a resolved thread again',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  body: z.strictObject({}),
  answer: deskThread,
  handle: (app, { params: place, subject }) =>
    change(app, subject, place, ({ thread }, moment) => reopen(thread, agentOf(subject, place.ownerId), moment)),
})

const block = route({
  name: 'putServiceBlock',
  method: 'PUT',
  path: `${path}/block`,
  tag,
  summary: 'The fan may not write to this desk until it is lifted',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  body: blockInput,
  answer: deskThread,
  handle: (app, { params: place, body, subject }) =>
    change(
      app,
      subject,
      place,
      ({ thread }, moment) => setBlocked(thread, true, agentOf(subject, place.ownerId), moment),
      async ({ tx }, { thread }) => {
        if (thread.blockedAt === null)
          await noteBlock(tx, thread, { by: actorOf(subject), reason: body.reason ?? null })
      },
    ),
})

const unblock = route({
  name: 'deleteServiceBlock',
  method: 'DELETE',
  path: `${path}/block`,
  tag,
  summary: 'The fan may write again',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  answer: deskThread,
  handle: (app, { params: place, subject }) =>
    change(
      app,
      subject,
      place,
      ({ thread }, moment) => setBlocked(thread, false, agentOf(subject, place.ownerId), moment),
      ({ tx }, { thread }) => noteBlock(tx, thread, { by: null, reason: null }),
    ),
})

/** Routes that write in threads. */
export const serviceWrites: readonly Route[] = [say, read, assign, close, openAgain, block, unblock]
