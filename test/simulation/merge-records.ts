import { addSpan } from '../../src/intimacy/apply.ts'
import { keyOf, type FanRow, type Tables } from './tables.ts'

/** PLT-8: what a later event must find under the one user, moved as `flow/merge.ts` does it in SQL. */
export function moveRecords(tables: Tables, into: number, from: number): void {
  for (const [key, seen] of [...tables.seen]) {
    if (!key.startsWith(`${from}:`)) continue
    const moved = `${into}:${key.slice(key.indexOf(':') + 1)}`
    if (!tables.seen.has(moved)) tables.seen.set(moved, seen)
    tables.seen.delete(key)
  }
  for (const [key, spans] of [...tables.watches]) {
    if (!key.startsWith(`${from}:`)) continue
    const moved = `${into}:${key.slice(key.indexOf(':') + 1)}`
    let all = tables.watches.get(moved) ?? []
    for (let index = 0; index + 1 < spans.length; index += 2)
      all = addSpan(all, spans[index] ?? 0, spans[index + 1] ?? 0)
    tables.watches.set(moved, all)
    tables.watches.delete(key)
  }
  for (const gone of [...tables.fans.values()].filter((row) => row.userNo === from)) {
    const stays = tables.fans.get(keyOf(into, gone.clubNo))
    if (stays !== undefined) moveFan(gone, stays)
  }
}

const add = (a: readonly number[], b: readonly number[]): number[] => a.map((value, index) => value + (b[index] ?? 0))

function moveFan(gone: FanRow, stays: FanRow): void {
  for (const [orderId, order] of [...gone.orders]) {
    if (stays.orders.has(orderId)) continue
    stays.orders.set(orderId, order)
    gone.orders.delete(orderId)
  }
  for (const [orderId, items] of gone.waiting) {
    const kept = stays.waiting.get(orderId) ?? []
    const twin = (item: (typeof items)[number]) =>
      kept.some((each) => each.source === item.source && each.eventId === item.eventId)
    stays.waiting.set(orderId, [...kept, ...items.filter((item) => !twin(item))])
  }
  gone.waiting.clear()
  for (const mark of gone.once) stays.once.add(mark)
  for (const [key, day] of gone.days) {
    const known = stays.days.get(key)
    if (known !== undefined || gone.shared.has(key)) stays.shared.add(key)
    stays.days.set(
      key,
      known === undefined
        ? day
        : {
            ...known,
            earned: known.earned + day.earned,
            net: known.net + day.net,
            tasksEarned: add(known.tasksEarned, day.tasksEarned),
            tasksCount: add(known.tasksCount, day.tasksCount),
            tasksUnits: add(known.tasksUnits, day.tasksUnits),
          },
    )
  }
  gone.days.clear()
  const lit = [...stays.orders.values()].filter((order) => order.paid > 0 && order.refunded < order.paid).length
  stays.litOrders = lit
  gone.litOrders = 0
  gone.version += 1
  stays.version += 1
}
