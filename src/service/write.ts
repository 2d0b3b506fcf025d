import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { Calendar } from '../lib/time.ts'
import type { CommandContext } from '../ports/app.ts'
import type { Moment, Moved } from './apply.ts'
import { servedWithin } from './hours.ts'
import { threadMoved } from './publish.ts'
import {
  addReplies,
  addRows,
  holdDesks,
  holdThreads,
  saveThreads,
  takeNumbers,
  threadKey,
  type DeskRow,
  type HeldThread,
} from './store.ts'

/** What was decided about a held thread. */
export interface Move extends Moved {
  readonly thread: HeldThread
  readonly desk: DeskRow
  /** the fan's first id */
  readonly userId: string
  readonly calendar: Calendar
}

/** Writes moves, in their order: threads, rows, waits that ended, and what is told. Four statements, whatever their number. */
export async function writeMoves({ tx, now, publish }: CommandContext, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const threads = new Map(moves.map(({ thread }) => [threadKey(thread), thread]))
  await saveThreads(tx, [...threads.values()])
  await addRows(
    tx,
    moves.flatMap(({ thread, drafts }) =>
      drafts.map((draft) => ({ userNo: thread.userNo, clubNo: thread.clubNo, draft })),
    ),
    now,
  )
  await addReplies(
    tx,
    moves.flatMap(({ reply, thread, desk, calendar }) => {
      if (reply === null) return []
      // clocks of two machines may differ by some milliseconds
      const waitedMs = Math.max(0, now - reply.askedAt)
      const servedMs = servedWithin(desk.hours, calendar, now - waitedMs, now)
      return [{ ...reply, clubNo: thread.clubNo, waitedMs, servedMs }]
    }),
    now,
  )
  await publish(
    moves
      .filter(({ drafts }) => drafts.length > 0)
      .flatMap(({ thread, desk, userId, drafts }) =>
        threadMoved({ ownerId: desk.owner_id, userId, name: thread.name }, thread, drafts, now),
      ),
  )
}

/** A thread that a command holds, with its desk. */
export interface Held {
  readonly thread: HeldThread
  readonly desk: DeskRow
  /** the fan's first id */
  readonly userId: string
}

/** Holds a thread for a command, its club and person before it. Refuses `unknown_owner`, `not_found`. */
export async function holdThread(context: CommandContext, ownerId: string, userId: string): Promise<Held | Rejection> {
  const desk = (await holdDesks(context.tx, [ownerId])).get(ownerId)
  if (desk === undefined) return reject('unknown_owner')
  const person = (await context.members.hold([userId])).get(userId)
  if (person === undefined) return reject('not_found')
  const key = { userNo: person.userNo, clubNo: desk.club_no }
  const thread = (await holdThreads(context.tx, [key])).get(threadKey(key))
  return thread === undefined ? reject('not_found') : { thread, desk, userId: person.userId }
}

/** Moves one held thread and writes it. @param decide what is done; it takes one number at most */
export async function moveThread(
  context: CommandContext,
  held: Held,
  calendar: Calendar,
  decide: (moment: Moment) => Moved | Rejection,
): Promise<HeldThread | Rejection> {
  const { thread } = held
  const last = await takeNumbers(context.tx, new Map([[thread.clubNo, 1]]))
  const moved = decide({ now: context.now, next: () => last.get(thread.clubNo) ?? 0 })
  if (isRejection(moved)) return moved
  await writeMoves(context, [{ ...moved, ...held, calendar }])
  return thread
}
