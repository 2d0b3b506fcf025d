import type { paths } from '../sdk/schema.gen.ts'

type Benefit = paths['/v1/clubs/{ownerId}/benefits']['post']['requestBody']['content']['application/json']

/** What an owner of the demo offers (BEN-1, BEN-10). */
export interface Offers {
  readonly benefits: readonly Benefit[]
  /** what viewers write to take part in a lucky bag */
  readonly phrases: readonly string[]
  /** what can be had for points, by price */
  readonly shelf: readonly { readonly name: string; readonly worthFen: number; readonly points: number }[]
  readonly wishes: readonly string[]
}

const yuan = (value: number) => ({ value, currency: 'CNY' })
const coupon = (
  name: string,
  audience: Benefit['audience'],
  minimum: number,
  off: number,
  validDays: number,
): Benefit => ({
  kind: 'coupon',
  name,
  audience,
  budget: yuan(500_000),
  coupon: { minimum: yuan(minimum), off: yuan(off), validDays },
})
const welcome = coupon('入团礼:5 元券', { firstJoin: true }, 3_900, 500, 30)

/** By owner; whoever is not named offers nothing. */
export const offersOf: Readonly<Record<string, Offers>> = {
  xiaoman: {
    benefits: [
      welcome,
      coupon('满 99 减 15', { minLevel: 2 }, 9_900, 1_500, 7),
      { kind: 'honour', name: '微风进场', audience: { minLevel: 3 }, honour: 'entryEffect', style: 'breeze' },
      {
        kind: 'service',
        name: '优先发货',
        description: '订单排在最前面打包,18 点前付款当天发。',
        audience: { minLevel: 4 },
      },
      { kind: 'redPacket', name: '升级红包', audience: { minLevel: 5 }, amount: yuan(200), budget: yuan(40_000) },
      {
        kind: 'coupon',
        name: '铁粉九折券',
        audience: { tier: '铁粉' },
        stock: 300,
        coupon: { minimum: yuan(19_900), percentOff: 10, atMost: yuan(6_000), validDays: 14 },
      },
      { kind: 'product', name: '铁粉先买:盖毯', audience: { tier: '铁粉' }, products: ['xm-9'] },
      { kind: 'honour', name: '极光升级', audience: { tier: '钻粉' }, honour: 'levelUpEffect', style: 'aurora' },
    ],
    phrases: ['今晚一起慢慢炖', '阳台的香草发芽了', '被子要晒两次'],
    shelf: [
      { name: '亚麻杯垫 两枚', worthFen: 1_900, points: 200 },
      { name: '香薰蜡烛 小样', worthFen: 3_900, points: 600 },
    ],
    wishes: ['烤箱菜专场', '小阳台改造', '旧物翻新'],
  },
  shanye: {
    benefits: [
      welcome,
      coupon('满 88 减 10', { minLevel: 2 }, 8_800, 1_000, 7),
      { kind: 'honour', name: '灯火进场', audience: { minLevel: 3 }, honour: 'entryEffect', style: 'lantern' },
      { kind: 'service', name: '随单送试饮', description: '每单附两泡新到的茶。', audience: { minLevel: 4 } },
      coupon('铁粉券:满 299 减 60', { tier: '铁粉' }, 29_900, 6_000, 14),
      { kind: 'product', name: '铁粉先买:明前龙井', audience: { tier: '铁粉' }, products: ['sy-10'] },
      { kind: 'honour', name: '桂冠徽章', audience: { tier: '钻粉' }, honour: 'badge', style: 'laurel' },
    ],
    phrases: ['先闻香再喝汤', '老茶配好水', '山里的雾散了'],
    shelf: [
      { name: '单泡茶样 三款', worthFen: 1_500, points: 200 },
      { name: '德化白瓷品茗杯', worthFen: 4_900, points: 800 },
    ],
    wishes: ['白茶开饼', '岩茶教学', '茶器专场'],
  },
  alan: {
    benefits: [
      { kind: 'honour', name: '流星进场', audience: { minLevel: 2 }, honour: 'entryEffect', style: 'comet' },
      { kind: 'service', name: '优先点歌', description: '每场可以先点一首。', audience: { minLevel: 3 } },
      { kind: 'honour', name: '涟漪升级', audience: { minLevel: 4 }, honour: 'levelUpEffect', style: 'ripple' },
    ],
    phrases: ['再唱一首老歌', '海浪与指弹'],
    shelf: [{ name: '手写歌词卡', worthFen: 1_000, points: 200 }],
    wishes: ['民谣专场', '指弹教学'],
  },
}
