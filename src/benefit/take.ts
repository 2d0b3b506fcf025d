import { levelOfIntimacy } from '../contract/ladder.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { memberTopic } from '../contract/topics.ts'
import { assert } from '../lib/assert.ts'
import { addSafely } from '../lib/integers.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { CommandContext } from '../ports/app.ts'
import { refusalOfStock, type ClaimCode, type Held, type Left, type Standing } from './apply.ts'
import {
  countEnds,
  countOrdered,
  countTaken,
  keyOf,
  lockFans,
  lockTotals,
  readStates,
  writeTaken,
  type Chosen,
  type StateRow,
  type Taken,
  type Want,
} from './taking/store.ts'

/**
 * How benefits pass into members' hands, any number at once, in a fixed number of statements: fans locked in one order, then the rows that
 * count what is left, in one order; a decision in memory, in the order in which they came; then the writes.
 */

/** What the taking needs of a command. */
export type TakeContext = Pick<CommandContext, 'tx' | 'now' | 'publish' | 'money'>

/** How wants are judged, and what the members are told. */
export interface Taking {
  /** in force: they give the level; null where the level does not matter */
  readonly rules: RuleSet | null
  /** The refusal of one want by what is known of it; `left` counts the earlier wants too. */
  judge(want: Want, known: Known, left: Left): ClaimCode | null
  readonly told: 'benefit.claimed' | 'benefit.issued'
}

/** What is known of a want once everything it depends on is held. */
export interface Known {
  readonly held: Held | null
  /** null: not a member of the running mode */
  readonly member: Standing | null
  /** in the group that the benefit is for */
  readonly seated: boolean
}

/** A person of the wants was merged into another since they were looked up: look them up again. */
export const MERGED = Symbol('merged')

/** A want in the making. */
interface Place extends Chosen {
  code: ClaimCode | null
}

/**
 * Takes benefits, each at most once for a user ever, never beyond stock or budget. Locks fans, then `benefit_total`.
 * @returns for each want what he has now or the code that refuses it; or `MERGED`
 * @rule BEN-4 BEN-5
 */
export async function takeBenefits(
  context: TakeContext,
  wants: readonly Want[],
  taking: Taking,
): Promise<readonly (Taken | ClaimCode)[] | typeof MERGED> {
  const { tx, now } = context
  await lockFans(tx, wants)
  const totals = await lockTotals(tx, wants)
  const states = await readStates(tx, wants, now)
  if (states.some((row) => row.merged)) return MERGED
  const decided = decide(wants, states, totals, taking)
  await pay(context, decided, totals)
  const taken = decided.filter(({ code }) => code === null)
  const rows = await writeTaken(tx, taken, now)
  if (taken.length > 0) crashPoint('benefit.taken')
  await countTaken(tx, taken)
  await countOrdered(tx, taken, now)
  await countEnds(tx, taken, rows)
  await context.publish(
    taken.map(({ want, known }, index) => ({
      topic: memberTopic(known.owner_id, known.user_id),
      kind: taking.told,
      body: {
        benefitId: want.benefit.benefit_id,
        entitlementId: rows[index]?.entitlementId ?? '',
        kind: want.benefit.kind,
      },
    })),
  )
  const byPlace = new Map(taken.map((place, index) => [place, rows[index]]))
  return decided.map((place) => byPlace.get(place) ?? place.code ?? 'not_open')
}

/** One after another; a second wish of one user for one benefit meets what the first became. */
function decide(
  wants: readonly Want[],
  states: readonly StateRow[],
  totals: Map<number, Left>,
  { rules, judge }: Taking,
): Place[] {
  const byKey = new Map(states.map((row) => [keyOf(row.user_no, row.benefit_no), row]))
  const taken = new Set<string>()
  return wants.map((want) => {
    const key = keyOf(want.userNo, want.benefit.benefit_no)
    const known = byKey.get(key)
    const left = totals.get(want.benefit.benefit_no)
    assert(known !== undefined && left !== undefined, 'a want is of a person and a benefit that are there')
    const { seated } = known
    const code = judge(want, { held: heldOf(known, taken.has(key)), member: memberOf(known, rules), seated }, left)
    if (code === null) {
      taken.add(key)
      count(totals, left, want, 1)
    }
    return { want, known, code }
  })
}

const heldOf = (row: StateRow, taken: boolean): Held | null => {
  if (taken) return { state: 'claimed', expiresAt: null, reservedAt: null }
  return row.state === null ? null : { state: row.state, expiresAt: row.expires_at, reservedAt: null }
}

const memberOf = (row: StateRow, rules: RuleSet | null): Standing | null =>
  row.intimacy === null || rules === null
    ? null
    : { level: levelOfIntimacy(rules, row.mode, row.intimacy), firstTime: row.first_time }

const count = (totals: Map<number, Left>, left: Left, { benefit }: Want, by: 1 | -1): void =>
  void totals.set(benefit.benefit_no, {
    ...left,
    claimed: left.claimed + by,
    committed: addSafely(left.committed, by * left.offMost),
  })

/**
 * Red packets are paid at once. Who finds the budget empty gets nothing, by whichever of his wishes, and whoever was told «nothing left» because of
 * him learns why.
 */
async function pay(context: TakeContext, decided: readonly Place[], totals: Map<number, Left>): Promise<void> {
  const paying = decided.filter(({ want, code }) => code === null && want.benefit.terms.amount !== undefined)
  if (paying.length === 0) return
  const paid = await context.money.payFromBudget(
    paying.map(({ want: { userNo, benefit } }) => ({
      clubNo: benefit.club_no,
      userNo,
      amount: benefit.terms.amount?.value ?? 0,
      benefitId: benefit.benefit_id,
    })),
  )
  const unpaid = new Set<string>()
  paying.forEach((place, index) => {
    if (paid[index] === true) return
    place.code = 'budget_exceeded'
    unpaid.add(keyOf(place.want.userNo, place.want.benefit.benefit_no))
    const left = totals.get(place.want.benefit.benefit_no)
    if (left !== undefined) count(totals, left, place.want, -1)
  })
  for (const place of decided) {
    const left = totals.get(place.want.benefit.benefit_no)
    const { userNo, benefit } = place.want
    const isFreed = place.code === 'out_of_stock' && left !== undefined && refusalOfStock(left) === null
    // «claimed already» was said of a wish that is refused now
    if (isFreed || (place.code === 'already_claimed' && unpaid.has(keyOf(userNo, benefit.benefit_no))))
      place.code = 'budget_exceeded'
  }
}
