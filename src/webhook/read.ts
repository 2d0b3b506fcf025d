import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Access, type Route } from '../contract/route.ts'
import {
  webhookDeliveryList,
  webhookDeliveryQuery,
  webhookList,
  webhookView,
  type WebhookDelivery,
  type WebhookDeliveryState,
  type WebhookError,
  type WebhookType,
  type WebhookView,
} from '../contract/webhooks.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { endpointColumns, findEndpoint, type EndpointRow } from './store.ts'

/** Whose endpoints a route is about: one owner's, or the platform's own. The same routes serve both. */
export interface Scope {
  readonly name: string
  readonly path: '/v1/clubs/{ownerId}/webhooks' | '/v1/webhooks'
  readonly access: Access
  readonly words: string
}
export const scopes: readonly Scope[] = [
  {
    name: 'Club',
    path: '/v1/clubs/{ownerId}/webhooks',
    access: { kind: 'club', permission: 'webhooks' },
    words: 'an owner',
  },
  { name: '', path: '/v1/webhooks', access: { kind: 'platform' }, words: 'the platform, told of all owners' },
]

/** Path parameters of a scope. The platform's paths name no owner, so his id is absent. */
export const scopeParams = ({ path }: Scope) => (path === '/v1/webhooks' ? z.object({}) : z.object({ ownerId: id }))
/** Path parameters of one endpoint. */
export const endpointParams = (scope: Scope) => scopeParams(scope).extend({ webhookId: z.uuid() })
/** Path parameters of one delivery. */
export const deliveryParams = (scope: Scope) => endpointParams(scope).extend({ deliveryId: z.uuid() })

/** The owner that a path names; null on the platform's. */
export const ownerOf = (params: object): string | null =>
  'ownerId' in params && typeof params.ownerId === 'string' ? params.ownerId : null

/** The endpoint, where it belongs to the path's scope; `webhook_unknown` else, so that others' ids tell nothing. */
export async function ownEndpoint(
  on: Queryable,
  params: { readonly webhookId: string },
  lock = false,
): Promise<EndpointRow | Rejection> {
  return (await findEndpoint(on, ownerOf(params), params.webhookId, lock)) ?? reject('webhook_unknown')
}

interface Counts {
  readonly waiting: number
  readonly failed: number
}

const countMost = 1_000
const countOf = (status: 'waiting' | 'failed'): string =>
  `(select count(*)::int4 from (select 1 from webhook_delivery d where d.endpoint_no = e.endpoint_no and d.status = '${status}' limit ${countMost}) as few)`

/** Endpoints of a scope, oldest first, or one of them. */
async function endpointsOf(
  on: Queryable,
  ownerId: string | null,
  webhookId: string | null,
): Promise<(EndpointRow & Counts)[]> {
  return on.query<EndpointRow & Counts>(
    `select ${endpointColumns}, ${countOf('waiting')} as waiting, ${countOf('failed')} as failed
     from webhook_endpoint e where e.owner_id is not distinct from $1::text and ($2::uuid is null or e.webhook_id = $2::uuid)
     order by e.endpoint_no`,
    [ownerId, webhookId],
  )
}

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

/** An endpoint as its owner sees it: no secret, no trace of one. */
function viewOf(row: EndpointRow & Counts, realNow: number): WebhookView {
  const grace = row.previousUntil !== null && row.previousUntil > realNow ? row.previousUntil : null
  return {
    webhookId: row.webhookId,
    ownerId: row.ownerId,
    url: row.url,
    description: row.description,
    types: [...row.types],
    status: row.status,
    off: row.offReason === null || row.offAt === null ? null : { reason: row.offReason, at: toInstant(row.offAt) },
    failing: row.failingSince === null ? null : { since: toInstant(row.failingSince), days: row.failedDays },
    lastDeliveredAt: instantOrNull(row.deliveredAt),
    waiting: row.waiting,
    failed: row.failed,
    previousSecretUntil: instantOrNull(grace),
    createdAt: toInstant(row.createdAt),
    createdBy: row.createdBy,
  }
}

/** One endpoint's view. Code: webhook_unknown. */
export async function viewOfEndpoint(
  on: Queryable,
  params: { readonly webhookId: string },
  realNow: number,
): Promise<WebhookView | Rejection> {
  const [row] = await endpointsOf(on, ownerOf(params), params.webhookId)
  return row === undefined ? reject('webhook_unknown') : viewOf(row, realNow)
}

interface DeliveryRow {
  readonly message_no: number
  readonly message_id: string
  readonly type: WebhookType
  readonly owner_id: string
  readonly at: number
  readonly body: string
  readonly status: WebhookDeliveryState
  readonly attempts: number
  readonly next_at: number
  readonly last_at: number | null
  readonly last_milliseconds: number | null
  readonly last_status: number | null
  readonly last_error: WebhookError | null
  readonly last_response: string | null
}

/** Deliveries of an endpoint, newest first, or one of them. */
export async function deliveriesOf(
  on: Queryable,
  endpointNo: number,
  filter: {
    readonly status: WebhookDeliveryState | null
    readonly messageId: string | null
    readonly before: number | null
    readonly limit: number
  },
): Promise<DeliveryRow[]> {
  return on.query<DeliveryRow>(
    `select m.message_no, m.message_id, m.type, m.owner_id, m.at, m.body, d.status, d.attempts, d.next_at, d.last_at, d.last_milliseconds,
       d.last_status, d.last_error, d.last_response
     from webhook_delivery d join webhook_message m using (message_no)
     where d.endpoint_no = $1::int4 and ($2::text is null or d.status = $2) and ($3::uuid is null or m.message_id = $3::uuid)
       and ($4::int8 is null or d.message_no < $4::int8)
     order by d.message_no desc limit $5::int4`,
    [endpointNo, filter.status, filter.messageId, filter.before, filter.limit],
  )
}

/** A delivery as the owner of its endpoint sees it. */
export function viewOfDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    deliveryId: row.message_id,
    type: row.type,
    ownerId: row.owner_id,
    at: toInstant(row.at),
    status: row.status,
    attempts: row.attempts,
    last:
      row.last_at === null
        ? null
        : {
            at: toInstant(row.last_at),
            milliseconds: row.last_milliseconds ?? 0,
            status: row.last_status,
            error: row.last_error,
            response: row.last_response ?? '',
          },
    nextAttemptAt: row.status === 'waiting' ? toInstant(row.next_at) : null,
    body: row.body,
  }
}

const tag = 'webhooks'
const clauses = ['PLT-4'] as const

const readsOf = (scope: Scope): readonly Route[] => [
  route({
    name: `list${scope.name}Webhooks`,
    method: 'GET',
    path: scope.path,
    tag,
    summary: `Webhook endpoints of ${scope.words}, oldest first`,
    clauses,
    access: scope.access,
    params: scopeParams(scope),
    answer: webhookList,
    async handle(app, { params, realNow }) {
      const rows = await endpointsOf(app.db, ownerOf(params), null)
      return { items: rows.map((row) => viewOf(row, realNow)), nextCursor: null }
    },
  }),
  route({
    name: `get${scope.name}Webhook`,
    method: 'GET',
    path: `${scope.path}/{webhookId}`,
    tag,
    summary: 'One endpoint and how it fares',
    clauses,
    access: scope.access,
    params: endpointParams(scope),
    answer: webhookView,
    handle: (app, { params, realNow }) => viewOfEndpoint(app.db, params, realNow),
  }),
  route({
    name: `list${scope.name}WebhookDeliveries`,
    method: 'GET',
    path: `${scope.path}/{webhookId}/deliveries`,
    tag,
    summary: 'Its deliveries with payload, attempts, next try and answer, newest first, of the last 7 days',
    clauses,
    access: scope.access,
    params: endpointParams(scope),
    query: webhookDeliveryQuery,
    answer: webhookDeliveryList,
    async handle(app, { params, query: { limit, cursor, status } }) {
      const endpoint = await ownEndpoint(app.db, params)
      if ('rejected' in endpoint) return endpoint
      const [before] = readCursor(cursor, 'integer') ?? []
      const filter = { status: status ?? null, messageId: null, before: Number(before ?? 0) || null, limit: limit + 1 }
      const rows = await deliveriesOf(app.db, endpoint.endpointNo, filter)
      return pageOf(rows, limit, (row) => [row.message_no], viewOfDelivery)
    },
  }),
]

/** Routes that read endpoints and deliveries. */
export const webhookReads: readonly Route[] = scopes.flatMap(readsOf)
