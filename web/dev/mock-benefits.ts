import type { CampaignView, MemberBenefit, RedPacketView } from '../fan/data/benefit-views.ts'
import { bag, benefits, entitlements, memberBenefits, packet, part } from './benefit-fixtures.ts'

/** What the mock server answers about benefits. `luo` has everything, `newcomer` nothing, `broken` fails. */
type Answer = readonly [status: number, body: unknown]
type Tell = (topic: string, kind: string, body: unknown) => void

const yuan = (value: number) => ({ value, currency: 'CNY' })
const list = (items: readonly unknown[]) => ({ items, nextCursor: null })
const problem = (status: number, code: string): Answer => [status, { type: 'about:blank', title: code, status, code }]
const me = 'guest-1'
const start = Date.parse('2026-03-01T10:30:00Z')
const began = Date.now()
/** The mock's own evening, which begins when it does. */
export const mockNow = (): number => start + Date.now() - began
const soon = (seconds: number): string => new Date(mockNow() + seconds * 1_000).toISOString()

let mine: MemberBenefit[] = benefits()
let points = 860
const wishes = [42, 17, 8]
const exchange: CampaignView = bag({
  campaignId: 'ex-1',
  kind: 'pointsExchange',
  name: '积分换好茶',
  sessionId: null,
  endsAt: '2026-03-31T16:00:00Z',
  prizes: [
    { name: '桂花米糕 六枚', quota: 50, worth: yuan(3_990), points: 600, left: 12 },
    {
      name: '手拉坯青瓷盖碗,限量签名款,附桐木茶盘与一整套品茗杯和礼盒装',
      quota: 5,
      worth: yuan(23_900),
      points: 4_800,
      left: 5,
    },
    { name: '山茶花护手霜', quota: 10, worth: yuan(4_550), points: 300, left: 0 },
  ],
  severalPerUser: true,
  mine: part(),
})
const wish: CampaignView = bag({
  campaignId: 'wish-1',
  kind: 'wishList',
  name: '下一场想看什么',
  sessionId: null,
  endsAt: '2026-03-08T12:00:00Z',
  prizes: ['白茶饼', '岩茶小罐', '茶宠盲盒'].map((name) => ({ name, quota: 1, worth: yuan(0), left: 1 })),
  mine: part(),
})
const winners = [
  { userId: 'fan-3', name: 'Mia', prize: 0, entry: 117, orderId: null, worth: null, delivered: false },
  { userId: me, name: '小满', prize: 0, entry: 204, orderId: null, worth: null, delivered: false },
  {
    userId: 'fan-6',
    name: '一个名字特别特别长的粉丝朋友她说名字可以有四十个字那么长真的',
    prize: 1,
    entry: 31,
    orderId: null,
    worth: null,
    delivered: false,
  },
]
let room: CampaignView[] = [bag({ endsAt: soon(300) })]
let packets: RedPacketView[] = [packet()]

/** The bag and the packet at a press of a button: `POST /mock/{what}`. */
export function stage(what: string, tell: Tell): Answer {
  const topic = 'session:luo-s1'
  if (what === 'draw') {
    room = room.map((one) =>
      bag({ ...one, status: 'drawn', winners, winnersCount: winners.length, mine: part({ entered: true, won: [0] }) }),
    )
    tell(topic, 'campaign.drawn', { campaignId: 'bag-1' })
  }
  if (what === 'close') {
    room = room.map((one) => bag({ ...one, status: 'closed', mine: part({ entered: true }) }))
    tell(topic, 'campaign.closed', { campaignId: 'bag-1' })
  }
  if (what === 'many') {
    const more = [1, 2, 3].map((n) =>
      bag({ campaignId: `bag-m${n}`, kind: n === 2 ? 'draw' : 'luckyBag', endsAt: soon(400 * n) }),
    )
    room = [...room, ...more]
    packets = [...packets, packet({ packetId: 'packet-2', fromLevel: 6, greeting: null, split: 'equal' })]
    tell(topic, 'campaign.started', { campaignId: 'bag-m1' })
    tell(topic, 'packet.opened', { packetId: 'packet-2' })
  }
  if (what === 'empty') packets = packets.map((one) => packet({ ...one, status: 'empty', mine: null }))
  if (what === 'quiet') [room, packets] = [[], []]
  if (what === 'opened') tell(`member:luo:${me}`, 'benefit.opened', { benefitIds: ['b3', 'b4'] })
  if (what === 'reset') [room, packets, mine] = [[bag({ endsAt: soon(300) })], [packet()], benefits()]
  return [200, {}]
}

/** One call, or undefined where it is not about benefits. */
export function benefitRoute(
  method: string,
  path: string,
  body: Record<string, unknown>,
  query: URLSearchParams,
): Answer | undefined {
  const [, , first = '', id = '', third = '', fourth = '', fifth = '', sixth = '', seventh = ''] = path.split('/')
  if (path === '/v1/sandbox/clock') return [200, { now: new Date(mockNow()).toISOString(), rate: 1 }]
  if (first === 'users' && third !== '') return ofUser(third, method)
  if (first === 'red-packets') return ofPacket(id, third, query.get('ownerId'))
  const campaign = [...room, exchange, wish].find(({ campaignId }) => campaignId === id)
  if (first === 'campaigns' && third === '' && campaign !== undefined) return [200, campaign]
  if (first === 'campaigns') return ofCampaign(id, third, body)
  if (first !== 'clubs') return undefined
  if (id === 'broken' && third !== '') return problem(500, 'internal')
  if (third === 'ladder') return [200, { ownerId: id, mode: 'shopping', items: id === 'newcomer' ? [] : benefits() }]
  if (third === 'campaigns') {
    const [kind, sessionId] = [query.get('kind'), query.get('sessionId')]
    const wanted = [...room, exchange, wish].filter(
      (one) => (kind === null || one.kind === kind) && (sessionId === null || one.sessionId === sessionId),
    )
    return [200, list(id === 'luo' ? wanted : [])]
  }
  if (third !== 'members') return undefined
  if (fifth === 'points') return sixth === 'ledger' ? [200, list(id === 'luo' ? pointsRows : [])] : [200, pointsNow(id)]
  if (fifth !== 'benefits') return undefined
  if (seventh === 'claim') return claim(sixth, fourth)
  return [200, memberBenefits(id === 'luo' ? mine : [])]
}

const pointsNow = (ownerId: string) => ({
  userId: me,
  ownerId,
  balance: ownerId === 'luo' ? points : 0,
  earned: ownerId === 'luo' ? 1_460 : 0,
  spent: ownerId === 'luo' ? 1_460 - points : 0,
})
const pointsRows = [
  ['spent', -600, 860, 'ex-1', null],
  ['granted', 200, 1_460, null, '生日快乐,多谢一路陪伴'],
  ['taken', -40, 1_260, null, null],
  ['earned', 1_300, 1_300, null, null],
].map(([kind, delta, balance, campaignId, reason], index) => {
  return { id: `pt${index}`, at: `2026-02-2${8 - index}T10:00:00Z`, kind, delta, balance, campaignId, reason }
})

function claim(benefitId: string, _userId: string): Answer {
  const found = mine.find((one) => one.benefitId === benefitId)
  if (found === undefined) return problem(404, 'not_found')
  if (benefitId === 'b4') return problem(409, 'out_of_stock')
  const taken = {
    ...found,
    state: 'claimed' as const,
    entitlementId: `e-${benefitId}`,
    claimedAt: soon(0),
    expiresAt: soon(604_800),
  }
  mine = mine.map((one) => (one.benefitId === benefitId ? taken : one))
  return [201, entitlements([taken])[0]]
}

function ofUser(what: string, method: string): Answer | undefined {
  if (what === 'entitlements') return [200, list(entitlements(mine))]
  if (what === 'balance')
    return [
      200,
      { userId: me, items: [{ currency: 'CNY', available: yuan(2_388), payingOut: yuan(1_000), paidOut: yuan(500) }] },
    ]
  if (what !== 'payouts') return undefined
  if (method === 'POST') return [201, {}]
  const rows = (['requested', 'failed', 'done'] as const).map((status, index) => ({
    payoutId: `p${index}`,
    userId: me,
    amount: yuan(1_000 - index * 250),
    status,
    requestedAt: `2026-02-2${8 - index}T10:00:00Z`,
    decidedAt: null,
    reference: null,
    reason: status === 'failed' ? '收款账户未实名' : null,
  }))
  return [200, list(rows)]
}

function ofPacket(id: string, what: string, ownerId: string | null): Answer {
  if (id === '') return [200, list(ownerId === 'luo' ? packets : [])]
  const found = packets.find((one) => one.packetId === id)
  if (found === undefined) return problem(404, 'not_found')
  if (what !== 'claim') return [200, found]
  if (found.status === 'empty') return problem(409, 'empty')
  const amount = yuan(388)
  const own = { userId: me, name: '小满', amount, at: soon(2), best: false }
  packets = packets.map((one) =>
    one === found ? { ...one, mine: amount, sharesClaimed: 22, claims: [own, ...one.claims] } : one,
  )
  return [200, { packetId: id, amount }]
}

function ofCampaign(id: string, what: string, body: Record<string, unknown>): Answer {
  if (what === 'wishes') return [200, { items: wishes.map((count, prize) => ({ prize, wishes: count })) }]
  if (what === 'winners') return [200, list(winners)]
  const prize = typeof body['prize'] === 'number' ? body['prize'] : null
  if (id === 'wish-1' && prize !== null) {
    wishes[prize] = (wishes[prize] ?? 0) + 1
    Object.assign(wish, { mine: part({ entered: true, prize }) })
  }
  if (id === 'ex-1') points -= exchange.prizes[prize ?? 0]?.points ?? 0
  room = room.map((one) =>
    one.campaignId === id ? { ...one, mine: part({ entered: true }), entries: one.entries + 1 } : one,
  )
  return [201, {}]
}

/** The fan met what the bag asks for. */
export function meet(key: string): void {
  room = room.map((one) => {
    const missing = one.mine?.missing.filter((each) => each !== key) ?? []
    return one.mine?.entered === true ? one : { ...one, mine: part({ ...one.mine, missing }) }
  })
}
