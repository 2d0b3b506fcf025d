import { z } from 'zod'
import { quarantineAnswer, quarantineDetail, quarantineId, quarantineIds } from '../contract/operations.ts'
import type { EventAnswer } from '../contract/events.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import type { App } from '../ports/app.ts'
import { viewOfQuarantine } from './read.ts'
import { discardQuarantine, noteOutcome, readQuarantine } from './store.ts'

type Kept = Awaited<ReturnType<typeof readQuarantine>>[number]

/** Done with unless it was refused, or failed and was quarantined anew (the engine counted the attempt). */
const isTaken = ({ status, code }: EventAnswer['results'][number]): boolean =>
  status !== 'rejected' && code !== 'quarantined'

/** Somebody decided what becomes of an event while it was on its way: it is not applied, the others are sent anew. */
class DecidedMeanwhile extends Error {}

const waitingOf = async (app: App, ids: readonly string[]): Promise<Kept[]> =>
  (await readQuarantine(app.db, ids))
    .filter((row) => row.state === 'waiting')
    .sort((a, b) => a.quarantine_no - b.quarantine_no)

/**
 * Sends kept events again with the ids they came with, so that one that was applied meanwhile is a duplicate. In the order they came in, since a
 * refund may follow its order. Codes: busy.
 */
async function retry(app: App, ids: readonly string[], subject: Subject): Promise<readonly Kept[] | Rejection> {
  const waiting = await waitingOf(app, ids)
  const sent = new Set<number>()
  for (const history of [true, false]) {
    const own = waiting.filter((row) => row.history === history).map((row) => String(row.quarantine_no))
    const part = await sendAgain(app, own, { history, by: actorOf(subject) })
    if (isRejection(part)) return part
    for (const row of part) sent.add(row.quarantine_no)
  }
  return readQuarantine(
    app.db,
    ids.filter((id) => sent.has(Number(id))),
  )
}

/** What becomes of them is noted in the transaction that applies them: who discards one earlier finds it not applied, who is later finds it decided. */
async function sendAgain(
  app: App,
  ids: readonly string[],
  { history, by }: { readonly history: boolean; readonly by: string },
): Promise<readonly Kept[] | Rejection> {
  for (;;) {
    const part = await waitingOf(app, ids)
    if (part.length === 0) return part
    const now = await app.clock.now()
    try {
      const answer = await app.ingest(
        part.map(({ raw }) => JSON.parse(raw) as unknown),
        {
          history,
          cameAt: part.map((row) => row.first_at),
          async alongside(tx, results) {
            for (const [index, row] of part.entries()) {
              const result = results[index]
              if (result === undefined) continue
              const outcome = { status: result.status, code: result.code ?? null, taken: isTaken(result) }
              const isNoted = await noteOutcome(tx, { ...outcome, id: row.quarantine_no, by, now })
              if (!isNoted) throw new DecidedMeanwhile()
            }
          },
        },
      )
      return isRejection(answer) ? answer : part
    } catch (error) {
      // each time fewer of them wait
      if (!(error instanceof DecidedMeanwhile)) throw error
    }
  }
}

const discard = (app: App, ids: readonly string[], subject: Subject): Promise<readonly Kept[] | Rejection> =>
  app.command(subject, async ({ tx, now }) => {
    const discarded = new Set(await discardQuarantine(tx, ids, actorOf(subject), now))
    return readQuarantine(
      tx,
      ids.filter((id) => discarded.has(id)),
    )
  })

const verbs = [
  {
    verb: 'retry',
    name: 'retryQuarantined',
    act: retry,
    one: 'Send a kept event again',
    many: 'Send kept events again',
  },
  {
    verb: 'discard',
    name: 'discardQuarantined',
    act: discard,
    one: 'Set a kept event aside for good; it earns nothing',
    many: 'Set kept events aside for good; they earn nothing',
  },
] as const

const one = verbs.map(({ verb, name, act, one: summary }) =>
  route({
    name,
    method: 'POST',
    path: `/v1/platform/quarantine/{quarantineId}/${verb}`,
    tag: 'operations',
    summary,
    clauses: ['TASK-10'],
    access: { kind: 'platform' },
    params: z.object({ quarantineId }),
    answer: quarantineDetail,
    handle: async (app, { params, subject }) => {
      const [before] = await readQuarantine(app.db, [params.quarantineId])
      if (before === undefined) return reject('not_found')
      if (before.state !== 'waiting') return reject('quarantine_decided')
      const after = await act(app, [params.quarantineId], subject)
      if (isRejection(after)) return after
      const [row] = after
      // decided by somebody else in between
      return row === undefined ? reject('quarantine_decided') : { ...viewOfQuarantine(row), raw: row.raw }
    },
  }),
)

const many = verbs.map(({ verb, name, act, many: summary }) =>
  route({
    name: `${name}Many`,
    method: 'POST',
    path: `/v1/platform/quarantine/${verb}`,
    tag: 'operations',
    summary,
    clauses: ['TASK-10'],
    access: { kind: 'platform' },
    body: quarantineIds,
    answer: quarantineAnswer,
    handle: async (app, { body, subject }) => {
      const after = await act(app, [...new Set(body.ids)], subject)
      return isRejection(after) ? after : { items: after.map(viewOfQuarantine) }
    },
  }),
)

/** Routes that decide what becomes of kept events. */
export const quarantineWrites: readonly Route[] = [...one, ...many]
