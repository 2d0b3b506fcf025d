import { createHash, randomInt } from 'node:crypto'
import type { PushPayload } from '../contract/reach.ts'
import { languages } from '../contract/reach-kinds.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { SECOND } from '../lib/time.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { PushOutcome, PushSender } from '../ports/push-sender.ts'
import { manners, triedAgainAt } from '../reach/apply.ts'
import { createOutwardLoop, type OutwardLoop } from './outward-loop.ts'
import { feedReach, type ReachFeedOptions } from './reach-feed.ts'
import {
  claimPieces,
  forgetDevices,
  lookAtReach,
  releasePieces,
  savePieces,
  sweepReach,
  type ClaimedPiece,
  type PieceResult,
  type PieceTarget,
} from './reach-queue.ts'
import { walkOn } from './reach-walk.ts'

export interface ReachOptions {
  readonly db: Db
  readonly sandbox: boolean
  /** the platform's zone, in which notices tell times */
  readonly timeZone: string
  /** UTC ms of the machine: devices live in real time, whatever a sandbox's clock shows */
  readonly realNow: () => number
  /** null: nothing can be signed; what is to be told waits until it is of no use any more */
  readonly sender: PushSender | null
  readonly log: Log
  readonly limits: ReachRunLimits
  /** of this program */
  readonly version: string
  /** after each piece: devices by what came of them, for figures */
  readonly count: (result: PushOutcome['result'], devices: number) => void
}

export interface ReachRunLimits {
  /** pieces of this node at the same time */
  readonly piecesAtOnce: number
  /** longer than a piece may take */
  readonly leaseSeconds: number
  /** no new request of a piece is begun after so long; what is left goes back */
  readonly pieceSeconds: number
  /** rows of the outbox in one transaction */
  readonly feedRows: number
  /** people met in one transaction */
  readonly walkPeople: number
  readonly keptDays: number
  readonly sweepRows: number
}

/** Reach of one node. */
export interface Reach extends OutwardLoop {
  /** Old rows go. */
  sweep(): Promise<void>
}

interface Ended {
  readonly piece: ClaimedPiece
  readonly outcomes: readonly PushOutcome[]
}

/** Brings what was committed to members' devices (GRP-7, LIVE-2, CLUB-4). */
export function createReach(options: ReachOptions): Reach {
  const { db, log, limits, sender, sandbox, timeZone, version } = options
  const feed: ReachFeedOptions = { db, sandbox, timeZone, version, rowsMost: limits.feedRows }

  async function record(batch: readonly Ended[]): Promise<void> {
    const now = options.realNow()
    const results = batch.map((one) => resultOf(one, now))
    const gone = batch.flatMap(({ piece, outcomes }) =>
      piece.targets.filter((_, index) => outcomes[index]?.result === 'gone'),
    )
    // a device that is told again shows it in the same place
    await db.transaction(async (tx) => {
      await savePieces(tx, results, now)
      await forgetDevices(tx, gone)
    })
    for (const { outcomes } of batch) for (const { result } of outcomes) options.count(result, 1)
  }

  async function look(start: () => Promise<void>, stop: AbortSignal): Promise<void> {
    const now = options.realNow()
    const { unread, walking, due } = await lookAtReach(db, now)
    if (unread) while (!stop.aborted && (await feedReach(feed, now)));
    if (unread || due) await start()
    // sending begins while others are still being met
    if (unread || walking)
      while (!stop.aborted && (await walkOn(db, options.realNow(), limits.walkPeople))) {
        crashPoint('push.walked')
        await start()
      }
  }

  const loop = createOutwardLoop<ClaimedPiece, Ended>({
    db,
    log,
    way: 'pushes',
    atOnce: limits.piecesAtOnce,
    eager: true,
    releaseAll: releasePieces,
    look,
    async claim(most) {
      if (sender === null) return []
      const pieces = await claimPieces(db, options.realNow(), most, limits.leaseSeconds)
      if (pieces.length > 0) crashPoint('push.claimed')
      return pieces
    },
    named: ({ messageNo, pieceNo }) => ({ messageNo, pieceNo }),
    async attempt(piece, stop) {
      const isOver = piece.endsAt <= options.realNow()
      const outcomes = isOver || sender === null ? [] : await sendPiece(options, piece, sender, stop)
      crashPoint('push.sent')
      return { piece, outcomes }
    },
    record,
  })

  return {
    ...loop,
    async sweep() {
      while ((await sweepReach(db, limits.keptDays, limits.sweepRows)) === limits.sweepRows);
    },
    async stop() {
      await loop.stop()
      await sender?.close()
    },
  }
}

async function sendPiece(
  { limits, realNow }: ReachOptions,
  { kind, body, at, endsAt, targets }: ClaimedPiece,
  through: PushSender,
  stop: AbortSignal,
): Promise<readonly PushOutcome[]> {
  const texts = languages.map((language) => {
    const { path, tag } = body
    const payload: PushPayload = { v: 1, kind, ...body[language], path, tag, at }
    return JSON.stringify(payload)
  })
  const { urgency } = manners[kind]
  const ttlSeconds = Math.max(0, Math.ceil((endsAt - realNow()) / SECOND))
  const deadline = new AbortController()
  const late = setTimeout(() => deadline.abort(), limits.pieceSeconds * SECOND)
  const batch = {
    texts,
    urgency,
    ttlSeconds,
    topic: topicOf(body.tag),
    targets: targets.map(({ endpoint, p256dh, auth, language }) => ({
      endpoint,
      p256dh,
      auth,
      text: languages.indexOf(language),
    })),
  }
  try {
    return await through.send(batch, AbortSignal.any([stop, deadline.signal]))
  } finally {
    clearTimeout(late)
  }
}

/** RFC 8030, 5.4: at most 32 characters of base64url. */
const topicOf = (tag: string): string => createHash('sha256').update(tag).digest('base64url').slice(0, 32)

/** What became of a piece: those worth another try stay in it. */
export function resultOf({ piece, outcomes }: Ended, now: number): PieceResult {
  const { messageNo, pieceNo, claim, targets, endsAt } = piece
  const of = (result: PushOutcome['result']): PieceTarget[] =>
    targets.filter((_, index) => outcomes[index]?.result === result)
  const [later, stopped] = [of('later'), of('stopped')]
  const base = { messageNo, pieceNo, claim, sent: of('sent').length, gone: of('gone').length }
  // without outcomes it came too late
  const failed = outcomes.length === 0 ? targets.length : of('refused').length
  const retryAfter = Math.max(...outcomes.map((outcome) => outcome.retryAfter ?? 0), 0)
  const attempts = piece.attempts + (later.length > 0 ? 1 : 0)
  const random = randomInt(1_001) / 1_000
  const nextAt = later.length > 0 ? triedAgainAt(attempts, { now, random, retryAfter, endsAt }) : now
  const leftOver = [...(nextAt === null ? [] : later), ...stopped].map(({ nth }) => nth).sort((a, b) => a - b)
  const givenUp = nextAt === null ? later.length : 0
  return {
    ...base,
    attempts,
    leftOver,
    nextAt: leftOver.length === 0 ? null : (nextAt ?? now),
    failed: failed + givenUp,
  }
}
