import { answerOf } from '../sdk/client.ts'
import type { Fan } from '../sim/cast.ts'
import { clubPlans } from '../sim/clubs.ts'
import { createRandom } from '../src/lib/prng.ts'
import { MINUTE } from '../src/lib/time.ts'
import { insist, type Stagehand } from './play.ts'

/** A fan of a club writes to its desk about so often, in decision time. */
const WRITES_EVERY = 12 * MINUTE

const questions = [
  '在吗?想问下尺码怎么选',
  '这款什么时候补货呀',
  '我的订单什么时候发货?',
  '粉丝团的券可以和满减一起用吗',
  '收到了,质量很好,想再买一件送人',
  '可以开发票吗',
] as const

const quickReplies = [
  { replyId: '5e7f1c00-0000-4000-8000-000000000001', shortcut: '您好', text: '{name},您好,请问有什么可以帮您?' },
  { replyId: '5e7f1c00-0000-4000-8000-000000000002', shortcut: '发货', text: '您的订单 {order} 会在 48 小时内发出。' },
  { replyId: '5e7f1c00-0000-4000-8000-000000000003', shortcut: '退货', text: '支持七天无理由退货,请保持吊牌完好。' },
] as const

/** Quick replies of every owner, where they are not there yet: told again, nothing changes. */
export async function openDesks(hand: Stagehand): Promise<void> {
  for (const { ownerId } of clubPlans)
    for (const { replyId, ...body } of quickReplies) {
      const params = { path: { ownerId, replyId } }
      await insist(hand, () =>
        answerOf(hand.client.PUT('/v1/clubs/{ownerId}/service/quick-replies/{replyId}', { params, body })),
      )
    }
}

/** Fans who now and then ask an owner's desk something; one need not be a member. */
export interface Askers {
  /** @param now UTC ms of decision time */
  ask(now: number): Promise<void>
}

/** What is asked when follows from the seed and the clock alone. */
export function createAskers(hand: Stagehand, seed: string, cast: readonly Fan[]): Askers {
  const random = createRandom(`${seed}/service`)
  let next: number | null = null
  return {
    async ask(now) {
      next ??= now + random.wait(WRITES_EVERY)
      if (now < next) return
      next = now + random.wait(WRITES_EVERY)
      const { ownerId } = random.pick(clubPlans)
      const params = { path: { ownerId, userId: random.pick(cast).userId } }
      const body = { kind: 'text' as const, side: 'fan' as const, sendId: `demo-${now}`, text: random.pick(questions) }
      await insist(hand, () =>
        answerOf(hand.client.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', { params, body })),
      )
    },
  }
}
