import { isRejection, type Rejection } from '../contract/rejections.ts'
import type { Queryable } from '../ports/db.ts'
import { contextsOf } from './decide.ts'
import { internSources } from './load.ts'
import { loadOrders } from './load-events.ts'
import { settleWaiting } from './orders.ts'
import type { PeopleContext } from './people.ts'
import type { Batch, FanState } from './state.ts'

/** How a member of a club is loaded and saved within the command. */
export interface OrderTools {
  open(ownerId: string, userId: string, fromDay: string): Promise<{ batch: Batch; fan: FanState } | Rejection>
  close(batch: Batch, sources: ReadonlyMap<string, number>): Promise<void>
}

interface MetRow {
  readonly owner_id: string
  readonly order_ids: string[]
  /** UTC ms of the earliest that is settled */
  readonly since: number
}

/**
 * A refund or a review came under the one id and its order under the other: neither comes again, so what waited takes its turn now that both are one
 * user's. What both had must be moved.
 * @param who `ownerIds`: the clubs that both could have met in, held; in others nothing is new
 * @rule PLT-8 TASK-8 TASK-9 TASK-11
 */
export async function settleMerged(
  tx: Queryable,
  { now, versions, calendar }: PeopleContext,
  who: { readonly userNo: number; readonly userId: string; readonly ownerIds: readonly string[] },
  tools: OrderTools,
): Promise<void> {
  const met = await tx.query<MetRow & Record<string, unknown>>(
    `select c.owner_id, array_agg(distinct o.order_id order by o.order_id) as order_ids, min(greatest(w.at, o.at)) as since
     from order_waiting w join purchase_order o using (user_no, club_no, order_id) join club c using (club_no)
     where w.user_no = $1::int8 and w.status in ('waiting', 'expired') and c.owner_id = any($2::text[])
     group by c.club_no, c.owner_id order by c.club_no`,
    [who.userNo, who.ownerIds],
  )
  const of = contextsOf({ calendar, versions, history: false, purchaseVisible: new Set() }, now)
  for (const { owner_id: ownerId, order_ids: orderIds, since } of met) {
    const opened = await tools.open(ownerId, who.userId, calendar.dayOf(Math.min(since, now)))
    if (isRejection(opened)) continue
    const { batch, fan } = opened
    await loadOrders(
      tx,
      orderIds.map((orderId) => ({ fan, orderId })),
      batch.sessions,
    )
    const orders = [...fan.orders.values()]
    for (const order of orders) settleWaiting(batch, fan, order, of)
    fan.touched = true
    const waiting = [...fan.waiting.values()].flat()
    const named = new Set([...orders, ...waiting].map(({ source }) => source))
    await tools.close(batch, await internSources(tx, [...named]))
  }
}
