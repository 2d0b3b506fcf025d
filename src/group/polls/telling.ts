import type { CommandContext } from '../../ports/app.ts'
import { topicOf } from '../messages/publish.ts'
import { TELL_EVERY } from './apply.ts'
import { closePoll, readShown, saveTold, scheduleTelling } from './shown/store.ts'
import { holdClubs, isOverRow, lockPolls, readPolls, type PollRow } from './store.ts'
import { newsOf } from './views.ts'

type Telling = Pick<CommandContext, 'tx' | 'now' | 'publish'>

/** Publishes how polls stand now, to all who read the message that put them. */
async function tell({ tx, now, publish }: Telling, pollIds: readonly string[]): Promise<void> {
  if (pollIds.length === 0) return
  const [rows, shown] = [await readPolls(tx, pollIds), await readShown(tx, pollIds)]
  await publish(
    [...rows.values()].map((row) => ({
      topic: topicOf(row, { clubNo: row.club_no, groupNo: row.group_no, number: row.number }),
      kind: 'group.poll',
      body: newsOf(row, shown.get(row.poll_id) ?? [], now),
    })),
  )
}

/**
 * Tells of held polls that something counted: at once where nothing was told for a second, else what fell due tells it then. So a poll on which
 * fifty thousand vote is told of once a second, whatever the number of nodes, and the last count is always told.
 * @param rows as they were locked
 */
export async function tellCounted(context: Telling, rows: readonly PollRow[]): Promise<void> {
  const { tx, now } = context
  const ripe = rows.filter((row) => row.told_at === null || now >= row.told_at + TELL_EVERY)
  const waiting = rows.filter((row) => !ripe.includes(row) && !row.tell_due)
  await saveTold(tx, [
    ...ripe.map((row) => ({ pollId: row.poll_id, at: now, due: row.tell_due })),
    ...waiting.map((row) => ({ pollId: row.poll_id, at: null, due: true })),
  ])
  await scheduleTelling(
    tx,
    waiting.map((row) => ({ pollId: row.poll_id, at: (row.told_at ?? now) + TELL_EVERY })),
  )
  await tell(
    context,
    ripe.map((row) => row.poll_id),
  )
}

/** Tells of one held poll at once: what somebody decided about it. */
export async function tellNow(context: Telling, row: PollRow): Promise<void> {
  await saveTold(context.tx, [{ pollId: row.poll_id, at: context.now, due: row.tell_due }])
  await tell(context, [row.poll_id])
}

/** One poll with its club, held; null: there is none. */
export async function holdPoll(tx: Telling['tx'], pollId: string): Promise<PollRow | null> {
  const found = (await readPolls(tx, [pollId])).get(pollId)
  if (found === undefined) return null
  await holdClubs(tx, [found.club_no])
  return (await lockPolls(tx, [pollId])).get(pollId) ?? null
}

/** What was counted since a poll was told of last falls due. */
export async function tellDue(context: Telling, pollId: string): Promise<void> {
  const row = await holdPoll(context.tx, pollId)
  if (row?.tell_due !== true) return
  await saveTold(context.tx, [{ pollId, at: context.now, due: false }])
  await tell(context, [pollId])
}

/** A poll's end falls due; one that was closed before stays as it is. */
export async function closeDue(context: Telling, pollId: string): Promise<void> {
  const row = await holdPoll(context.tx, pollId)
  if (row !== null && row.closed_at === null && row.closes_at === context.now) await close(context, row)
}

/** Closes a held poll, and tells it. @returns false: it was over */
export async function close(context: Telling, row: PollRow): Promise<boolean> {
  const open = !isOverRow(row, context.now) || (row.closed_at === null && row.closes_at === context.now)
  if (open) {
    await closePoll(context.tx, row.poll_id, context.now)
    await tellNow(context, row)
  }
  return open
}
