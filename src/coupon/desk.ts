import type { CouponView } from '../contract/coupons.ts'
import { memberTopic } from '../contract/topics.ts'
import { mayActFor } from '../contract/rights.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { CommandContext, Desk, OutboxMessage } from '../ports/app.ts'
import { couponOf, viewOf, withUse, type CouponRow } from './rows.ts'
import {
  countUsed,
  findPlaces,
  lockCoupons,
  readOrders,
  saveUses,
  shopOf,
  type CouponPlace,
  type KnownOrder,
  type Place,
  type UsedCoupon,
  type Wanted,
} from './store.ts'
import { decideStep, type Step } from './use.ts'

/** A step that somebody asks for at a checkout. */
export interface UseWish {
  readonly subject: Subject
  readonly wanted: Wanted
  readonly step: Step
}

const placeKey = (place: Place): string => `${place.user_no} ${place.club_no} ${place.benefit_no}`
const orderKey = (userNo: number, clubNo: number, orderId: string): string => `${userNo} ${clubNo} ${orderId}`

/**
 * Where coupons are used: all steps that arrive together are decided one after another and committed at once. Answers `not_found`, `busy` or
 * what `decideStep` refuses.
 * @rule BEN-6
 */
export const couponDesk: Desk<UseWish, CouponView> = {
  name: 'coupon',
  wishesMost: 500,
  async decide(context, wishes) {
    const { tx, now } = context
    const found = await findPlaces(
      tx,
      wishes.map(({ wanted }) => wanted),
    )
    // where it is used, there it is redeemed; who may not takes no lock and writes nothing
    const places = wishes.map(({ subject }, index) => {
      const place = found[index] ?? null
      return place !== null && mayActFor(subject, place.owner_id, 'benefits') ? place : null
    })
    const known = new Map(places.flatMap((place) => (place === null ? [] : [[placeKey(place), place] as const])))
    if (known.size === 0) return wishes.map(() => reject('not_found'))
    const counter = createCounter(await lockCoupons(tx, [...known.values()]))
    const orders = await knownOrders(context, wishes, places)
    const answers = wishes.map((wish, index): CouponView | Rejection => {
      const place = places[index] ?? null
      if (place === null) return reject('not_found')
      const row = counter.find(place)
      // a merge moved it since it was found: it is elsewhere now
      if (row === undefined) return reject('busy', undefined, { retryAfterSeconds: 1 })
      const order = orders.get(orderKey(row.user_no, shopOf(place), wish.step.orderId))
      const use = decideStep(couponOf(row), wish.step, { now, refunded: order?.refunded ?? false })
      return isRejection(use) ? use : viewOf(counter.note(row, withUse(row, use), order), now)
    })
    await saveUses(tx, counter.changed())
    if (counter.changed().length > 0) crashPoint('coupon.saved')
    await context.publish(counter.used().map(({ row }) => redeemed(row)))
    await countUsed(
      tx,
      counter.used().map(({ counted }) => counted),
    )
    return answers
  },
}

/** Coupons as the steps of one transaction leave them, and which of them were used in it. */
function createCounter(locked: readonly CouponRow[]) {
  const rows = new Map(locked.map((row) => [placeKey(row), row]))
  const touched = new Set<string>()
  const used: { row: CouponRow; counted: UsedCoupon }[] = []
  return {
    find: (place: Place): CouponRow | undefined => rows.get(placeKey(place)),
    note(before: CouponRow, after: CouponRow, order: KnownOrder | undefined): CouponRow {
      rows.set(placeKey(after), after)
      touched.add(placeKey(after))
      if (before.state !== 'used' && after.state === 'used') used.push({ row: after, counted: countedOf(after, order) })
      return after
    },
    changed: (): CouponRow[] => [...rows.values()].filter((row) => touched.has(placeKey(row))),
    used: () => used,
  }
}

/** An order that is not known yet is counted when it comes (flow/save-coupons.ts). */
const countedOf = (row: CouponRow, order: KnownOrder | undefined): UsedCoupon => ({
  user_no: row.user_no,
  club_no: row.club_no,
  benefit_no: row.benefit_no,
  expiresAt: row.expires_at,
  off: row.off_value ?? 0,
  ...(order === undefined || order.uncounted ? { orders: 0, sales: 0 } : { orders: 1, sales: order.sales }),
})

async function knownOrders(
  { tx }: CommandContext,
  wishes: readonly UseWish[],
  places: readonly (CouponPlace | null)[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  const wanted = wishes.flatMap(({ step }, index) => {
    const place = places[index] ?? null
    return place === null ? [] : [{ user_no: place.user_no, club_no: shopOf(place), order_id: step.orderId }]
  })
  const rows = await readOrders(tx, wanted)
  return new Map(rows.map((row) => [orderKey(row.user_no, row.club_no, row.order_id), row]))
}

const redeemed = (row: CouponRow): OutboxMessage => ({
  topic: memberTopic(row.owner_id, row.user_id),
  kind: 'coupon.redeemed',
  body: {
    entitlementId: row.entitlement_id,
    benefitId: row.benefit_id,
    orderId: row.order_id,
    off: { value: row.off_value ?? 0, currency: row.currency },
  },
})
