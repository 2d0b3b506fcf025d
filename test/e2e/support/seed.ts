import { answerOf } from '../../../sdk/client.ts'
import type { EventData } from '../../../src/contract/events.ts'
import type { Sandbox } from './e2e.ts'

/** What a seeded club is called and how it begins. */
export interface ClubSeed {
  readonly ownerId: string
  readonly name?: string
  readonly kind?: 'creator' | 'merchant'
  readonly mode?: 'live' | 'shopping'
}

/** Registers an owner, and with him his club. */
export async function seedClub(
  { client }: Sandbox,
  { ownerId, name = ownerId, kind = 'creator', mode = 'shopping' }: ClubSeed,
): Promise<void> {
  await answerOf(client.PUT('/v1/owners/{ownerId}', { params: { path: { ownerId } }, body: { kind, name, mode } }))
}

/** Makes somebody with a name a member. */
export async function seedMember(world: Sandbox, ownerId: string, userId: string, name?: string): Promise<void> {
  const params = { path: { ownerId, userId } }
  const { client } = world
  await answerOf(client.PUT('/v1/clubs/{ownerId}/members/{userId}', { params, body: { scene: 'liveRoom' } }))
  if (name !== undefined) await send(world, { type: 'user.profiled', subject: userId, data: { name } })
}

type Draft = {
  [T in keyof EventData]: { readonly type: T; readonly subject?: string; readonly data: EventData[T] }
}[keyof EventData]

let sent = 0

/** Sends events as of the sandbox clock; every one must be applied. */
export async function send({ client }: Sandbox, ...drafts: readonly Draft[]): Promise<void> {
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  const body = drafts.map((draft) => ({
    specversion: '1.0' as const,
    id: `e2e-${(sent += 1)}`,
    source: 'e2e',
    time: now,
    ...draft,
  }))
  const answer = await answerOf(client.POST('/v1/events', { body: body as never }))
  const refused = answer.results.filter(({ status, code }) => status === 'rejected' && code !== undefined)
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`)
}

/** Somebody pays; `fen` in minor units. */
export const paid = (ownerId: string, subject: string, orderId: string, fen: number, sessionId?: string): Draft => {
  const amount = { value: fen, currency: 'CNY' }
  const lines = [{ lineId: '1', productId: 'p1', quantity: 1, amount }]
  return {
    type: 'order.paid',
    subject,
    data: { ownerId, orderId, amount, lines, ...(sessionId === undefined ? {} : { sessionId }) },
  }
}

/** Somebody gets money back. */
export const refunded = (ownerId: string, subject: string, orderId: string, fen: number): Draft => ({
  type: 'order.refunded',
  subject,
  data: { ownerId, orderId, refundId: `r-${orderId}`, amount: { value: fen, currency: 'CNY' } },
})

/** Money in fen. */
export const yuan = (value: number) => ({ value, currency: 'CNY' })

/** Lets the sandbox clock stand at an instant to come; what falls due on the way is done. @param now UTC ms */
export async function moveClock({ client }: Sandbox, now: number): Promise<void> {
  await answerOf(client.PUT('/v1/sandbox/clock', { body: { now: new Date(now).toISOString(), rate: 0 } }))
}
