import type { Split } from '../contract/money.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { assert } from '../lib/assert.ts'
import { below, type Bits } from '../lib/fair.ts'

/** Pure rules of red packets (BEN-8, docs/money.md). Amounts are minor units of the owner's currency. */

/** What is left of a packet. */
export interface Pot {
  readonly split: Split
  readonly remaining: number
  /** shares that are left, at least 1 */
  readonly left: number
}

/**
 * The next share. Equal: the same for all. Lucky: uniform from 1 to twice the mean of what is left, less 1, so that its expectation is that mean,
 * whatever was taken before; where twice the mean is no integer, the bound is rounded up or down by chance so that the expectation is exact.
 * At least 1 stays for each share that is left, and the last takes the rest.
 * @rule BEN-8
 */
export function nextShare({ split, remaining, left }: Pot, bits: Bits): number {
  assert(left >= 1 && remaining >= left, 'each share that is left has at least one minor unit (BEN-8)')
  if (left === 1) return remaining
  if (split === 'equal') return remaining / left
  const double = 2 * remaining
  const whole = Math.floor(double / left)
  const rest = double % left
  const most = rest > 0 && below(bits, left) < rest ? whole : whole - 1
  return 1 + below(bits, most)
}

/** A packet as its claims see it. */
export interface PacketState {
  readonly packetId: string
  readonly split: Split
  readonly count: number
  /** null: open to all present */
  readonly fromLevel: number | null
  /** UTC ms */
  readonly expiresAt: number
  readonly hasSession: boolean
  /** for who sits where it was posted */
  readonly inGroup: boolean
  status: 'open' | 'empty' | 'returned'
  claimed: number
  remaining: number
  shares: number
  bestAmount: number
  bestShare: number
}

/** Who wants a share, as far as a packet asks. */
export interface Claimer {
  readonly excluded: boolean
  /** in the club's running mode; null: no member of it */
  readonly level: number | null
  /** seen in the packet's session; or the platform says so by asking for him */
  readonly present: boolean
  /** has a seat where the packet was posted */
  readonly seated: boolean
}

/** What keeps a user from a packet that is open, or null. @rule BEN-8 */
export function judgeClaimer(packet: PacketState, claimer: Claimer): Rejection | null {
  if (claimer.excluded) return reject('account_excluded')
  if (packet.inGroup && !claimer.seated) return reject('not_in_group')
  if (packet.inGroup && packet.fromLevel === null) return null
  if (packet.fromLevel === null) {
    if (claimer.present || claimer.level !== null) return null
    return reject(packet.hasSession ? 'not_present' : 'not_a_member')
  }
  if (claimer.level === null) return reject('not_a_member')
  return claimer.level < packet.fromLevel ? reject('level_too_low', undefined, { fromLevel: packet.fromLevel }) : null
}

/** What keeps everyone from a packet, or null. @param now decision time, UTC ms */
export function judgePacket(packet: PacketState, now: number): Rejection | null {
  if (packet.status === 'empty') return reject('empty')
  return packet.status === 'returned' || now >= packet.expiresAt ? reject('expired') : null
}

/** A share taken; `share` counts the claims of the packet, from 1. */
export interface Claim {
  readonly userNo: number
  readonly packetId: string
  readonly share: number
  readonly amount: number
}

/** Takes the next share out of a packet. @rule BEN-8 */
export function takeShare(packet: PacketState, userNo: number, bits: Bits): Claim {
  const amount = nextShare({ ...packet, left: packet.count - packet.shares }, bits)
  packet.remaining -= amount
  packet.claimed += amount
  packet.shares += 1
  // the first of equals has the best luck
  if (amount > packet.bestAmount) {
    packet.bestAmount = amount
    packet.bestShare = packet.shares
  }
  if (packet.shares === packet.count) packet.status = 'empty'
  return { userNo, packetId: packet.packetId, share: packet.shares, amount }
}
