import { randomInt } from 'node:crypto'
import { clubTopic, platformTopic } from '../contract/topics.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { MINUTE } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Clock } from '../ports/clock.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { OutwardRule } from '../ports/outward.ts'
import type { WebhookOutcome } from '../ports/webhook-sender.ts'
import { afterOutcome, nextAttemptAt, withoutSecrets, type Standing } from '../webhook/apply.ts'
import type { WebhookParts } from '../webhook/parts.ts'
import { signedHeaders, signingSecrets } from '../webhook/sign.ts'
import { updateEndpoint, type EndpointRow } from '../webhook/store.ts'
import { createOutwardLoop, type OutwardLoop } from './outward-loop.ts'
import { publish } from './save.ts'
import { feedWebhooks, outwardBy, type FeedOptions } from './webhook-feed.ts'
import {
  claimDeliveries,
  endpointsBehind,
  endpointsByNo,
  lookAtQueue,
  releaseAll,
  releaseClaims,
  saveResults,
  sweepWebhooks,
  type Claimed,
  type Result,
  type StopReason,
} from './webhook-queue.ts'

export interface WebhookOptions {
  readonly db: Db
  readonly clock: Clock
  readonly sandbox: boolean
  /** UTC ms of the machine: signatures */
  readonly realNow: () => number
  readonly rules: readonly OutwardRule[]
  readonly parts: WebhookParts
  readonly log: Log
  /** tells this node's listeners that messages were committed */
  readonly wake: () => void
  readonly limits: WebhookRunLimits
  /** of this program */
  readonly version: string
}

export interface WebhookRunLimits {
  /** requests of this node at the same time */
  readonly atOnce: number
  /** of one endpoint, over all nodes */
  readonly atOnceEach: number
  /** longer than a request may take; whoever holds a delivery longer is taken for dead */
  readonly leaseSeconds: number
  /** rows of the outbox in one transaction */
  readonly feedRows: number
  /** deliveries that may wait for one endpoint; beyond, it is switched off */
  readonly waitingMost: number
  readonly keptDays: number
  readonly sweepRows: number
}

/** Webhooks of one node. */
export interface Webhooks extends OutwardLoop {
  /** Old rows go; endpoints that fell too far behind are switched off. */
  sweep(): Promise<void>
}

interface Ended {
  readonly claimed: Claimed
  readonly outcome: WebhookOutcome
}

/** A success is noted on its endpoint at most so often, unless it was failing: the row would be the hottest of all. */
const NOTE_SUCCESS_MS = MINUTE

/** Puts the outbox's messages on the road (PLT-4). */
export function createWebhooks(options: WebhookOptions): Webhooks {
  const { db, clock, log, limits, parts } = options
  const feed: FeedOptions = {
    db,
    sandbox: options.sandbox,
    toOutward: outwardBy(options.rules),
    kinds: [...new Set(options.rules.map(({ kind }) => kind))],
    rowsMost: limits.feedRows,
    version: options.version,
  }

  const loop = createOutwardLoop<Claimed, Ended>({
    db,
    log,
    way: 'webhooks',
    atOnce: limits.atOnce,
    eager: false,
    releaseAll,
    async look(start, stop) {
      const now = await clock.now()
      const { endpoints, unread, due } = await lookAtQueue(db, now)
      if (!endpoints) return
      if (unread) while (!stop.aborted && (await feedWebhooks(feed, now)));
      if (unread || due) await start()
    },
    async claim(most) {
      const { atOnceEach: mostEach, leaseSeconds } = limits
      const wish = { now: await clock.now(), most, spare: limits.atOnce >> 3, mostEach, leaseSeconds }
      const claims = await claimDeliveries(db, wish)
      if (claims.length > 0) crashPoint('webhook.claimed')
      return claims
    },
    named: ({ webhookId, messageId }) => ({ webhookId, messageId }),
    async attempt(claimed, stop) {
      const realNow = options.realNow()
      const { url, messageId, body } = claimed
      const secrets = signingSecrets(parts.secrets, claimed, realNow)
      const headers = signedHeaders(messageId, realNow, body, secrets)
      const outcome = secrets.length === 0 ? unsigned : await parts.sender.send({ url, headers, body }, stop)
      crashPoint('webhook.answered')
      return { claimed, outcome: { ...outcome, response: withoutSecrets(outcome.response, secrets) } }
    },
    async record(batch) {
      if (await recordResults(options, batch)) options.wake()
    },
  })

  return {
    ...loop,
    async sweep() {
      while ((await sweepWebhooks(db, limits.keptDays, limits.sweepRows)) === limits.sweepRows);
      const behind = await endpointsBehind(db, limits.waitingMost)
      if (behind.length > 0 && (await stopEndpoints(options, behind, 'behind'))) options.wake()
    },
    async stop() {
      await loop.stop()
      parts.sender.close()
    },
  }
}

const unsigned: WebhookOutcome = {
  error: 'secret',
  status: null,
  milliseconds: 0,
  response: '',
  retryAfterMilliseconds: null,
}

/** What became of one delivery, by the outcome of this attempt. */
function resultOf({ claimed, outcome }: Ended, now: number): Result {
  const attempts = claimed.attempts + 1
  const { error, retryAfterMilliseconds } = outcome
  const random = randomInt(1_000_001) / 1_000_000
  const nextAt =
    error === null || error === 'gone' ? null : nextAttemptAt(attempts, now, random, retryAfterMilliseconds)
  return {
    endpointNo: claimed.endpointNo,
    messageNo: claimed.messageNo,
    claim: claimed.claim,
    status: error === null ? 'delivered' : nextAt === null ? 'failed' : 'waiting',
    attempts,
    nextAt,
    at: now,
    milliseconds: outcome.milliseconds,
    httpStatus: outcome.status,
    error: error === 'aborted' ? null : error,
    response: outcome.response,
  }
}

/** Writes results and how their endpoints fare, one transaction. @returns whether a message was published */
async function recordResults({ db, clock }: WebhookOptions, batch: readonly Ended[]): Promise<boolean> {
  const now = await clock.now()
  const finished = batch.filter(({ outcome }) => outcome.error !== 'aborted')
  const stopped = batch.filter(({ outcome }) => outcome.error === 'aborted').map(({ claimed }) => claimed)
  return db.transaction(async (tx) => {
    // endpoints are locked before deliveries, as whoever replays does
    const moved = await lockMoved(tx, finished, now)
    const saved = await saveResults(
      tx,
      finished.map((one) => resultOf(one, now)),
    )
    // who comes back too late says nothing of how the endpoint fares now
    const ours = new Set(saved.map(deliveryKey))
    const notices = await noteStandings(
      tx,
      moved,
      finished.filter(({ claimed }) => ours.has(deliveryKey(claimed))),
      now,
    )
    await releaseClaims(tx, stopped)
    await publish(tx, notices)
    return notices.length > 0
  })
}

const deliveryKey = ({ endpointNo, messageNo }: Pick<Claimed, 'endpointNo' | 'messageNo'>): string =>
  `${endpointNo} ${messageNo}`

const standingOf = (endpoint: EndpointRow): Standing => {
  const { failingSince, failedDays, failedDay, deliveredAt, notBefore } = endpoint
  const failing = failingSince === null ? null : { since: failingSince, days: failedDays, day: failedDay ?? 0 }
  return { failing, deliveredAt, notBefore, off: null }
}

const isNews = (endpoint: EndpointRow, outcomes: readonly WebhookOutcome[], now: number): boolean =>
  outcomes.some(({ error }) => error !== null) ||
  endpoint.failingSince !== null ||
  endpoint.notBefore !== null ||
  now - (endpoint.deliveredAt ?? 0) >= NOTE_SUCCESS_MS

const outcomesOf = ({ endpointNo }: EndpointRow, ended: readonly Ended[]): WebhookOutcome[] =>
  ended.filter(({ claimed }) => claimed.endpointNo === endpointNo).map(({ outcome }) => outcome)

/** Endpoints on which these attempts would change something, locked. */
async function lockMoved(tx: Queryable, ended: readonly Ended[], now: number): Promise<EndpointRow[]> {
  const numbers = [...new Set(ended.map(({ claimed }) => claimed.endpointNo))]
  const seen = await endpointsByNo(tx, numbers, false)
  const moved = seen.filter((endpoint) => isNews(endpoint, outcomesOf(endpoint, ended), now))
  return moved.length === 0
    ? []
    : endpointsByNo(
        tx,
        moved.map(({ endpointNo }) => endpointNo),
        true,
      )
}

/** Notes on endpoints what came of their attempts; those that are gone or dead are switched off, with the notice to publish. */
async function noteStandings(
  tx: Queryable,
  endpoints: readonly EndpointRow[],
  ended: readonly Ended[],
  now: number,
): Promise<OutboxMessage[]> {
  const notices: OutboxMessage[] = []
  for (const endpoint of endpoints) {
    const outcomes = outcomesOf(endpoint, ended)
    if (outcomes.length === 0) continue
    const standing = outcomes.reduce((before, outcome) => afterOutcome(before, outcome, now), standingOf(endpoint))
    const off = endpoint.status === 'on' ? standing.off : null
    await updateEndpoint(tx, {
      ...endpoint,
      failingSince: standing.failing?.since ?? null,
      failedDays: standing.failing?.days ?? 0,
      failedDay: standing.failing?.day ?? null,
      deliveredAt: standing.deliveredAt,
      notBefore: standing.notBefore,
      ...(off === null ? {} : { status: 'off', offReason: off, offAt: now }),
    })
    if (off !== null) notices.push(noticeOf(endpoint, off))
  }
  return notices
}

/** Told on the club's topic, or on the platform's for an endpoint of its own. */
const noticeOf = ({ ownerId, webhookId }: EndpointRow, reason: StopReason): OutboxMessage => ({
  topic: ownerId === null ? platformTopic : clubTopic(ownerId),
  kind: 'webhook.stopped',
  body: { webhookId, reason },
})

/** Switches endpoints off and tells it. @returns whether one was on until now */
async function stopEndpoints(
  { db, clock }: WebhookOptions,
  numbers: readonly number[],
  reason: StopReason,
): Promise<boolean> {
  const now = await clock.now()
  return db.transaction(async (tx) => {
    const on = (await endpointsByNo(tx, numbers, true)).filter(({ status }) => status === 'on')
    for (const endpoint of on) await updateEndpoint(tx, { ...endpoint, status: 'off', offReason: reason, offAt: now })
    await publish(
      tx,
      on.map((endpoint) => noticeOf(endpoint, reason)),
    )
    return on.length > 0
  })
}
