import { answerOf } from '../sdk/client.ts'
import { clubPlans } from '../sim/clubs.ts'
import { DAY } from '../src/lib/time.ts'
import { offersOf, type Offers } from './offers.ts'
import { insist, type Stagehand } from './play.ts'

/** The platform puts so much into an owner's budget when less than `BUDGET_LEAST` is there; fen. */
const BUDGET = 500_000
const BUDGET_LEAST = 100_000
const SHELF_DAYS = 60
const SHELF_QUOTA = 200

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** Makes what the owners offer, where it is not there yet: told again, it adds nothing. @param now UTC ms of decision time */
export async function offerBenefits(hand: Stagehand, now: number): Promise<void> {
  await Promise.all(
    clubPlans.map(async ({ ownerId }) => {
      const offers = offersOf[ownerId]
      if (offers === undefined) return
      await fillBudget(hand, ownerId)
      await offerLadder(hand, ownerId, offers)
      await openShelves(hand, ownerId, offers, now)
    }),
  )
}

/** Puts money in where little is left; it comes from the platform. */
export async function fillBudget({ client, ...hand }: Stagehand, ownerId: string): Promise<void> {
  const params = { path: { ownerId } }
  const budget = await answerOf(client.GET('/v1/owners/{ownerId}/budget', { params }))
  if (budget.available.value >= BUDGET_LEAST) return
  const body = { amount: yuan(BUDGET), note: '演示预算' }
  await insist({ client, ...hand }, () => answerOf(client.POST('/v1/owners/{ownerId}/budget', { params, body })))
}

async function offerLadder(hand: Stagehand, ownerId: string, { benefits }: Offers): Promise<void> {
  const params = { path: { ownerId } }
  const { items } = await answerOf(hand.client.GET('/v1/clubs/{ownerId}/benefits', { params }))
  if (items.length > 0) return
  for (const body of benefits)
    await insist(hand, () => answerOf(hand.client.POST('/v1/clubs/{ownerId}/benefits', { params, body })))
}

async function openShelves(hand: Stagehand, ownerId: string, { shelf, wishes }: Offers, now: number): Promise<void> {
  const params = { path: { ownerId } }
  const endsAt = new Date(now + SHELF_DAYS * DAY).toISOString()
  const open = async (kind: 'pointsExchange' | 'wishList', name: string, prizes: Prizes) => {
    const query = { kind, status: 'running' as const }
    const known = await answerOf(
      hand.client.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId }, query } }),
    )
    if (known.items.length > 0) return
    const body = { kind, name, endsAt, prizes }
    await insist(hand, () => answerOf(hand.client.POST('/v1/clubs/{ownerId}/campaigns', { params, body })))
  }
  const goods = shelf.map(({ name, worthFen, points }) => ({
    name,
    quota: SHELF_QUOTA,
    worth: yuan(worthFen),
    points,
  }))
  await open('pointsExchange', '积分小铺', goods)
  await open(
    'wishList',
    '下一场想看什么',
    wishes.map((name) => ({ name, quota: 1, worth: yuan(0) })),
  )
}
type Prizes = { name: string; quota: number; worth: { value: number; currency: string }; points?: number }[]
