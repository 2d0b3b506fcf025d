import { z } from 'zod'
import { id, page } from '../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import {
  deskThreads,
  fanThreads,
  serviceCard,
  serviceMessages,
  serviceMessagesQuery,
  serviceOrders,
  threadQuery,
  threadsQuery,
  threadView,
  type DeskThread,
} from '../contract/service.ts'
import { pageOf, pageOfStretch, readCursor, stretchOf } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import {
  findCard,
  findDeskThread,
  findFanThread,
  listFanThreads,
  listInHand,
  listNotes,
  listOrders,
  listThreads,
  readMessages,
  userNoOf,
} from './listing/store.ts'
import { agentOf, sideOf } from './rights.ts'
import { findDesk } from './store.ts'
import { emptyForFan, viewForDesk, viewForFan, viewOfCard, viewOfMessage, viewOfOrder } from './views.ts'

const ownerParams = z.object({ ownerId: id })
const params = ownerParams.extend({ userId: id })
const ofThread = { kind: 'self', permission: 'service' } as const
const ofDesk = { kind: 'club', permission: 'service' } as const
const tag = 'service'
const path = '/v1/clubs/{ownerId}/service/threads'

const CARD_ORDERS = 5
const ORDERS = 20
const CARD_BENEFITS = 10
const CARD_NOTES = 5

/** A thread as the desk sees it. Codes: `unknown_owner`, `not_found`. */
export async function viewDeskThread(app: App, ownerId: string, userId: string): Promise<DeskThread | Rejection> {
  const desk = await findDesk(app.db, ownerId)
  if (desk === null) return reject('unknown_owner')
  const userNo = await userNoOf(app.db, userId)
  const row = userNo === null ? null : await findDeskThread(app.db, desk, userNo)
  if (row === null) return reject('not_found')
  const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
  return viewForDesk(row, ownerId, desk.mode, rules)
}

const getThreads = route({
  name: 'listServiceThreads',
  method: 'GET',
  path,
  tag,
  summary:
    'The desk’s inbox by view: unassigned, mine, all, waiting (longest first), resolved; else who spoke last comes first; `q` finds a user',
  clauses: ['GRP-14'],
  access: ofDesk,
  params: ownerParams,
  query: threadsQuery,
  answer: deskThreads,
  handle: async (app, { params: { ownerId }, query, subject }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const { view, limit } = query
    const waits = view === 'waiting'
    const key = waits ? readCursor(query.cursor, 'instant', 'integer') : readCursor(query.cursor, 'integer')
    const after =
      key === null ? null : waits ? { since: String(key[0]), userNo: Number(key[1]) } : { seq: Number(key[0]) }
    const agent = agentOf(subject, ownerId)
    const rows = await listThreads(app.db, desk, { view, agent, q: query.q ?? null, after, limit: limit + 1 })
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    return pageOf(
      rows,
      limit,
      (row) => (waits ? [toInstant(row.waiting_since ?? 0), row.user_no] : [row.last_seq]),
      (row) => viewForDesk(row, ownerId, desk.mode, rules),
    )
  },
})

const getThread = route({
  name: 'getServiceThread',
  method: 'GET',
  path: `${path}/{userId}`,
  tag,
  summary:
    'A thread: to its fan with the desk’s hours, empty where nothing was said yet; to the desk as its inbox shows it',
  clauses: ['GRP-14'],
  access: ofThread,
  params,
  query: threadQuery,
  answer: threadView,
  handle: async (app, { params: { ownerId, userId }, query, subject }) => {
    const side = sideOf(subject, query.side)
    if (isRejection(side)) return side
    if (side === 'desk') return viewDeskThread(app, ownerId, userId)
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const now = await app.clock.now()
    const userNo = await userNoOf(app.db, userId)
    const row = userNo === null ? null : await findFanThread(app.db, { userNo, clubNo: desk.club_no })
    return row === null ? emptyForFan(desk, userId, app.calendar, now) : viewForFan(row, userId, app.calendar, now)
  },
})

const getMessages = route({
  name: 'listServiceMessages',
  method: 'GET',
  path: `${path}/{userId}/messages`,
  tag,
  summary:
    'Messages of a thread, oldest first: `after` goes on, `before` goes back, else the newest; notes and deeds are the desk’s alone',
  clauses: ['GRP-14'],
  access: ofThread,
  params,
  query: serviceMessagesQuery,
  answer: serviceMessages,
  handle: async (app, { params: { ownerId, userId }, query, subject }) => {
    const side = sideOf(subject, query.side)
    if (isRejection(side)) return side
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const userNo = await userNoOf(app.db, userId)
    if (userNo === null) return { items: [], nextCursor: null }
    const wanted = stretchOf(query)
    const inner = side === 'desk'
    const rows = await readMessages(app.db, { userNo, clubNo: desk.club_no }, inner, wanted)
    const messages = rows.map((row) => viewOfMessage(row, inner))
    return pageOfStretch(messages, wanted)
  },
})

const getCard = route({
  name: 'getServiceCard',
  method: 'GET',
  path: `${path}/{userId}/card`,
  tag,
  summary: 'Who a fan is, for the desk: level, badge, last orders, benefits in hand, notes',
  clauses: ['GRP-14'],
  access: ofDesk,
  params,
  answer: serviceCard,
  handle: async (app, { params: { ownerId, userId } }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const userNo = await userNoOf(app.db, userId)
    if (userNo === null) return reject('not_found')
    const key = { userNo, clubNo: desk.club_no }
    const now = await app.clock.now()
    const [row, orders, benefits, notes, book] = await Promise.all([
      findCard(app.db, key),
      listOrders(app.db, key, CARD_ORDERS),
      listInHand(app.db, key, now, CARD_BENEFITS),
      listNotes(app.db, key, CARD_NOTES),
      app.rules(),
    ])
    if (row === null) return reject('not_found')
    return {
      ...viewOfCard(row, book.ofDay(app.calendar.dayOf(now)), now),
      orders: orders.map(viewOfOrder),
      benefits: benefits.map(({ name, kind, expires_at: at }) => ({
        name,
        kind,
        expiresAt: at === null ? null : toInstant(at),
      })),
      notes: notes.map(({ at, agent, text }) => ({ at: toInstant(at), agentId: agent, text })),
    }
  },
})

const getOrders = route({
  name: 'listServiceOrders',
  method: 'GET',
  path: `${path}/{userId}/orders`,
  tag,
  summary: 'A fan’s last orders with an owner: what he, or the desk, may name in a thread',
  clauses: ['GRP-14'],
  access: ofThread,
  params,
  answer: serviceOrders,
  handle: async (app, { params: { ownerId, userId } }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const userNo = await userNoOf(app.db, userId)
    const rows = userNo === null ? [] : await listOrders(app.db, { userNo, clubNo: desk.club_no }, ORDERS)
    return { items: rows.map(viewOfOrder) }
  },
})

const getFanThreads = route({
  name: 'listUserServiceThreads',
  method: 'GET',
  path: '/v1/users/{userId}/service-threads',
  tag,
  summary:
    'A user’s private messages with owners’ service desks, the one that last spoke first, with what he has not read',
  clauses: ['GRP-14'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  query: page,
  answer: fanThreads,
  handle: async (app, { params: { userId }, query }) => {
    const userNo = await userNoOf(app.db, userId)
    if (userNo === null) return { items: [], nextCursor: null }
    const key = readCursor(query.cursor, 'instant', 'integer')
    const after = key === null ? null : ([String(key[0]), Number(key[1])] as const)
    const now = await app.clock.now()
    const rows = await listFanThreads(app.db, userNo, { after, limit: query.limit + 1 })
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.last_at), row.club_no],
      (row) => viewForFan(row, userId, app.calendar, now),
    )
  },
})

/** Routes that read threads. */
export const serviceReads: readonly Route[] = [getThreads, getThread, getMessages, getCard, getOrders, getFanThreads]
