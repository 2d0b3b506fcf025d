import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'
import { allReadable } from '../../test/support/outbox.ts'
import { openReceiver, verifies, type Receiver } from '../../test/support/receiver.ts'
import { shopOf } from '../../test/support/shop.ts'
import {
  webhookData,
  webhookTypes,
  type WebhookDelivery,
  type WebhookType,
  type WebhookView,
} from '../contract/webhooks.ts'
import { sweepOutbox } from '../infra/outbox.ts'
import { HOUR, MINUTE, SECOND, toInstant } from '../lib/time.ts'

type Made = WebhookView & { secret: string }
type Deliveries = { items: WebhookDelivery[]; nextCursor: string | null }

const path = '/v1/clubs/luo/webhooks'

describeWorld('PLT-4 webhooks', (world: World) => {
  let receiver: Receiver
  beforeAll(async () => void (receiver = await openReceiver()))
  afterAll(() => receiver.close())
  beforeEach(() => {
    receiver.forget()
    receiver.answer({ status: 204 })
  })

  const make = (types: readonly WebhookType[], at = path, more: object = {}) =>
    world.must<Made>('POST', at, { url: receiver.url, types, ...more })
  const tick = async (): Promise<void> => {
    await allReadable(world.db)
    await world.node.webhooks.tick()
  }
  /** Everything committed so far is fed, sent and written down. */
  const settle = async (): Promise<void> => {
    do {
      await tick()
      await world.node.webhooks.settled()
    } while ((await waitingNow()) > 0)
  }
  /** Deliveries that are due. */
  const waitingNow = async (): Promise<number> => {
    const rows = await world.db.query<{ count: number }>(
      `select count(*)::int4 as count from webhook_delivery d join webhook_endpoint e using (endpoint_no)
       where d.status = 'waiting' and e.status = 'on' and d.next_at <= $1::timestamptz
         and (e.not_before is null or e.not_before <= $1::timestamptz)`,
      [toInstant(world.now())],
    )
    return rows[0]?.count ?? 0
  }
  const view = (webhookId: string, at = path) => world.must<WebhookView>('GET', `${at}/${webhookId}`)
  const deliveries = async (webhookId: string, query = '', at = path) =>
    (await world.must<Deliveries>('GET', `${at}/${webhookId}/deliveries${query}`)).items
  const types = (): string[] => receiver.requests.map(({ type }) => type)
  /** Another node of the store that lives, for as long as a test may take. */
  const otherNode = (version: string) =>
    world.db.query(
      `insert into node (node_id, version, figures, seen_at) values (gen_random_uuid(), $1, '{}', now() + interval '1 hour')`,
      [version],
    )
  /** A red packet of one share of luo's, taken. */
  const takeMoney = async (userId: string, value: number): Promise<string> => {
    const amount = { value, currency: 'CNY' }
    await world.must('POST', '/v1/owners/luo/budget', { amount })
    const packet = { ownerId: 'luo', split: 'equal', total: amount, count: 1 }
    const { packetId } = await world.must<{ packetId: string }>('POST', '/v1/red-packets', packet)
    await world.must('POST', `/v1/red-packets/${packetId}/claim`, { userId })
    return packetId
  }

  describe('what is told', () => {
    test('every public type comes from a real act, in its documented form, signed', async () => {
      await world.owner('wei', { mode: 'live' })
      const { secret, webhookId } = await make(webhookTypes, '/v1/webhooks')
      await world.join('ann')
      await world.send(world.started({ session: 's1' }), world.commented('ann', { session: 's1' }))
      await world.send(world.event('video.published', null, { videoId: 'v1', title: '新品' }))
      await world.send(world.ended({ session: 's1' }))
      const shop = shopOf(world)
      await shop.redeem(await shop.coupon(), 'A')
      await world.send(world.paid('ann', 8_000, { order: 'A' }), world.refunded('ann', 'A', 8_000))
      await world.leave('ann')
      await world.join('dan')
      // done when the clock moves
      const { campaignId } = await world.must<{ campaignId: string }>('POST', '/v1/clubs/luo/campaigns', {
        kind: 'draw',
        name: 'A draw',
        endsAt: toInstant(world.now() + HOUR),
        prizes: [{ name: 'A mug', quota: 1, worth: { value: 5_000, currency: 'CNY' } }],
      })
      await world.must('POST', `/v1/campaigns/${campaignId}/entries`, { userId: 'dan' })
      await world.must('POST', `/v1/clubs/luo/benefits/${await shop.offer()}/issues`, { fromLevel: 1 })
      const sent = await world.must<{ reviewId: string }>('POST', '/v1/clubs/luo/badge-names', { name: '茶友团' })
      await world.must('POST', `/v1/reviews/${sent.reviewId}/decision`, { approve: true })
      const { groupId } = await world.must<{ groupId: string }>('POST', '/v1/clubs/luo/groups', { name: '茶友群' })
      await world.must('PUT', `/v1/groups/${groupId}/members/dan`)
      const say = (body: object) => world.must('POST', `/v1/groups/${groupId}/messages`, body)
      await say({ from: 'luo', kind: 'notice', text: '今晚八点' })
      await say({ from: 'luo', kind: 'text', text: '早', to: 'allGroups' })
      await say({ from: 'dan', kind: 'text', text: '我的电话 13800000000' })
      await world.must('DELETE', `/v1/groups/${groupId}/members/dan`)
      const effectiveAt = toInstant(world.now() + 30 * HOUR)
      const change = await world.must<{ id: string }>('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt })
      await world.must('DELETE', `/v1/clubs/luo/mode-changes/${change.id}`)
      await world.changeMode('live')
      await takeMoney('ann', 500)
      await world.must('POST', '/v1/users/ann/payouts', { amount: { value: 500, currency: 'CNY' } })
      // he is in no club, so that nothing but his ids is to go
      await world.must('PUT', '/v1/users/eve', { name: 'Eve' })
      await world.must('POST', '/v1/users/eve/erasure', { confirm: true })
      await settle()
      // the hour in which endpoints hear of it goes by
      await world.clock(world.now() + HOUR)
      // an endpoint of wei that is gone
      const gone = await openReceiver()
      gone.answer({ status: 410 })
      await world.must('POST', '/v1/clubs/wei/webhooks', { url: gone.url, types: ['member.joined'] })
      await world.join('bob', 'wei')
      await settle()
      await gone.close()
      await settle()
      expect(new Set(types())).toEqual(new Set(webhookTypes))
      for (const one of receiver.requests) {
        expect(verifies(secret, one)).toBe(true)
        expect(() => webhookData[one.type as WebhookType].strict().parse(one.data)).not.toThrow()
        expect(Object.keys(JSON.parse(one.body) as object)).toEqual(['type', 'timestamp', 'data'])
      }
      expect(receiver.requests.find(({ type }) => type === 'member.joined')?.data).toEqual({
        ownerId: 'luo',
        userId: 'ann',
        scene: 'liveRoom',
      })
      expect(receiver.requests.find(({ type }) => type === 'review.decided')?.data).toEqual({
        ownerId: 'luo',
        reviewId: sent.reviewId,
        approved: true,
      })
      expect(receiver.requests.find(({ type }) => type === 'group.noticePosted')?.data).toMatchObject({
        ownerId: 'luo',
        groupId,
        subGroupId: null,
        text: '今晚八点',
      })
      // what fans say stays in the group
      expect(
        receiver.requests.filter(({ type }) => type === 'group.messagePosted').map(({ data }) => data),
      ).toMatchObject([{ groupId: null, kind: 'text', text: '早' }])
      expect((await view(webhookId, '/v1/webhooks')).lastDeliveredAt).not.toBeNull()
    })

    test('an owner hears of himself alone, and only what he chose; the platform hears of all', async () => {
      await world.owner('wei')
      await make(['member.joined'])
      const all = await openReceiver()
      await world.must('POST', '/v1/webhooks', { url: all.url, types: ['member.joined', 'member.left'] })
      await world.join('ann')
      await world.join('bob', 'wei')
      await world.leave('ann')
      await settle()
      expect(receiver.requests.map(({ data }) => data['userId'])).toEqual(['ann'])
      expect(all.requests.map(({ type, data }) => `${type} ${String(data['ownerId'])}`).sort()).toEqual([
        'member.joined luo',
        'member.joined wei',
        'member.left luo',
      ])
      // one message has one id, whoever hears it
      expect(all.requests.map(({ id }) => id)).toContain(receiver.requests[0]?.id)
      await all.close()
    })

    test('BEN-8: a pay-out is told to the platform alone, a share of a red packet to its owner too', async () => {
      await world.owner('wei')
      const own = await openReceiver()
      const other = await openReceiver()
      const both = ['packet.claimed', 'payout.requested'] as const
      await make(both, '/v1/webhooks')
      await world.must('POST', '/v1/clubs/luo/webhooks', { url: own.url, types: both })
      await world.must('POST', '/v1/clubs/wei/webhooks', { url: other.url, types: both })
      const packetId = await takeMoney('ann', 500)
      const amount = { value: 300, currency: 'CNY' }
      const { payoutId } = await world.must<{ payoutId: string }>('POST', '/v1/users/ann/payouts', { amount })
      await settle()
      const claimed = { ownerId: 'luo', userId: 'ann', packetId, amount: { value: 500, currency: 'CNY' } }
      // the platform's and a club's are sent side by side
      const told = receiver.requests.map(({ type, data }) => ({ type, data }))
      expect(told.sort((a, b) => (a.type < b.type ? -1 : 1))).toEqual([
        { type: 'packet.claimed', data: claimed },
        { type: 'payout.requested', data: { payoutId, userId: 'ann', amount } },
      ])
      expect(own.requests.map(({ type, data }) => ({ type, data }))).toEqual([
        { type: 'packet.claimed', data: claimed },
      ])
      expect(other.requests).toEqual([])
      await own.close()
      await other.close()
    })

    test('what happened before an endpoint was made is not told, and nothing is told twice', async () => {
      await world.join('ann')
      await make(['member.joined'])
      await world.join('bob')
      await settle()
      await settle()
      expect(receiver.requests.map(({ data }) => data['userId'])).toEqual(['bob'])
    })

    test('an older program leaves what it may not know to a newer one that lives, and goes on when that is gone', async () => {
      await make(['member.joined'])
      await otherNode('0.0.9')
      await otherNode('of my own making')
      await world.join('ann')
      await settle()
      expect(types()).toHaveLength(1)
      await otherNode('99.10.0-rc.1')
      await world.join('bob')
      await settle()
      expect(types()).toHaveLength(1)
      await world.db.query('update node set stopped_at = now()')
      await settle()
      expect(receiver.requests.map(({ data }) => data['userId'])).toEqual(['ann', 'bob'])
    })

    test('of one member the order of commits is kept, whatever the number of requests at once', async () => {
      await make(['member.moved'])
      const people = ['dan', 'eva', 'fay']
      for (const user of people) await world.join(user)
      const seen: string[] = []
      receiver.answer(async ({ data }) => {
        seen.push(`${String(data['userId'])} ${String(data['intimacy'])}`)
        // later requests overtake where they may
        await new Promise((resolve) => setTimeout(resolve, (seen.length % 3) * 5))
        return { status: 200 }
      })
      for (let round = 0; round < 6; round += 1)
        await world.send(...people.map((user) => world.paid(user, 1_000, { session: 'room' })))
      await settle()
      for (const user of people) {
        const own = seen.filter((line) => line.startsWith(user)).map((line) => Number(line.split(' ')[1]))
        expect(own).toHaveLength(6)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
    })

    test('the instant told is the sandbox’s, the one signed the machine’s', async () => {
      await make(['member.joined'])
      const earliest = Math.floor(Date.now() / 1_000)
      await world.join('ann')
      await settle()
      const [one] = receiver.requests
      expect(JSON.parse(one?.body ?? '')).toMatchObject({ timestamp: toInstant(NOON) })
      const signedAt = Number(one?.headers['webhook-timestamp'])
      expect(signedAt).toBeGreaterThanOrEqual(earliest)
      expect(signedAt).toBeLessThanOrEqual(Date.now() / 1_000)
    })
  })

  describe('retries', () => {
    const nextOf = async (webhookId: string): Promise<WebhookDelivery> => {
      const [delivery] = await deliveries(webhookId)
      if (delivery === undefined) throw new Error('no delivery')
      return delivery
    }

    test('ten attempts with the same id on the sandbox’s clock, then given up, then replayed', async () => {
      const { webhookId } = await make(['member.joined'])
      receiver.answer({ status: 500, body: 'out of order' })
      await world.join('ann')
      await settle()
      const pauses = [
        5 * SECOND,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        14 * HOUR,
        20 * HOUR,
        24 * HOUR,
      ]
      for (const [index, pause] of pauses.entries()) {
        const delivery = await nextOf(webhookId)
        expect(delivery).toMatchObject({
          status: 'waiting',
          attempts: index + 1,
          last: { status: 500, error: 'status' },
        })
        expect(delivery.last?.response).toBe('out of order')
        const due = Date.parse(delivery.nextAttemptAt ?? '')
        expect(due - world.now()).toBeGreaterThanOrEqual(pause)
        expect(due - world.now()).toBeLessThanOrEqual(pause * 1.2)
        await world.clock(due - 1)
        await settle()
        expect(receiver.requests).toHaveLength(index + 1)
        await world.clock(due)
        await settle()
        expect(receiver.requests).toHaveLength(index + 2)
      }
      expect(await nextOf(webhookId)).toMatchObject({ status: 'failed', attempts: 10, nextAttemptAt: null })
      expect(await view(webhookId)).toMatchObject({ status: 'on', failed: 1, failing: { days: 4 } })
      expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(1)
      receiver.answer({ status: 200 })
      const { deliveryId } = await nextOf(webhookId)
      expect(deliveryId).toBe(receiver.requests[0]?.id)
      await world.must('POST', `${path}/${webhookId}/deliveries/${deliveryId}/replay`)
      await settle()
      expect(await nextOf(webhookId)).toMatchObject({
        status: 'delivered',
        attempts: 1,
        last: { status: 200, error: null },
      })
      expect(await view(webhookId)).toMatchObject({ failed: 0, failing: null })
    })

    test('a failure of one message does not hold up the next', async () => {
      await make(['member.joined', 'member.left'])
      receiver.answer(({ type }) => ({ status: type === 'member.joined' ? 503 : 200 }))
      await world.join('ann')
      await world.leave('ann')
      await settle()
      expect(types()).toEqual(['member.joined', 'member.left'])
    })

    test('Retry-After holds the endpoint back', async () => {
      const { webhookId } = await make(['member.joined'])
      receiver.answer({ status: 429, headers: { 'retry-after': '600' } })
      await world.join('ann')
      await settle()
      await world.join('bob')
      await world.clock(world.now() + 590 * SECOND)
      await settle()
      expect(receiver.requests).toHaveLength(1)
      receiver.answer({ status: 200 })
      await world.clock(world.now() + 10 * SECOND)
      await settle()
      expect(receiver.requests).toHaveLength(3)
      expect(await view(webhookId)).toMatchObject({ waiting: 0, failing: null })
    })

    test('a redirect is not followed', async () => {
      const other = await openReceiver()
      const { webhookId } = await make(['member.joined'])
      receiver.answer({ status: 307, headers: { location: other.url } })
      await world.join('ann')
      await settle()
      expect(other.requests).toHaveLength(0)
      expect(await nextOf(webhookId)).toMatchObject({ status: 'waiting', last: { error: 'redirect', status: 307 } })
      await other.close()
    })

    test('a receiver that died between the question and the answer is asked again with the same id', async () => {
      const { webhookId } = await make(['member.joined'])
      receiver.answer('never')
      await world.join('ann')
      await tick()
      await receiver.received(1)
      receiver.answer({ status: 200 })
      // our own process ends here: nobody writes down what came of it; and whoever looks first finds it, also the node by itself
      await world.db.query(
        `update webhook_delivery set leased_until = now() - interval '1 second', claims = claims + 1`,
      )
      await tick()
      await receiver.received(2)
      expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(1)
      await expect.poll(() => nextOf(webhookId)).toMatchObject({ status: 'delivered' })
      // the first attempt ends at last, and says nothing any more
      receiver.hangUp()
      await world.node.webhooks.settled()
      expect(await nextOf(webhookId)).toMatchObject({ status: 'delivered', attempts: 1, last: { status: 200 } })
    })
  })

  describe('switched off', () => {
    test('410: at once, told on the club’s topic, nothing lost when it is on again', async () => {
      const { webhookId } = await make(['member.joined'])
      receiver.answer({ status: 410 })
      await world.join('ann')
      await settle()
      expect(await view(webhookId)).toMatchObject({ status: 'off', off: { reason: 'gone', at: toInstant(NOON) } })
      const [notice] = await world.db.query<{ topic: string; body: object }>(
        `select topic, body from outbox where kind = 'webhook.stopped'`,
      )
      expect(notice).toEqual({ topic: 'club:luo', body: { webhookId, reason: 'gone' } })
      await world.join('bob')
      await settle()
      expect(receiver.requests).toHaveLength(1)
      receiver.answer({ status: 200 })
      await world.must('PATCH', `${path}/${webhookId}`, { status: 'on' })
      const replayed = await world.must('POST', `${path}/${webhookId}/replay`, { since: toInstant(NOON - 1) })
      expect(replayed).toEqual({ queued: 2, nextCursor: null })
      await settle()
      // two members' are sent side by side
      expect(
        receiver.requests
          .slice(1)
          .map(({ data }) => data['userId'])
          .sort(),
      ).toEqual(['ann', 'bob'])
      expect(await view(webhookId)).toMatchObject({ status: 'on', off: null, failing: null })
    })

    test('dead for five days: switched off with a notice; the platform’s own on its topic', async () => {
      const { webhookId } = await make(['member.joined'], '/v1/webhooks')
      receiver.answer({ status: 500 })
      for (let day = 0; day <= 5; day += 1) {
        await world.clock(NOON + day * 24 * HOUR)
        await world.join(`fan-${day}`)
        await settle()
        const { status } = await view(webhookId, '/v1/webhooks')
        expect([day, status]).toEqual([day, day < 5 ? 'on' : 'off'])
      }
      const [notice] = await world.db.query<{ topic: string; body: object }>(
        `select topic, body from outbox where kind = 'webhook.stopped'`,
      )
      expect(notice).toEqual({ topic: 'platform', body: { webhookId, reason: 'failing' } })
    })

    test('too far behind: switched off, what waits stays', async () => {
      const { webhookId } = await make(['member.joined'])
      await world.join('ann')
      // nothing under way that would open the endpoint again when it ends
      await settle()
      await world.db.query(`update webhook_endpoint set not_before = now() + interval '100 years'`)
      await world.db.query(
        `insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at)
         select endpoint_no, 1000000 + n, 'x', 'waiting', now() from webhook_endpoint, generate_series(1, 50001) n`,
      )
      await world.node.webhooks.sweep()
      expect(await view(webhookId)).toMatchObject({ status: 'off', off: { reason: 'behind' }, waiting: 1_000 })
    })

    test('PLT-4: too far behind, and on again: what waited goes out, and only what came since counts against it', async () => {
      const { webhookId } = await make(['member.joined'])
      await world.join('ann')
      await settle()
      // it does not come to any of it: what waits, waits
      await world.db.query(`update webhook_endpoint set not_before = now() + interval '100 years'`)
      const queue = (from: number) =>
        world.db.query(
          `with told as (
             insert into webhook_message (message_no, message_id, owner_id, type, lane, at, body) overriding system value
             select $1::int8 + n, gen_random_uuid(), 'luo', 'member.joined', 'x', now(), '{}' from generate_series(1, 50001) n returning message_no
           ) insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at)
           select endpoint_no, message_no, 'x' || message_no, 'waiting', $2::timestamptz from webhook_endpoint, told`,
          [from, toInstant(NOON + 24 * HOUR)],
        )
      await queue(1_000_000)
      await world.node.webhooks.sweep()
      const status = async () => (await view(webhookId)).status
      expect(await status()).toBe('off')
      await world.must('PATCH', `${path}/${webhookId}`, { status: 'on' })
      await world.node.webhooks.sweep()
      expect(await status()).toBe('on')
      await world.db.query(`update webhook_delivery set next_at = $1 where message_no = 1000001`, [toInstant(NOON)])
      await settle()
      expect(receiver.requests).toHaveLength(2)
      await queue(2_000_000)
      await world.node.webhooks.sweep()
      expect(await status()).toBe('off')
    })

    test('by hand: nothing is sent, what waits goes out afterwards', async () => {
      const { webhookId } = await make(['member.joined'])
      await world.must('PATCH', `${path}/${webhookId}`, { status: 'off' })
      await world.join('ann')
      await settle()
      expect(receiver.requests).toHaveLength(0)
      expect(await view(webhookId)).toMatchObject({ off: { reason: 'manual' }, waiting: 0 })
      expect(await world.refusal('POST', `${path}/${webhookId}/replay`, { since: toInstant(NOON) })).toBe(
        '409 webhook_off',
      )
    })
  })

  describe('replay', () => {
    test('since an instant: what was missed, or everything, in pieces with a cursor', async () => {
      const { webhookId } = await make(['member.joined', 'member.left'])
      for (const user of ['ann', 'bob', 'cai']) await world.join(user)
      await settle()
      const replay = (body: object) => world.must('POST', `${path}/${webhookId}/replay`, body)
      expect(await replay({ since: toInstant(NOON) })).toEqual({ queued: 0, nextCursor: null })
      expect(await replay({ since: toInstant(NOON + 1), include: 'all' })).toEqual({ queued: 0, nextCursor: null })
      expect(await replay({ since: toInstant(NOON), include: 'all' })).toEqual({ queued: 3, nextCursor: null })
      await settle()
      expect(receiver.requests).toHaveLength(6)
      expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(3)
      // another endpoint of the same owner is filled with what he was told before
      const second = await make(['member.joined'])
      expect(await world.must('POST', `${path}/${second.webhookId}/replay`, { since: toInstant(NOON) })).toMatchObject({
        queued: 3,
      })
    })

    test('of another owner nothing', async () => {
      await world.owner('wei')
      await make(['member.joined'])
      await world.join('ann')
      await settle()
      const other = await make(['member.joined'], '/v1/clubs/wei/webhooks')
      const replayed = await world.must('POST', `/v1/clubs/wei/webhooks/${other.webhookId}/replay`, {
        since: toInstant(NOON),
        include: 'all',
      })
      expect(replayed).toMatchObject({ queued: 0 })
    })
  })

  describe('secrets', () => {
    test('shown once, never again: not in views, deliveries, the store or the log', async () => {
      const { secret, webhookId } = await make(['member.joined'])
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
      receiver.answer(({ headers }) => ({ status: 500, body: `${JSON.stringify(headers)} ${secret}` }))
      await world.join('ann')
      await settle()
      const shown = [
        await world.call('GET', path),
        await world.call('GET', `${path}/${webhookId}`),
        await world.call('GET', `${path}/${webhookId}/deliveries`),
        await world.call('POST', `${path}/${webhookId}/test`),
      ]
      const stored = await world.db.query(
        'select e::text as e, d::text as d from webhook_endpoint e, webhook_delivery d',
      )
      for (const text of [JSON.stringify(shown), JSON.stringify(stored)]) {
        expect(text).not.toContain(secret)
        expect(text).not.toContain(secret.slice('whsec_'.length))
      }
      const signature = receiver.requests[0]?.headers['webhook-signature'] ?? ''
      expect(JSON.stringify(shown)).not.toContain(signature)
    })

    test('asked again under its Idempotency-Key, a rotation whose answer nobody heard is no second one', async () => {
      const { webhookId, secret } = await make(['member.joined'])
      const rotate = async () => {
        const headers = { 'idempotency-key': 'rotate-1' }
        const answer = await world.call<{ secret: string }>(
          'POST',
          `${path}/${webhookId}/rotate-secret`,
          { graceHours: 24 },
          { headers },
        )
        return answer.body.secret
      }
      const first = await rotate()
      expect(first).not.toBe(secret)
      // the node died when it was committed, before it had answered
      await world.db.query(`update idempotency set status = null, sealed = null`)
      expect(await rotate()).toBe(first)
    })

    test('rotated: both sign for a while, then the new one alone', async () => {
      const { secret: before, webhookId } = await make(['member.joined'])
      type Rotated = { secret: string; previousSecretUntil: string | null }
      const rotate = (body: object) => world.must<Rotated>('POST', `${path}/${webhookId}/rotate-secret`, body)
      const { secret, previousSecretUntil } = await rotate({})
      expect(Date.parse(previousSecretUntil ?? '') - Date.now()).toBeGreaterThan(23.9 * HOUR)
      await world.join('ann')
      await settle()
      const [one] = receiver.requests
      if (one === undefined) throw new Error('nothing came')
      expect([verifies(before, one), verifies(secret, one)]).toEqual([true, true])
      expect((await view(webhookId)).previousSecretUntil).toBe(previousSecretUntil)
      const last = await rotate({ graceHours: 0 })
      await world.join('bob')
      await settle()
      const two = receiver.requests[1]
      if (two === undefined) throw new Error('nothing came')
      expect([before, secret, last.secret].map((each) => verifies(each, two))).toEqual([false, false, true])
    })

    test('a secret that the deployment’s key no longer opens is told, not guessed', async () => {
      const { webhookId } = await make(['member.joined'])
      await world.db.query(`update webhook_endpoint set secret = 'v1.${'A'.repeat(80)}'`)
      await world.join('ann')
      await settle()
      expect(receiver.requests).toHaveLength(0)
      expect((await deliveries(webhookId))[0]).toMatchObject({ status: 'waiting', last: { error: 'secret' } })
      expect(await world.refusal('POST', `${path}/${webhookId}/test`)).toBe('409 webhook_secret_unreadable')
    })
  })

  describe('looking after endpoints', () => {
    test('a trial is signed, tells what came back, and leaves no delivery', async () => {
      const { secret, webhookId } = await make(['member.joined'])
      receiver.answer({ status: 418, body: 'teapot' })
      expect(await world.must('POST', `${path}/${webhookId}/test`)).toMatchObject({
        delivered: false,
        status: 418,
        error: 'status',
        response: 'teapot',
      })
      const [one] = receiver.requests
      expect(one?.type).toBe('webhook.tested')
      expect(one !== undefined && verifies(secret, one)).toBe(true)
      expect(await deliveries(webhookId)).toEqual([])
      expect((await view(webhookId)).failing).toBeNull()
    })

    test('changed, listed, removed', async () => {
      const { webhookId } = await make(['member.joined'], path, { description: '仓库' })
      const changed = { description: '', types: ['member.left'], url: `${receiver.url}?x=${'y'.repeat(1_500)}` }
      expect(await world.must('PATCH', `${path}/${webhookId}`, changed)).toMatchObject(changed)
      expect(await world.must('GET', path)).toMatchObject({ items: [{ webhookId, ...changed }], nextCursor: null })
      await world.join('ann')
      await world.leave('ann')
      await settle()
      expect(types()).toEqual(['member.left'])
      expect(await world.must('DELETE', `${path}/${webhookId}`)).toEqual({ webhookId })
      expect(await world.refusal('GET', `${path}/${webhookId}`)).toBe('404 webhook_unknown')
      await world.join('bob')
      await settle()
      expect(receiver.requests).toHaveLength(1)
    })

    test('deliveries come in pages, newest first, by state', async () => {
      const { webhookId } = await make(['member.joined'])
      receiver.answer(({ data }) => ({ status: data['userId'] === 'bob' ? 500 : 200 }))
      for (const user of ['ann', 'bob', 'cai']) await world.join(user)
      await settle()
      const page = await world.must<Deliveries>('GET', `${path}/${webhookId}/deliveries?limit=2`)
      const rest = await world.must<Deliveries>(
        'GET',
        `${path}/${webhookId}/deliveries?limit=2&cursor=${String(page.nextCursor)}`,
      )
      const users = [...page.items, ...rest.items].map(
        ({ body }) => (JSON.parse(body) as { data: { userId: string } }).data.userId,
      )
      expect(users).toEqual(['cai', 'bob', 'ann'])
      expect(rest.nextCursor).toBeNull()
      expect(await deliveries(webhookId, '?status=waiting')).toHaveLength(1)
      expect(await deliveries(webhookId, '?status=delivered')).toHaveLength(2)
      expect(await deliveries(webhookId, '?status=failed')).toHaveLength(0)
    })

    test('another owner sees and does nothing; staff need the right', async () => {
      await world.owner('wei')
      const { webhookId } = await make(['member.joined'])
      await world.join('ann')
      await settle()
      const [delivery] = await deliveries(webhookId)
      const wei = await world.token('owner', 'wei')
      const staff = await world.token('staff', 's1', { ownerId: 'luo', permissions: ['rooms', 'staff'] })
      const right = await world.token('staff', 's2', { ownerId: 'luo', permissions: ['webhooks'] })
      const luo = await world.token('owner', 'luo')
      const calls = [
        ['GET', ''],
        ['GET', '/deliveries'],
        ['PATCH', '', { description: 'mine' }],
        ['POST', '/rotate-secret', {}],
        ['POST', '/test'],
        ['POST', '/replay', { since: toInstant(NOON) }],
        ['POST', `/deliveries/${String(delivery?.deliveryId)}/replay`],
        ['DELETE', ''],
      ] as const
      for (const [method, rest, body] of calls) {
        // by the right owner's path with the wrong person, and by the wrong owner's path with the right person
        expect(await world.refusal(method, `${path}/${webhookId}${rest}`, body, { as: wei })).toBe('403 forbidden')
        expect(await world.refusal(method, `${path}/${webhookId}${rest}`, body, { as: staff })).toBe('403 forbidden')
        const theirs = `/v1/clubs/wei/webhooks/${webhookId}${rest}`
        expect(await world.refusal(method, theirs, body, { as: wei })).toBe('404 webhook_unknown')
        expect(await world.refusal(method, `/v1/webhooks/${webhookId}${rest}`, body)).toBe('404 webhook_unknown')
        expect(await world.refusal(method, `/v1/webhooks/${webhookId}${rest}`, body, { as: luo })).toBe('403 forbidden')
      }
      expect(await world.must('GET', '/v1/clubs/wei/webhooks', undefined, { as: wei })).toMatchObject({ items: [] })
      expect((await world.call('GET', path, undefined, { as: right })).status).toBe(200)
      expect(await view(webhookId)).toMatchObject({ description: '' })
    })

    test('bad input has a code and no effect', async () => {
      const body = { url: receiver.url, types: ['member.joined'] }
      const refused = (more: object) => world.refusal('POST', path, { ...body, ...more })
      for (const url of [
        'http://example.com/',
        'ftp://x/',
        'x',
        'https://u:p@example.com/',
        'https://169.254.169.254/',
      ])
        expect([url, await refused({ url })]).toEqual([url, '422 webhook_url_refused'])
      expect(await refused({ url: '' })).toBe('422 malformed')
      expect(await refused({ url: `https://example.com/${'x'.repeat(2_048)}` })).toBe('422 malformed')
      expect(await refused({ types: [] })).toBe('422 malformed')
      expect(await refused({ types: ['member.joined', 'member.joined'] })).toBe('422 malformed')
      expect(await refused({ types: ['webhook.tested'] })).toBe('422 malformed')
      expect(await refused({ description: 'x'.repeat(201) })).toBe('422 malformed')
      expect(await world.refusal('POST', '/v1/clubs/nobody/webhooks', body)).toBe('404 unknown_owner')
      expect(await world.must('GET', path)).toMatchObject({ items: [] })
      const { webhookId } = await make(['member.joined'])
      const one = `${path}/${webhookId}`
      expect(await world.refusal('PATCH', one, { status: 'gone' })).toBe('422 malformed')
      expect(await world.refusal('PATCH', one, { url: 'https://10.0.0.1.nobody.invalid/' })).toBe(
        '422 webhook_url_refused',
      )
      expect(await world.refusal('POST', `${one}/rotate-secret`, { graceHours: 169 })).toBe('422 malformed')
      expect(await world.refusal('POST', `${one}/replay`, {})).toBe('422 malformed')
      expect(await world.refusal('POST', `${one}/replay`, { since: 'yesterday' })).toBe('422 malformed')
      expect(await world.refusal('POST', `${one}/deliveries/${webhookId}/replay`)).toBe('404 not_found')
      expect(await world.refusal('GET', `${path}/not-a-uuid`)).toBe('422 malformed')
      expect((await world.call('GET', `${one}/deliveries?cursor=nonsense`)).status).toBe(200)
      expect(await view(webhookId)).toMatchObject({ url: receiver.url, status: 'on' })
    })

    test('so many and no more', async () => {
      for (let count = 0; count < 20; count += 1) await make(['member.joined'])
      expect(await world.refusal('POST', path, { url: receiver.url, types: ['member.left'] })).toBe('409 webhook_limit')
      await world.owner('wei')
      await make(['member.joined'], '/v1/clubs/wei/webhooks')
    })
  })

  test('PLT-4: messages are kept for so long, and the outbox as long as webhooks have not read it', async () => {
    const { webhookId } = await make(['member.joined'])
    await world.join('ann')
    await settle()
    await world.db.query(`update webhook_message set kept_at = now() - interval '6 days 23 hours'`)
    await world.node.webhooks.sweep()
    expect(await deliveries(webhookId)).toHaveLength(1)
    await world.db.query(`update webhook_message set kept_at = now() - interval '7 days 1 hour'`)
    await world.node.webhooks.sweep()
    expect(await deliveries(webhookId)).toEqual([])
    const left = await world.db.query('select 1 from webhook_delivery union all select 1 from webhook_message')
    expect(left).toEqual([])
    // a message older than a day that nobody has read yet stays; a newer node is to read it, so that ours does not meanwhile
    await otherNode('99.0.0')
    await world.db.query(
      `insert into outbox (topic, kind, body, at) values ('member:luo:bob', 'member.joined', '{"scene":"profile"}', now() - interval '25 hours')`,
    )
    const unread = async (): Promise<string[]> =>
      (await world.db.query<{ topic: string }>(`select topic from outbox where kind = 'member.joined'`)).map(
        (row) => row.topic,
      )
    await sweepOutbox(world.db, 24, 1_000)
    expect(await unread()).toContain('member:luo:bob')
    await world.db.query('update node set stopped_at = now()')
    await settle()
    await sweepOutbox(world.db, 24, 1_000)
    expect(await unread()).not.toContain('member:luo:bob')
    expect(receiver.requests.map(({ data }) => data['userId'])).toEqual(['ann', 'bob'])
  })
})
