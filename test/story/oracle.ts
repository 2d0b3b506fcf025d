import type { EntitlementState } from '../../src/contract/benefits.ts'
import { DAY, MINUTE } from '../../src/lib/time.ts'

/** What benefits, coupons and money come to, by the words of the rules alone (BEN-3…8): it shares nothing with the program. */

export const LEVELS = [0, 100, 300, 800, 2_000, 4_000] as const
export const levelOf = (points: number): number => LEVELS.filter((at) => at <= points).length

export interface Fan {
  readonly user: string
  member: boolean
  points: number
  leftAt: number
  balance: number
}
export interface Goods {
  readonly benefitId: string
  readonly kind: 'service' | 'coupon' | 'redPacket'
  readonly level: number
  readonly stock: number
  claimed: number
  /** who has seen it open and has not taken it */
  readonly opened: Set<string>
  readonly taken: Map<string, Taken>
}
export interface Taken {
  readonly entitlementId: string
  readonly expiresAt: number
  use: 'free' | 'reserved' | 'used'
  reservedAt: number
  orderId: string | null
}
export interface Share {
  readonly packetId: string
  readonly total: number
  readonly count: number
  readonly endsAt: number
  returned: boolean
  readonly taken: Map<string, number>
}

export const VALID_MS = 7 * DAY
const HELD_MS = 30 * MINUTE
export const REJOIN_MS = DAY

export const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)

export function createOracle(users: readonly string[], begins: number) {
  const fans = users.map((user): Fan => ({ user, member: false, points: 0, leftAt: -Infinity, balance: 0 }))
  const goods: Goods[] = []
  const packets: Share[] = []
  const oracle = { now: begins, budget: 0, fans, goods, packets, reaches, settle, state, refusal, standing, pass }

  function reaches(fan: Fan, { level }: Goods, points = fan.points): boolean {
    return fan.member && levelOf(points) >= level
  }
  /** A level change opens what it reaches, for as long as a moment. */
  function settle(fan: Fan, peak = fan.points): void {
    for (const each of goods)
      if (!each.taken.has(fan.user) && reaches(fan, each, Math.max(peak, fan.points))) each.opened.add(fan.user)
  }
  function standing({ use, reservedAt, expiresAt }: Taken): EntitlementState {
    if (use === 'used') return 'used'
    if (use === 'reserved' && oracle.now < reservedAt + HELD_MS) return 'reserved'
    return oracle.now >= expiresAt ? 'expired' : 'claimed'
  }
  function state(fan: Fan, each: Goods): EntitlementState {
    const taken = each.taken.get(fan.user)
    if (taken !== undefined) return standing(taken)
    if (reaches(fan, each)) return 'claimable'
    return each.opened.has(fan.user) ? 'lapsed' : 'locked'
  }
  /** Why a claim is refused; null: it is not. */
  function refusal(fan: Fan, each: Goods): string | null {
    if (!fan.member) return 'not_a_member'
    if (each.taken.has(fan.user)) return 'already_claimed'
    if (!reaches(fan, each)) return 'level_too_low'
    return each.claimed < each.stock ? null : 'out_of_stock'
  }
  function pass(milliseconds: number): void {
    oracle.now += milliseconds
    for (const packet of packets)
      if (!packet.returned && oracle.now >= packet.endsAt && packet.taken.size < packet.count) {
        packet.returned = true
        oracle.budget += packet.total - sumOf(packet.taken.values())
      }
  }
  return oracle
}
export type Oracle = ReturnType<typeof createOracle>
