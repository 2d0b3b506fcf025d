import { v7 as uuidv7 } from 'uuid'
import { assert } from './assert.ts'

/** Numbers of people below this fit into an id. */
export const USER_NO_MOST = 2 ** 40 - 1
const HEX_DIGITS = 10

/**
 * Makes the id of an entitlement: a UUIDv7 whose last 40 bits are its holder's number, so that the id alone finds the row by the table's key,
 * on one shard and without an index (docs/operate/scale.md). What is left of chance (33 bits) tells apart what one person gets within a
 * millisecond.
 * @param userNo inner number, 1 to USER_NO_MOST
 * @param now UTC ms
 */
export function makeEntitlementId(userNo: number, now: number): string {
  assert(Number.isInteger(userNo) && userNo > 0 && userNo <= USER_NO_MOST, 'a user number fits into 40 bits')
  return uuidv7({ msecs: now }).slice(0, -HEX_DIGITS) + userNo.toString(16).padStart(HEX_DIGITS, '0')
}

/** The number of who got it; a merge may have moved it to another since (`numbers_of` in SQL knows). */
export const userNoOf = (entitlementId: string): number => parseInt(entitlementId.slice(-HEX_DIGITS), 16)
