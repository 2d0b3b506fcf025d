import { HOUR, MINUTE } from '../src/lib/time.ts'
import type { Fan } from './cast.ts'
import { LINE_ID, refundDraft, type Bought } from './orders.ts'
import { personas } from './personas.ts'
import type { Stage } from './stage.ts'

/** Beyond this many things foreseen, an order has no aftermath: memory is bounded. */
const FORESEEN_MOST = 5_000

/** What becomes of an order: shipped, delivered, reviewed or refunded. Who refunds often does it soon. */
export function foretellOrder(stage: Stage, paidAt: number, fan: Fan, ownerId: string, bought: Bought): void {
  const { random, agenda } = stage
  if (agenda.size() > FORESEEN_MOST) return
  const persona = personas[fan.persona]
  const subject = fan.userId
  const data = { ownerId, orderId: bought.orderId }
  if (random.chance(persona.refunds)) {
    const soon = persona.refunds > 0.5
    const at = paidAt + (soon ? random.between(4, 90) * MINUTE : random.between(2, 60) * HOUR)
    agenda.put(at, () => stage.event(at, refundDraft(random, ownerId, subject, bought)))
    return
  }
  const shippedAt = paidAt + random.between(2, 8) * HOUR
  const deliveredAt = shippedAt + random.between(14, 40) * HOUR
  agenda.put(shippedAt, () => stage.event(shippedAt, { type: 'order.shipped', subject, data }))
  agenda.put(deliveredAt, () => stage.event(deliveredAt, { type: 'order.delivered', subject, data }))
  if (!random.chance(persona.reviews)) return
  const reviewedAt = deliveredAt + random.between(1, 20) * HOUR
  agenda.put(reviewedAt, () =>
    stage.event(reviewedAt, { type: 'order.reviewed', subject, data: { ...data, lineId: LINE_ID } }),
  )
}
