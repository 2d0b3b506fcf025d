import type { Calendar } from '../lib/time.ts'
import { toInstant } from '../lib/time.ts'
import { Fault, type Db, type Queryable } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { giveBenefits } from '../benefit/desk.ts'
import { applyWithdrawal, moveTiers } from '../benefit/store.ts'
import { drawCampaign, type GiveBenefits } from '../campaign/drawing/store.ts'
import { closeCampaign, startCampaign } from '../campaign/running/store.ts'
import { applyModeChange } from '../club/store.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import type { Subject } from '../contract/route.ts'
import { closeDue, tellDue } from '../group/polls/telling.ts'
import { sendPlanned } from '../group/scheduling/send.ts'
import { checkLink } from '../linking/running.ts'
import { createMoney } from '../money/book.ts'
import { returnPacket } from '../packet/return.ts'
import type { CommandContext, OutboxMessage } from '../ports/app.ts'
import { commandContext } from './command-context.ts'
import { startErasing } from './erase/sweep.ts'
import { createRandomBits } from './random-bits.ts'
import { publish } from './save.ts'
import { loadRuleSets } from './rules.ts'
import { failureOf, finishWork, retryFailedWork } from './work.ts'
import { startRelevel } from './work-relevel.ts'

/** Things that fall due are rows with a due time; the clock decides when, so a sandbox's clock moves them (design.md). */
interface DueItem {
  readonly due_no: number
  readonly at: number
  readonly kind: DueKind
  readonly payload: Readonly<Record<string, unknown>>
}

export interface DueOptions {
  /**
   * What falls due for all members of a club (CLUB-5, LVL-4): `finish`: is done before this answers (a clock moved by hand, PLT-5); `begin`: is
   * begun, and goes on piece by piece (`createWorker`), so that nobody waits for it
   */
  readonly members?: 'finish' | 'begin'
  /** `deciding`: up to the last piece that batches and commands wait for */
  readonly only?: 'all' | 'deciding'
  readonly log?: Log
}

const PLATFORM: Subject = { role: 'platform', id: 'platform' }
const bits = createRandomBits()

type Deed = (tx: Queryable, item: DueItem, calendar: Calendar) => Promise<void>

/** What is done of each kind. */
const deeds = {
  'mode.change': async (tx, { payload, at }, calendar) =>
    publish(tx, await applyModeChange(tx, String(payload['id']), at, calendar)),
  'rules.effective': (tx, { payload }) => startRules(tx, Number(payload['version'])),
  'benefit.withdraw': async (tx, { payload, at }) =>
    publish(tx, await applyWithdrawal(tx, Number(payload['benefitNo']), at)),
  'campaign.start': async (tx, { payload, at }) =>
    publish(tx, await startCampaign(tx, Number(payload['campaignNo']), at)),
  'campaign.close': async (tx, { payload, at }, calendar) =>
    publish(tx, await closeCampaign(tx, Number(payload['campaignNo']), at, () => rulesAt(tx, at, calendar))),
  'campaign.draw': async (tx, { payload, at }) =>
    publish(tx, await drawCampaign(tx, Number(payload['campaignNo']), at, giveWinners(tx, at))),
  'erasure.begin': (tx, { payload }) => startErasing(tx, 'erase', String(payload['erasureId'])),
  'erasure.sweep': (tx, { payload }) => startErasing(tx, 'sweep', String(payload['erasureId'])),
  'poll.close': (tx, { payload, at }) => closeDue(telling(tx, at), String(payload['pollId'])),
  'poll.tell': async (tx, { payload, at, due_no: dueNo }) => {
    await tellDue(telling(tx, at), String(payload['pollId']))
    // one a second while people vote: they are no record of anything
    await tx.query('delete from due where due_no = $1::int8', [dueNo])
  },
  'group.post': async (tx, { payload, at }, calendar) =>
    sendPlanned(await contextOf(tx, at, calendar), Number(payload['clubNo']), String(payload['postId'])),
  'link.check': async (tx, item) =>
    publish(tx, await checkLink(tx, linkKeyOf(item), { at: item.at, dueNo: item.due_no })),
  'packet.return': async (tx, { payload, at }) =>
    publish(tx, await returnPacket(tx, createMoney(tx, at), String(payload['packetId']))),
  'waiting.expire': async (tx, { at }) => {
    await tx.query(
      `update order_waiting set status = 'expired' where status = 'waiting' and waits_until <= $1::timestamptz`,
      [toInstant(at)],
    )
  },
} satisfies Readonly<Record<string, Deed>>

type DueKind = keyof typeof deeds

/**
 * Rows of `due` that this program is to do. Kinds of a newer one are left to it, undone: while both run (an upgrade, a way back) nobody waits for
 * what only the other can do.
 */
const isToDo = isOfKinds(Object.keys(deeds))

/**
 * What changes how others decide: until it is done, and before it what fell due earlier, batches and commands of every club wait (`DueFirst`). It is
 * rare. All else is the timer's alone, since nobody decides by whether it was done: bags, polls, packets, coupons, benefits and what
 * waits for an order are open or over by their times, and erasing, telling, sending and looking after links take effect when they are done. A draw of a million entries stops no other club.
 * - `mode.change`: what a club earns, and how, is by its row and by its history of modes (CLUB-3 to CLUB-6)
 * - `rules.effective`: the rules are found by the day, but from which level a benefit is, and that levels stored by other thresholds are to be
 *   looked at anew, is in the store (LVL-4)
 */
const deciding: readonly DueKind[] = ['mode.change', 'rules.effective']

/** Rows of `due` that batches and commands wait for. */
export const isDeciding = isOfKinds(deciding)

function isOfKinds(kinds: readonly string[]): string {
  return `done_at is null and failed_at is null and kind in (${kinds.map((kind) => `'${kind}'`).join()})`
}

/** The earliest instant at which something falls due, or null. */
export async function nextDueAt(on: Queryable): Promise<number | null> {
  const rows = await on.query<{ at: number | null }>(`select min(at) as at from due where ${isToDo}`)
  return rows[0]?.at ?? null
}

/**
 * Does everything due up to an instant, one piece a transaction, in order of its due time. Each runs with its own due time as «now».
 * Two nodes may call it at once: the row lock lets one wait for the other, so order holds. A piece that fails for a reason of its own is set
 * aside with it, since nothing later is decided before it is done: one owner's broken draw would stop everybody. Where the world failed, this does.
 * @returns pieces done
 */
export async function runDue(
  db: Db,
  now: number,
  calendar: Calendar,
  { members = 'finish', only = 'all', log }: DueOptions = {},
): Promise<number> {
  const upTo = only === 'all' ? now : await lastDeciding(db, now)
  if (upTo === null) return 0
  for (let done = 0; ;) {
    if (members === 'finish') await finishWork({ db, calendar, now: () => Promise.resolve(upTo), ...(log && { log }) })
    const attempt: { item?: DueItem } = {}
    try {
      if (!(await doNext(db, upTo, calendar, attempt))) return done
      done += 1
    } catch (error) {
      if (attempt.item === undefined || error instanceof Fault) throw error
      const { due_no: dueNo, kind, at } = attempt.item
      log?.error({ err: error, dueNo, kind }, 'due work failed and was set aside')
      await db.query(
        'update due set failed_at = $2::timestamptz, failure = $3 where due_no = $1::int8 and done_at is null',
        [dueNo, toInstant(at), failureOf(error)],
      )
    }
  }
}

/** Gives what was set aside another try, long work too: what a new version of the program can do, it does. */
export async function retryFailed(db: Db): Promise<void> {
  await db.query('update due set failed_at = null, failure = null where failed_at is not null and done_at is null')
  await retryFailedWork(db)
}

/** When the last piece that decides fell due; null: none did. */
async function lastDeciding(db: Db, now: number): Promise<number | null> {
  const rows = await db.query<{ at: number | null }>(
    `select max(at) as at from due where ${isDeciding} and at <= $1::timestamptz`,
    [toInstant(now)],
  )
  return rows[0]?.at ?? null
}

/** The next piece, in a transaction; `attempt.item` says which it was. @returns false: nothing is due */
async function doNext(db: Db, upTo: number, calendar: Calendar, attempt: { item?: DueItem }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<DueItem>(
      `select due_no, at, kind, payload from due where ${isToDo} and at <= $1::timestamptz
       order by at, due_no limit 1 for update`,
      [toInstant(upTo)],
    )
    const item = rows[0]
    if (item === undefined) return false
    attempt.item = item
    await deeds[item.kind](tx, item, calendar)
    await tx.query('update due set done_at = $2::timestamptz where due_no = $1::int8', [
      item.due_no,
      toInstant(item.at),
    ])
    return true
  })
}

/** Due work that decides as a command does, at its own time. */
const contextOf = async (tx: Queryable, now: number, calendar: Calendar): Promise<CommandContext> =>
  commandContext(tx, { subject: PLATFORM, now, versions: await loadRuleSets(tx), calendar, bits })

const rulesAt = async (tx: Queryable, at: number, calendar: Calendar) =>
  ruleSetOfDay(await loadRuleSets(tx), calendar.dayOf(at))

const linkKeyOf = ({ payload }: DueItem) => ({ clubNo: Number(payload['clubNo']), linkNo: Number(payload['linkNo']) })

const telling = (tx: Queryable, now: number) => ({
  tx,
  now,
  publish: (messages: readonly OutboxMessage[]) => publish(tx, messages),
})

/** LVL-4: tiers may begin elsewhere, levels at other points. */
async function startRules(tx: Queryable, version: number): Promise<void> {
  const versions = await loadRuleSets(tx)
  const rules = versions.find((each) => each.version === version)
  if (rules !== undefined) await moveTiers(tx, rules)
  await startRelevel(tx, versions, version)
}

/** Winners get their prizes' benefits in the draw's own transaction. */
const giveWinners =
  (tx: Queryable, now: number): GiveBenefits =>
  (gifts) =>
    giveBenefits({ tx, now, publish: (messages) => publish(tx, messages), money: createMoney(tx, now) }, gifts)
