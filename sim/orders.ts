import type { Random } from '../src/lib/prng.ts'
import type { ClubPlan, Product } from './clubs.ts'
import type { EventDraft } from './happening.ts'
import { personas, type Persona, type PersonaName } from './personas.ts'

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** A product that suits a purse. */
export function pickProduct(random: Random, club: ClubPlan, purse: Persona['purse']): Product {
  const byPrice = [...club.products].sort((one, other) => one.priceFen - other.priceFen)
  const middle = Math.ceil(byPrice.length / 2)
  if (purse === 'cheap') return random.pick(byPrice.slice(0, middle))
  return random.pick(purse === 'dear' ? byPrice.slice(middle) : byPrice)
}

/** What was bought, as far as later events of the order need it. */
export interface Bought {
  readonly orderId: string
  readonly paidFen: number
}

/** The line of every order: the world's orders have one. */
export const LINE_ID = '1'

/** An order of one product; on air it names its session. */
export function orderDraft(
  random: Random,
  { club, userId, persona, orderId, sessionId }: OrderWish,
): { draft: EventDraft; bought: Bought } {
  const { purse, piecesMost } = personas[persona]
  const product = pickProduct(random, club, purse)
  const quantity = random.between(1, piecesMost)
  const paidFen = product.priceFen * quantity
  const amount = yuan(paidFen)
  const data = {
    ownerId: club.ownerId,
    orderId,
    amount,
    lines: [{ lineId: LINE_ID, productId: product.productId, quantity, amount }],
    ...(sessionId === null ? {} : { sessionId }),
  }
  return { draft: { type: 'order.paid', subject: userId, data }, bought: { orderId, paidFen } }
}
interface OrderWish {
  readonly club: ClubPlan
  readonly userId: string
  readonly persona: PersonaName
  readonly orderId: string
  readonly sessionId: string | null
}

const PARTIAL_REFUND_CHANCE = 0.35

/** A refund of the whole order or of half of it. */
export function refundDraft(random: Random, ownerId: string, userId: string, { orderId, paidFen }: Bought): EventDraft {
  const value = random.chance(PARTIAL_REFUND_CHANCE) ? Math.floor(paidFen / 2) : paidFen
  return {
    type: 'order.refunded',
    subject: userId,
    data: { ownerId, orderId, refundId: `${orderId}.r`, amount: yuan(value) },
  }
}
