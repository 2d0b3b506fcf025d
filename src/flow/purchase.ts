import { valueAt, visibilityKey } from '../club/apply.ts'
import type { Incoming } from '../contract/events.ts'
import { canonicalUsers } from '../person/read.ts'
import type { App } from '../ports/app.ts'
import type { Db } from '../ports/db.ts'
import { loadClubs } from './load.ts'

/**
 * TASK-6: asks the flag service before the transaction, and only for orders of live clubs in phase 1: by the id under which a user is known
 * first, so that every alias of his sees the same.
 */
export function purchaseResolver(db: Db, visible: App['purchaseVisible']) {
  return async (events: readonly Incoming[]): Promise<ReadonlySet<string>> => {
    const orders = events.filter((event) => event.type === 'order.paid')
    const seen = new Set<string>()
    if (orders.length === 0) return seen
    const clubs = await loadClubs(db, [...new Set(orders.map((order) => order.data.ownerId))])
    const asked = orders.flatMap(({ at, data, userId }) => {
      const club = clubs.get(data.ownerId)
      if (club === undefined || userId === null || valueAt(club.modes, at) !== 'live') return []
      const rollout = valueAt(club.rollouts, at)
      return rollout.phase === 1 ? [{ userId, ownerId: club.ownerId, rollout }] : []
    })
    if (asked.length === 0) return seen
    const known = await canonicalUsers(db, [...new Set(asked.map((one) => one.userId))])
    for (const { userId: alias, ownerId, rollout } of asked) {
      const userId = known.get(alias) ?? alias
      if (await visible(userId, ownerId, rollout)) seen.add(visibilityKey(userId, ownerId, rollout))
    }
    return seen
  }
}
