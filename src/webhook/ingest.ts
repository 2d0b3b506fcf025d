import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import {
  webhookDelivery,
  webhookInput,
  webhookLimits,
  webhookMade,
  webhookPatch,
  webhookRemoved,
  webhookReplayed,
  webhookReplayInput,
  webhookRotated,
  webhookRotation,
  webhookTestType,
  webhookTrial,
  webhookView,
} from '../contract/webhooks.ts'
import { readCursor, writeCursor } from '../lib/cursor.ts'
import { HOUR, toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import { withoutSecrets } from './apply.ts'
import type { WebhookParts } from './parts.ts'
import {
  deliveriesOf,
  deliveryParams,
  endpointParams,
  ownEndpoint,
  ownerOf,
  scopeParams,
  scopes,
  viewOfDelivery,
  viewOfEndpoint,
  type Scope,
} from './read.ts'
import { newSigningSecret, sealSecret, signedHeaders, signingSecrets } from './sign.ts'
import {
  countEndpoints,
  countWaitingAnew,
  deleteEndpoint,
  insertEndpoint,
  lockFeed,
  ownerExists,
  replaceSecret,
  requeueDelivery,
  requeueSince,
  updateEndpoint,
  type EndpointRow,
  type ReplayMark,
} from './store.ts'

const tag = 'webhooks'
const clauses = ['PLT-4'] as const
/** Trials that one node makes at the same time; each may take as long as the receiver likes, up to the time limit. */
const TRIALS_MOST = 4

/** Whether an address may be told of anything; asked before any transaction, since it looks a name up. Code: webhook_url_refused. */
async function refuseUrl(parts: WebhookParts, url: string): Promise<Rejection | null> {
  const why = await parts.sender.refuse(url)
  return why === null ? null : reject('webhook_url_refused', why, { errors: [{ path: 'body/url', message: why }] })
}

/** What a change makes of an endpoint. Switching on forgets that it was failing: what waits goes out at once. */
function changed(endpoint: EndpointRow, wish: z.output<typeof webhookPatch>, now: number): EndpointRow {
  const { url = endpoint.url, description = endpoint.description, types = endpoint.types } = wish
  const next = { ...endpoint, url, description, types }
  if (wish.status === 'off' && endpoint.status === 'on')
    return { ...next, status: 'off', offReason: 'manual', offAt: now }
  if (wish.status !== 'on' || endpoint.status === 'on') return next
  const well = { failingSince: null, failedDays: 0, failedDay: null, notBefore: null }
  return { ...next, ...well, status: 'on', offReason: null, offAt: null }
}

/** The mark a cursor holds; null: from the beginning. */
function markOf(cursor: string | undefined): ReplayMark | null {
  const [at, messageNo] = readCursor(cursor, 'instant', 'integer') ?? []
  return at === undefined || messageNo === undefined ? null : { at: String(at), messageNo: Number(messageNo) }
}

function writesOf(scope: Scope, parts: WebhookParts, trial: Trial): readonly Route[] {
  const one = { tag, clauses, access: scope.access, params: endpointParams(scope) } as const
  const path = `${scope.path}/{webhookId}`
  return [
    route({
      name: `create${scope.name}Webhook`,
      method: 'POST',
      path: scope.path,
      tag,
      summary: `A new endpoint of ${scope.words}; the answer holds, this once, the secret that signs its messages`,
      clauses,
      access: scope.access,
      params: scopeParams(scope),
      body: webhookInput,
      answer: webhookMade,
      status: 201,
      async handle(app, { params, body, subject, realNow }) {
        const refused = await refuseUrl(parts, body.url)
        if (refused !== null) return refused
        const ownerId = ownerOf(params)
        const webhookId = uuidv7({ msecs: realNow })
        const secret = newSigningSecret()
        return app.command(subject, async ({ tx, now }) => {
          if (ownerId !== null && !(await ownerExists(tx, ownerId))) return reject('unknown_owner')
          await lockFeed(tx)
          if ((await countEndpoints(tx, ownerId)) >= webhookLimits.endpointsMost) return reject('webhook_limit')
          const sealed = sealSecret(parts.secrets, webhookId, secret)
          const by = actorOf(subject)
          await insertEndpoint(tx, { ...body, webhookId, ownerId, secret: sealed, createdAt: now, createdBy: by })
          const view = await viewOfEndpoint(tx, { ...params, webhookId }, realNow)
          return isRejection(view) ? view : { ...view, secret }
        })
      },
    }),
    route({
      name: `change${scope.name}Webhook`,
      method: 'PATCH',
      path,
      ...one,
      summary:
        'Changes address, types or description, or switches it on or off; messages that wait go out when it is on again',
      body: webhookPatch,
      answer: webhookView,
      async handle(app, { params, body, subject, realNow }) {
        const refused = body.url === undefined ? null : await refuseUrl(parts, body.url)
        if (refused !== null) return refused
        return app.command(subject, async ({ tx, now }) => {
          const endpoint = await ownEndpoint(tx, params, true)
          if (isRejection(endpoint)) return endpoint
          const next = changed(endpoint, body, now)
          await updateEndpoint(tx, next)
          if (endpoint.status === 'off' && next.status === 'on') await countWaitingAnew(tx, endpoint.endpointNo)
          return viewOfEndpoint(tx, params, realNow)
        })
      },
    }),
    route({
      name: `delete${scope.name}Webhook`,
      method: 'DELETE',
      path,
      ...one,
      summary: 'Removes an endpoint with its deliveries',
      answer: webhookRemoved,
      handle: (app, { params, subject }) =>
        onEndpoint(app, subject, params, async (tx, { endpointNo, webhookId }) => {
          await deleteEndpoint(tx, endpointNo)
          return { webhookId }
        }),
    }),
    route({
      name: `rotate${scope.name}WebhookSecret`,
      method: 'POST',
      path: `${path}/rotate-secret`,
      ...one,
      summary: 'A new secret, shown only now; for graceHours messages carry the signatures of both',
      body: webhookRotation,
      answer: webhookRotated,
      handle: (app, { params, body, subject, realNow }) =>
        onEndpoint(app, subject, params, async (tx, { endpointNo, webhookId }) => {
          const secret = newSigningSecret()
          const previousUntil = body.graceHours === 0 ? null : realNow + body.graceHours * HOUR
          await replaceSecret(tx, endpointNo, sealSecret(parts.secrets, webhookId, secret), previousUntil)
          return { secret, previousSecretUntil: previousUntil === null ? null : toInstant(previousUntil) }
        }),
    }),
    route({
      name: `test${scope.name}Webhook`,
      method: 'POST',
      path: `${path}/test`,
      ...one,
      summary: `Sends one signed ${webhookTestType} now, also to an endpoint that is off, and tells what came back`,
      answer: webhookTrial,
      async handle(app, { params, realNow }) {
        const endpoint = await ownEndpoint(app.db, params)
        return isRejection(endpoint) ? endpoint : trial(endpoint, await app.clock.now(), realNow)
      },
    }),
    route({
      name: `replay${scope.name}WebhookDelivery`,
      method: 'POST',
      path: `${path}/deliveries/{deliveryId}/replay`,
      ...one,
      params: deliveryParams(scope),
      summary: 'Sends one delivery again, with the same webhook-id',
      answer: webhookDelivery,
      async handle(app, { params, subject }) {
        return app.command(subject, async ({ tx, now }) => {
          const endpoint = await ownEndpoint(tx, params, true)
          if (isRejection(endpoint)) return endpoint
          if (endpoint.status === 'off') return reject('webhook_off')
          if (!(await requeueDelivery(tx, endpoint.endpointNo, params.deliveryId, now))) return reject('not_found')
          const filter = { status: null, messageId: params.deliveryId, before: null, limit: 1 }
          const [row] = await deliveriesOf(tx, endpoint.endpointNo, filter)
          return row === undefined ? reject('not_found') : viewOfDelivery(row)
        })
      },
    }),
    route({
      name: `replay${scope.name}Webhook`,
      method: 'POST',
      path: `${path}/replay`,
      ...one,
      summary: `Queues the kept messages since an instant again, at most ${webhookLimits.replayMost} a call`,
      body: webhookReplayInput,
      answer: webhookReplayed,
      async handle(app, { params, body, subject }) {
        return app.command(subject, async ({ tx, now }) => {
          const endpoint = await ownEndpoint(tx, params, true)
          if (isRejection(endpoint)) return endpoint
          if (endpoint.status === 'off') return reject('webhook_off')
          const { queued, last } = await requeueSince(tx, endpoint, {
            since: Date.parse(body.since),
            all: body.include === 'all',
            after: markOf(body.cursor),
            limit: webhookLimits.replayMost,
            now,
          })
          return { queued, nextCursor: last === null ? null : writeCursor([last.at, last.messageNo]) }
        })
      },
    }),
  ]
}

/** A command on an endpoint of the path's scope, locked. Code: webhook_unknown. */
const onEndpoint = <T>(
  app: App,
  subject: Subject,
  params: { readonly webhookId: string },
  work: (tx: Parameters<typeof ownEndpoint>[0], endpoint: EndpointRow) => Promise<T>,
): Promise<T | Rejection> =>
  app.command(subject, async ({ tx }) => {
    const endpoint = await ownEndpoint(tx, params, true)
    return isRejection(endpoint) ? endpoint : work(tx, endpoint)
  })

type Trial = (endpoint: EndpointRow, now: number, realNow: number) => Promise<z.input<typeof webhookTrial> | Rejection>

/** Trials, a few at a time. Codes: busy, webhook_secret_unreadable. */
function createTrial(parts: WebhookParts): Trial {
  let running = 0
  return async (endpoint, now, realNow) => {
    if (running >= TRIALS_MOST) return reject('busy', undefined, { retryAfterSeconds: 5 })
    const secrets = signingSecrets(parts.secrets, endpoint, realNow)
    if (secrets.length === 0) return reject('webhook_secret_unreadable')
    const data = { webhookId: endpoint.webhookId }
    const body = JSON.stringify({ type: webhookTestType, timestamp: toInstant(now), data })
    running += 1
    try {
      const headers = signedHeaders(uuidv7(), realNow, body, secrets)
      const outcome = await parts.sender.send({ url: endpoint.url, headers, body })
      const { status, milliseconds } = outcome
      const error = outcome.error === 'aborted' ? 'broken' : outcome.error
      const response = withoutSecrets(outcome.response, secrets)
      return { delivered: error === null, milliseconds, status, error, response }
    } finally {
      running -= 1
    }
  }
}

/** The writing routes; made once in wire.ts, since they need the key that seals secrets and the way out. */
export function webhookWrites(parts: WebhookParts): readonly Route[] {
  const trial = createTrial(parts)
  return scopes.flatMap((scope) => writesOf(scope, parts, trial))
}
