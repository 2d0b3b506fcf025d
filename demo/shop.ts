import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answerOf, type TiefenClient } from '../sdk/client.ts'
import { TiefenProblem } from '../sdk/problem.ts'
import { clubPlans, type ClubPlan, type Product } from '../sim/clubs.ts'
import type { EventDraft } from '../sim/happening.ts'
import type { EventResult } from '../src/contract/events.ts'
import { amount, id, text } from '../src/contract/forms.ts'
import { rejections, type RejectionCode } from '../src/contract/rejections.ts'
import { holdCoupon, mayBuy } from './checkout.ts'
import { readClock } from './clock.ts'
import type { Guests } from './guests.ts'
import type { KeptOrder, KeptOrders } from './kept-orders.ts'
import { createKept } from './once.ts'
import { answerRefusals, refusal } from './refusal.ts'
import { createThrottle } from './throttle.ts'

const MINUTE_MS = 60_000
/** All requests of one address. */
const REQUESTS_A_MINUTE = 1_200
const GUESTS_A_MINUTE = 60
const SIGN_INS_A_MINUTE = 60
const ACTS_A_MINUTE = 240
const ORDERS_A_MINUTE = 30
const SIGN_IN_SECONDS = 3_600
const QUANTITY_MOST = 99
const SOURCE = 'demo.shop'
const LINE_ID = '1'
const CURRENCY = 'CNY'

/** What the shop is made of. */
export interface ShopOptions {
  readonly client: TiefenClient
  readonly guests: Guests
  readonly orders: KeptOrders
  readonly timeZone: string
  /** addresses that a phone in the same network can open, without a path */
  readonly lanUrls: () => readonly string[]
}

const guestInput = z.object({ userId: id.optional(), secret: z.string().max(128).optional() })
const signInInput = z.object({ as: z.enum(['owner', 'reviewer', 'admin']), ownerId: id.optional() })
const orderInput = z.object({
  productId: id,
  quantity: z.int().min(1).max(QUANTITY_MOST).default(1),
  /** a coupon of his to use */
  entitlementId: z.uuid().optional(),
})
type OrderInput = z.infer<typeof orderInput>
const refundInput = z.object({ amount: amount.optional() })
const reviewInput = z.object({ lineId: z.literal(LINE_ID).default(LINE_ID) })
const actInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['enter', 'share', 'follow', 'unfollow', 'visitGroup']) }),
  z.object({ kind: z.literal('watch'), seconds: z.int().min(1).max(86_400) }),
  z.object({ kind: z.literal('comment'), text: text(200) }),
  z.object({ kind: z.enum(['like', 'lightBadge']), count: z.int().min(1).max(1_000).default(1) }),
  z.object({ kind: z.enum(['view', 'cart']), productId: id }),
  z.object({ kind: z.literal('gift'), coins: z.int().min(1).max(10_000) }),
])
type Act = z.infer<typeof actInput>

/** @throws a refusal `malformed` that names the places */
function read<T>(form: z.ZodType<T>, value: unknown): T {
  const parsed = form.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: ['body', ...path.map(String)].join('/'),
    message,
  }))
  throw refusal('malformed', { errors })
}

function clubOf(ownerId: string | undefined): ClubPlan {
  const club = clubPlans.find((each) => each.ownerId === ownerId)
  if (club === undefined) throw refusal('unknown_owner')
  return club
}

function productOf(club: ClubPlan, productId: string): Product {
  const product = club.products.find((each) => each.productId === productId)
  if (product === undefined) throw refusal('not_found')
  return product
}

const yuan = (value: number) => ({ value, currency: CURRENCY })

/**
 * The demo's little shop: it stands where a platform's shop and app would, holds the platform key, and talks to the product through its public
 * API alone. Mounted at /demo.
 */
export function mountShop(scope: FastifyInstance, options: ShopOptions): void {
  answerRefusals(scope)
  const requests = createThrottle(REQUESTS_A_MINUTE, MINUTE_MS, () => performance.now())
  scope.addHook('onRequest', async (request) => requests.pass(request.ip))
  mountDoors(scope, options)
  mountRoom(scope, options)
  mountOrders(scope, options)
}

interface InClub {
  Params: { ownerId: string }
}
interface OnOrder {
  Params: { ownerId: string; orderId: string }
}

function mountDoors(scope: FastifyInstance, { client, guests, timeZone, lanUrls }: ShopOptions): void {
  const clock = () => performance.now()
  const newGuests = createThrottle(GUESTS_A_MINUTE, MINUTE_MS, clock)
  const signIns = createThrottle(SIGN_INS_A_MINUTE, MINUTE_MS, clock)
  scope.get('/info', async () => {
    const { now, rate } = await readClock(client)
    const owners = await Promise.all(clubPlans.map((club) => ownerNow(client, club)))
    return { owners, lanUrls: lanUrls(), clock: { now: new Date(now).toISOString(), rate }, timeZone }
  })
  scope.post('/guest', async (request) => {
    const { userId, secret } = read(guestInput, request.body)
    newGuests.pass(request.ip)
    return userId === undefined || secret === undefined ? guests.welcome() : guests.welcomeBack(userId, secret)
  })
  scope.post('/sign-in', async (request) => {
    const { as, ownerId } = read(signInInput, request.body)
    signIns.pass(request.ip)
    const subject = as === 'owner' ? { type: as, id: clubOf(ownerId).ownerId } : { type: as, id: `demo-${as}` }
    return answerOf(client.POST('/v1/tokens', { body: { subject, ttlSeconds: SIGN_IN_SECONDS } }))
  })
}

/** An owner as he is now; while the demo's past is still being told he may not be registered yet. */
async function ownerNow(client: TiefenClient, { ownerId, kind, name, mode }: ClubPlan) {
  const { data } = await client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })
  return { ownerId, kind, name: data?.name ?? name, mode: data?.mode ?? mode }
}

function mountRoom(scope: FastifyInstance, { client, guests }: ShopOptions): void {
  const acts = createThrottle(ACTS_A_MINUTE, MINUTE_MS, () => performance.now())
  scope.get<InClub>('/:ownerId/shelf', (request) => {
    const { products } = clubOf(request.params.ownerId)
    return Promise.resolve({
      products: products.map(({ productId, title, priceFen, emoji, hue }) => ({
        productId,
        title,
        price: yuan(priceFen),
        emoji,
        hue,
      })),
    })
  })
  scope.post<InClub>('/:ownerId/act', async (request) => {
    const userId = await guests.whoIs(request.headers.authorization)
    acts.pass(userId)
    const club = clubOf(request.params.ownerId)
    const act = read(actInput, request.body)
    return sendEvent(client, draftOf(club, userId, act, await sessionOf(client, club)))
  })
}

/** The session on air, or null. */
async function sessionOf(client: TiefenClient, { ownerId }: ClubPlan): Promise<string | null> {
  const { live } = await answerOf(client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } }))
  return live?.sessionId ?? null
}

/** The event of an act. Codes `not_live`, `not_found` */
function draftOf(club: ClubPlan, subject: string, act: Act, sessionId: string | null): EventDraft {
  const owner = { ownerId: club.ownerId }
  const inRoom = () => {
    if (sessionId === null) throw refusal('not_live')
    return { ...owner, sessionId }
  }
  switch (act.kind) {
    case 'enter':
      return { type: 'live.entered', subject, data: inRoom() }
    case 'share':
      return { type: 'live.shared', subject, data: inRoom() }
    case 'watch':
      return { type: 'live.watched', subject, data: { ...inRoom(), seconds: act.seconds } }
    case 'comment':
      return { type: 'live.commented', subject, data: { ...inRoom(), text: act.text } }
    case 'like':
      return { type: 'live.liked', subject, data: { ...inRoom(), count: act.count } }
    case 'gift':
      return { type: 'live.gifted', subject, data: { ...inRoom(), coins: act.coins } }
    case 'lightBadge': {
      const data = { ...owner, count: act.count, ...(sessionId === null ? {} : { sessionId }) }
      return { type: 'live.lightBadge', subject, data }
    }
    case 'view':
      return {
        type: 'product.viewed',
        subject,
        data: { ...owner, productId: productOf(club, act.productId).productId },
      }
    case 'cart':
      return {
        type: 'product.carted',
        subject,
        data: { ...owner, productId: productOf(club, act.productId).productId },
      }
    case 'follow':
      return { type: 'user.followed', subject, data: owner }
    case 'unfollow':
      return { type: 'user.unfollowed', subject, data: owner }
    case 'visitGroup':
      return { type: 'group.visited', subject, data: { ...owner, groupId: `${club.ownerId}-fans` } }
  }
}

/** Sends one event as of now. @throws a refusal with the event's own code */
async function sendEvent(client: TiefenClient, draft: EventDraft): Promise<EventResult & { readonly at: string }> {
  const { now } = await readClock(client)
  const at = new Date(now).toISOString()
  // TypeScript does not carry the tie between type and data through a spread
  const body = {
    specversion: '1.0' as const,
    id: randomBytes(12).toString('hex'),
    source: SOURCE,
    time: at,
    ...draft,
  } as never
  const result = (await answerOf(client.POST('/v1/events', { body }))).results[0]
  if (result === undefined) throw refusal('internal')
  if (result.status === 'rejected') {
    const code = result.code ?? 'malformed'
    throw refusal(code in rejections ? (code as RejectionCode) : 'malformed')
  }
  return { ...(result as EventResult), at }
}

function mountOrders(scope: FastifyInstance, { client, guests, orders }: ShopOptions): void {
  const throttle = createThrottle(ORDERS_A_MINUTE, MINUTE_MS, () => performance.now())
  const once = createKept()
  const customer = async (request: FastifyRequest): Promise<string> => {
    const userId = await guests.whoIs(request.headers.authorization)
    if (request.method !== 'GET') throttle.pass(userId)
    return userId
  }
  /** The customer's own order. */
  const own = async (request: FastifyRequest<OnOrder>): Promise<KeptOrder> => {
    const userId = await customer(request)
    const order = orders.find(request.params.orderId)
    if (order?.userId !== userId || order.ownerId !== request.params.ownerId) throw refusal('not_found')
    return order
  }
  scope.get<InClub>('/:ownerId/orders', async (request) => {
    const userId = await customer(request)
    const club = clubOf(request.params.ownerId)
    return { items: orders.of(userId, club.ownerId).map((order) => viewOf(order, productOf(club, order.productId))) }
  })
  const buy = async (
    id: string,
    userId: string,
    club: ClubPlan,
    { productId, quantity, entitlementId }: OrderInput,
  ) => {
    const wholeFen = productOf(club, productId).priceFen * quantity
    const orderId = `G-${id}`
    const basket = { ownerId: club.ownerId, userId, orderId, productId, amount: yuan(wholeFen) }
    await mayBuy(client, basket)
    const coupon = entitlementId === undefined ? null : await holdCoupon(client, entitlementId, basket)
    const paidFen = wholeFen - (coupon?.off ?? 0)
    const sessionId = await sessionOf(client, club)
    const data = {
      ownerId: club.ownerId,
      orderId,
      amount: yuan(paidFen),
      lines: [{ lineId: LINE_ID, productId, quantity, amount: yuan(paidFen) }],
      ...(sessionId === null ? {} : { sessionId }),
    }
    const { at, ...result } = await sendEvent(client, { type: 'order.paid', subject: userId, data }).catch(
      async (error: unknown) => {
        // without an answer it may be paid: asked again it holds the same coupon
        if (error instanceof TiefenProblem && error.status < 500) await coupon?.release()
        throw error
      },
    )
    await coupon?.confirm()
    const order = { orderId, ownerId: club.ownerId, userId, productId, quantity, paidFen, paidAt: at }
    if (orders.find(orderId) === undefined)
      await orders.paid({ ...order, refundedFen: 0, refundIds: [], reviewed: false })
    return { orderId, result }
  }
  scope.post<InClub>('/:ownerId/orders', async (request, reply) => {
    const userId = await customer(request)
    const club = clubOf(request.params.ownerId)
    const wish = read(orderInput, request.body)
    void reply.code(201)
    return once(request, userId, (id) => buy(id, userId, club, wish))
  })
  scope.post<OnOrder>('/:ownerId/orders/:orderId/refund', async (request) => {
    const order = await own(request)
    const { orderId, ownerId, userId } = order
    const { amount } = read(refundInput, request.body)
    return once(request, userId, async (id) => {
      const { paidFen, refundedFen } = order
      const wish = amount ?? yuan(paidFen - refundedFen)
      if (wish.currency !== CURRENCY || wish.value <= 0)
        throw refusal(paidFen === refundedFen ? 'refund_exceeds_payment' : 'amount_invalid')
      const refundId = `${orderId}-${id}`
      const data = { ownerId, orderId, refundId, amount: wish }
      const result = await sendEvent(client, { type: 'order.refunded', subject: userId, data })
      await orders.refunded(orderId, refundId, wish.value)
      return result
    })
  })
  scope.post<OnOrder>('/:ownerId/orders/:orderId/review', async (request) => {
    const { orderId, ownerId, userId } = await own(request)
    const { lineId } = read(reviewInput, request.body)
    const result = await sendEvent(client, {
      type: 'order.reviewed',
      subject: userId,
      data: { ownerId, orderId, lineId },
    })
    await orders.reviewed(orderId)
    return result
  })
}

const viewOf = (order: KeptOrder, { title, emoji, hue }: Product) => ({
  orderId: order.orderId,
  productId: order.productId,
  title,
  emoji,
  hue,
  quantity: order.quantity,
  amount: yuan(order.paidFen),
  refunded: yuan(order.refundedFen),
  paidAt: order.paidAt,
  reviewed: order.reviewed,
})
