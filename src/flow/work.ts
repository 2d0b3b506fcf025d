import { ruleSetOfDay } from '../contract/ladder.ts'
import { clubTopic } from '../contract/topics.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { PARTS } from '../lib/parts.ts'
import type { Calendar } from '../lib/time.ts'
import { Fault, type Db, type Queryable } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { ChangedMeanwhile } from './batch-store.ts'
import { erasePiece } from './erase/leave.ts'
import { sweepPiece } from './erase/sweep.ts'
import { loadRuleSets } from './rules.ts'
import { publish } from './save.ts'
import { carryPiece } from './work-carry.ts'
import { issuePiece } from './work-issue.ts'
import { workKinds, type Piece, type WorkRow } from './work-piece.ts'
import { relevelPiece } from './work-relevel.ts'

/**
 * Work on all members of a club, or of all clubs, in pieces: each a short transaction that ends with how far it came, so that whoever goes on
 * after a crash begins there, any node may take the next piece, and nobody else waits for more than one. What a member is still owed is read
 * from his own row under his lock: a piece done twice changes nothing.
 */

const PIECE_FIRST = 1_000
/** Less is mostly the way to the store and back. */
const PIECE_LEAST = 500
const PIECE_MOST = 5_000
/** A batch that meets members of a piece waits for so long. */
const PIECE_AIM_MS = 60

export interface WorkOptions {
  readonly db: Db
  readonly calendar: Calendar
  /** decision time, UTC ms: it says which rules are in force */
  readonly now: (on: Queryable) => Promise<number>
  readonly log?: Log
}

type Row = Omit<WorkRow, 'rules' | 'part'>

/** Characters of an error's message that are kept. */
const FAILURE_MOST = 500

/** Why something was set aside, as its row keeps it. */
export const failureOf = (error: unknown): string => String(error).slice(0, FAILURE_MOST)

interface Done {
  readonly looked: number
  readonly told: boolean
}

/**
 * Does one piece of unfinished work that nobody is at: of what members' points depend on (CLUB-5, LVL-4) the oldest; else of the issue (BEN-13) or
 * erasure (PLT-6) that waited longest, so that a large one keeps no small one waiting. An issue waits until its club's members are all carried over.
 * Work that fails for a reason of its own is set aside with it: it stops no other club's. It stays unfinished, so batches settle whom they meet.
 * @param members to look at, at most
 * @param wait for another node that is at it, rather than look for other work
 * @returns members looked at, or null when there is nothing to do
 */
export async function doPiece(options: WorkOptions, members: number, wait: boolean): Promise<Done | null> {
  const attempt: { row?: Row } = {}
  try {
    return await tryPiece(options, members, wait, attempt)
  } catch (error) {
    if (attempt.row === undefined || error instanceof Fault || error instanceof ChangedMeanwhile) throw error
    const { work_no: workNo, kind, subject, done } = attempt.row
    options.log?.error({ err: error, workNo, kind, subject }, 'long work failed and was set aside')
    // another node may have done the very piece meanwhile
    await options.db.query(
      'update work_progress set failed_at = now(), failure = $2 where work_no = $1::int4 and done = $3::int8 and finished_at is null',
      [workNo, failureOf(error), done],
    )
    return { looked: 0, told: false }
  }
}

/** Gives what was set aside another try; see `retryFailed`. */
export async function retryFailedWork(db: Db): Promise<void> {
  await db.query(
    'update work_progress set failed_at = null, failure = null where failed_at is not null and finished_at is null',
  )
}

/** Work (`w`) that can be gone on with; a newer program's kinds are left to it. */
const ready = `w.finished_at is null and w.failed_at is null and w.kind in (${workKinds.map((kind) => `'${kind}'`).join()})
  and not (w.kind = 'issue' and exists (
    select from work_progress c where c.club_no = w.club_no and c.kind = 'carry' and c.finished_at is null))`

/** The next piece, in a transaction; `attempt.row` says of which work. */
function tryPiece(
  { db, calendar, now }: WorkOptions,
  members: number,
  wait: boolean,
  attempt: { row?: Row },
): Promise<Done | null> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<Row>(
      `select work_no, kind, subject, club_no, payload, position, done, total from work_progress w where ${ready}
       order by kind not in ('carry', 'relevel'), case when kind not in ('carry', 'relevel') then updated_at end, work_no limit 1 for update ${wait ? '' : 'skip locked'}`,
    )
    const row = rows[0]
    if (row === undefined) return null
    attempt.row = row
    // every statement looks rows up by key, whatever the statistics say (see the engine's preamble)
    await tx.query(
      `select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
         set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
    )
    const at = await now(tx)
    const work = { ...row, rules: ruleSetOfDay(await loadRuleSets(tx), calendar.dayOf(at)), part: row.work_no % PARTS }
    const { looked, position, told = false } = await pieceOf(tx, work, { members, calendar, now: at })
    crashPoint('work.piece')
    const toldMore = looked === 0 ? await finish(tx, row) : await goOn(tx, row, looked, position)
    return { looked, told: told || toldMore }
  })
}

function pieceOf(
  tx: Queryable,
  work: WorkRow,
  { members, calendar, now }: { readonly members: number; readonly calendar: Calendar; readonly now: number },
): Promise<Piece> {
  switch (work.kind) {
    case 'carry':
      return carryPiece(tx, work, { members, calendar, now })
    case 'relevel':
      return relevelPiece(tx, work, members, now)
    case 'issue':
      return issuePiece(tx, work, members, now)
    case 'erase':
      return erasePiece(tx, work, calendar, now)
    case 'sweep':
      return sweepPiece(tx, work, members, now)
  }
}

/** Notes how far the work is, and tells it once a per cent. */
async function goOn(tx: Queryable, row: Row, looked: number, position: unknown): Promise<boolean> {
  const done = row.done + looked
  await tx.query(
    'update work_progress set position = $2::jsonb, done = $3::int8, updated_at = now() where work_no = $1::int4',
    [row.work_no, JSON.stringify(position), done],
  )
  const percent = (count: number): number => Math.floor((100 * count) / Math.max(1, row.total))
  if (row.kind !== 'carry' || percent(done) === percent(row.done)) return false
  return tell(tx, row, 'mode.progress', { id: row.subject, done: Math.min(done, row.total), total: row.total })
}

/** A club's version moves with it: a node that still believed in the work would carry whom history makes a live member later. */
async function finish(tx: Queryable, row: Row): Promise<boolean> {
  await tx.query('update work_progress set finished_at = now(), updated_at = now() where work_no = $1::int4', [
    row.work_no,
  ])
  if (row.kind !== 'carry') return false
  await tx.query('select 1 from club where club_no = $1::int4 for update', [row.club_no])
  await tx.query('update club set version = version where club_no = $1::int4', [row.club_no])
  return tell(tx, row, 'mode.carried', { id: row.subject, total: row.total })
}

async function tell(tx: Queryable, row: Row, kind: string, body: Readonly<Record<string, unknown>>): Promise<boolean> {
  const owners = await tx.query<{ owner_id: string }>('select owner_id from club where club_no = $1::int4', [
    row.club_no,
  ])
  await publish(
    tx,
    owners.map((owner) => ({ topic: clubTopic(owner.owner_id), kind, body })),
  )
  return true
}

/** Does all the work that it can before it answers: for a clock moved by hand (PLT-5). */
export async function finishWork(options: WorkOptions): Promise<void> {
  for (;;) {
    const left = await options.db.query(`select 1 from work_progress w where ${ready} limit 1`)
    if (left.length === 0) return
    await doPiece(options, PIECE_MOST, true)
  }
}

/** A node's share of the work, beside everything else it does. */
export interface Worker {
  /** Sees whether there is work, and does it; returns at once. */
  kick(): void
  /** Ends after the piece under way. */
  stop(): Promise<void>
}

/**
 * Builds a node's worker. Pieces grow and shrink so that each takes about `PIECE_AIM_MS`, and between two it rests for as long, at
 * most: whoever earns comes first.
 */
export function createWorker(options: WorkOptions & { readonly log: Log; readonly onTold: () => void }): Worker {
  let running: Promise<void> | null = null
  let stopped = false
  let rest: { readonly timer: NodeJS.Timeout; readonly wake: () => void } | null = null

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      rest = { timer: setTimeout(wake, milliseconds), wake }
    })

  const work = async (): Promise<void> => {
    for (let members = PIECE_FIRST; !stopped;) {
      const began = performance.now()
      const piece = await doPiece(options, members, false)
      if (piece === null) return
      if (piece.told) options.onTold()
      const took = performance.now() - began
      members = Math.round(Math.min(PIECE_MOST, Math.max(PIECE_LEAST, (members * PIECE_AIM_MS) / Math.max(1, took))))
      await pause(Math.min(took, PIECE_AIM_MS))
    }
  }

  return {
    kick() {
      if (running !== null || stopped) return
      running = work()
        .catch((error: unknown) => options.log.warn({ err: error }, 'long work stopped; it goes on from where it is'))
        .finally(() => (running = null))
    },
    async stop() {
      stopped = true
      if (rest !== null) {
        clearTimeout(rest.timer)
        rest.wake()
      }
      await running
    },
  }
}
