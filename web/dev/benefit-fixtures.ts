import type { CampaignView, EntitlementView, MemberBenefit, RedPacketView } from '../fan/data/benefit-views.ts'
import type { MemberBenefits } from '../fan/data/benefit-views.ts'

/** Made-up benefits, bags and packets: one of every kind and state, for looking at pages and for unit tests. */

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** A fan's own part in a campaign, with `over` put over it. */
export const part = (over: Partial<NonNullable<CampaignView['mine']>> = {}): NonNullable<CampaignView['mine']> => ({
  entered: false,
  missing: [],
  watchedSeconds: 0,
  entryHash: null,
  salt: null,
  nonce: null,
  proofUserId: null,
  prize: null,
  won: [],
  given: [],
  ...over,
})

/** A lucky bag that runs, with `over` put over it. */
export const bag = (over: Partial<CampaignView> = {}): CampaignView => ({
  campaignId: 'bag-1',
  ownerId: 'luo',
  kind: 'luckyBag',
  name: '春茶开箱福袋',
  status: 'running',
  sessionId: 'luo-s1',
  startsAt: '2026-03-01T10:25:00Z',
  endsAt: '2026-03-01T10:40:00Z',
  conditions: { membersOnly: true, phrase: '春茶上新啦', watchMinutes: 5 },
  prizes: [
    { name: '明前龙井 50g 罐装', quota: 3, worth: yuan(14_999), left: 3 },
    { name: '桂花米糕 六枚', quota: 10, worth: yuan(3_990), left: 10 },
  ],
  severalPerUser: false,
  entries: 286,
  joined: 41,
  proof: null,
  winners: [],
  winnersCount: 0,
  deliveredCount: 0,
  mine: part({ missing: ['phrase', 'watch'], watchedSeconds: 190 }),
  ...over,
})

/** A packet that can be opened, with `over` put over it. */
export const packet = (over: Partial<RedPacketView> = {}): RedPacketView => ({
  packetId: 'packet-1',
  ownerId: 'luo',
  sessionId: 'luo-s1',
  groupId: null,
  subGroupId: null,
  allGroups: false,
  messageId: null,
  split: 'lucky',
  status: 'open',
  total: yuan(20_000),
  count: 50,
  claimed: yuan(8_231),
  remaining: yuan(11_769),
  returned: yuan(0),
  sharesClaimed: 21,
  fromLevel: null,
  greeting: '今晚的茶,我请',
  openedAt: '2026-03-01T10:29:00Z',
  expiresAt: '2026-03-02T10:29:00Z',
  claims: [
    { userId: 'fan-3', name: 'Mia', amount: yuan(1_288), at: '2026-03-01T10:29:40Z', best: true },
    { userId: 'fan-1', name: '阿哲', amount: yuan(66), at: '2026-03-01T10:29:30Z', best: false },
    {
      userId: 'fan-6',
      name: '一个名字特别特别长的粉丝朋友她说名字可以有四十个字那么长真的',
      amount: yuan(1),
      at: '2026-03-01T10:29:20Z',
      best: false,
    },
  ],
  mine: null,
  ...over,
})

const face = {
  description: null,
  claimFrom: null,
  claimUntil: null,
  withdrawAt: null,
  missing: 0,
  claimedAt: null,
  expiresAt: null,
  left: null,
}

/** Every kind and state, for a fan of level 3 with 649 points. */
export const benefits = (): MemberBenefit[] => [
  {
    ...face,
    benefitId: 'b1',
    kind: 'coupon',
    name: '入团礼:无门槛 5 元券',
    audience: { firstJoin: true },
    fromLevel: 1,
    coupon: { minimum: yuan(500), off: yuan(500), validDays: 30 },
    state: 'used',
    entitlementId: 'e1',
    claimedAt: '2026-02-11T12:01:00Z',
    expiresAt: '2026-03-13T12:01:00Z',
  },
  {
    ...face,
    benefitId: 'b2',
    kind: 'coupon',
    name: '满 99 减 20',
    audience: { minLevel: 2 },
    fromLevel: 2,
    coupon: { minimum: yuan(9_900), off: yuan(2_000), validDays: 7 },
    state: 'claimed',
    entitlementId: 'e2',
    claimedAt: '2026-02-26T09:00:00Z',
    expiresAt: '2026-03-05T09:00:00Z',
    code: '7KQ4M2XTB9WZ',
  },
  {
    ...face,
    benefitId: 'b3',
    kind: 'coupon',
    name: '全场 85 折券,最多减 50 元,粉丝专享春茶季限定款(含盖碗、茶盘与所有新茶)',
    audience: { minLevel: 3 },
    fromLevel: 3,
    claimUntil: '2026-03-08T12:00:00Z',
    coupon: { minimum: yuan(0), percentOff: 15, atMost: yuan(5_000), validDays: 7, products: ['p1', 'p2', 'p4'] },
    state: 'claimable',
    left: 12,
  },
  {
    ...face,
    benefitId: 'b4',
    kind: 'service',
    name: '优先发货',
    description: '你的订单排在最前面打包,当天 18 点前付款当天发。',
    audience: { minLevel: 3 },
    fromLevel: 3,
    state: 'claimable',
  },
  {
    ...face,
    benefitId: 'b5',
    kind: 'luckyBag',
    name: '春茶福袋入场券',
    audience: { minLevel: 3 },
    fromLevel: 3,
    state: 'claimable',
    left: 0,
  },
  {
    ...face,
    benefitId: 'b6',
    kind: 'honour',
    name: '微风进场',
    audience: { minLevel: 4 },
    fromLevel: 4,
    honour: 'entryEffect',
    style: 'breeze',
    state: 'locked',
    missing: 151,
  },
  {
    ...face,
    benefitId: 'b7',
    kind: 'redPacket',
    name: '升级红包',
    audience: { minLevel: 4 },
    fromLevel: 4,
    amount: yuan(660),
    state: 'lapsed',
    missing: 151,
  },
  {
    ...face,
    benefitId: 'b8',
    kind: 'product',
    name: '铁粉专享:青瓷盖碗',
    audience: { tier: '铁粉' },
    fromLevel: 6,
    products: ['p2'],
    state: 'locked',
    missing: 3_351,
    withdrawAt: '2026-03-20T12:00:00Z',
  },
  {
    ...face,
    benefitId: 'b9',
    kind: 'coupon',
    name: '三月新茶券',
    audience: { minLevel: 2 },
    fromLevel: 2,
    claimFrom: '2026-03-05T02:00:00Z',
    coupon: { minimum: yuan(19_900), off: yuan(5_000), validUntil: '2026-03-31T16:00:00Z' },
    state: 'locked',
  },
  {
    ...face,
    benefitId: 'b10',
    kind: 'coupon',
    name: '元宵券',
    audience: { minLevel: 1 },
    fromLevel: 1,
    coupon: { minimum: yuan(3_900), off: yuan(800), validDays: 3 },
    state: 'expired',
    entitlementId: 'e10',
    claimedAt: '2026-02-13T12:00:00Z',
    expiresAt: '2026-02-16T12:00:00Z',
  },
]

/** The list as the server sends it. */
export const memberBenefits = (items = benefits()): MemberBenefits => ({ mode: 'shopping', level: 3, items })

/** The same in the wallet. */
export const entitlements = (items: readonly MemberBenefit[]): EntitlementView[] =>
  items.flatMap(({ entitlementId, missing: _missing, left: _left, code, ...item }) =>
    entitlementId === undefined
      ? []
      : [
          {
            ...item,
            entitlementId,
            ownerId: 'luo',
            ownerName: 'Luo 的好物间',
            userId: 'guest-1',
            orderId: null,
            off: item.state === 'used' ? yuan(500) : null,
            code: code ?? null,
          },
        ],
  )
