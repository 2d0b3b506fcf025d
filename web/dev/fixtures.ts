import type { ClubView, LedgerEntry, MemberView, ScreenLine } from '../../src/contract/views.ts'
import { tiers, type Mode, type Task } from '../../src/contract/words.ts'

/** Made-up clubs for looking at pages without a server: one owner per situation that a page must draw well. */
export const scenarios = {
  luo: { name: 'Luo 的好物间', mode: 'shopping', live: true },
  xingchen: { name: '星辰不打烊', mode: 'live', live: true },
  quiet: { name: '安静小店', mode: 'shopping', live: false },
  long: { name: '一家名字非常非常长的手工陶瓷与茶器旗舰店(杭州龙井路十八号总店)', mode: 'shopping', live: true },
  newcomer: { name: '新来的主播', mode: 'shopping', live: true },
  slow: { name: '慢慢来', mode: 'shopping', live: true },
  broken: { name: '坏掉的店', mode: 'shopping', live: true },
} as const satisfies Record<string, { name: string; mode: Mode; live: boolean }>
export type Scenario = keyof typeof scenarios

const thresholds = [
  0, 100, 300, 800, 2_000, 4_000, 7_000, 11_000, 16_000, 22_000, 30_000, 40_000, 52_000, 66_000, 82_000, 100_000,
  125_000, 160_000, 210_000, 280_000,
]
export const today = '2026-03-01'

/** Level, tier and title of a balance (LVL-2 defaults). */
export function standing(intimacy: number) {
  const level = thresholds.filter((at) => at <= intimacy).length
  const tier = tiers[Math.floor((level - 1) / 5)] ?? '新粉'
  const at = thresholds[level]
  const next = at === undefined ? null : { level: level + 1, at, missing: at - intimacy }
  return { level, tier, title: `Lv${level}${tier}`, next }
}

export function levels(mode: Mode) {
  const items = thresholds.map((from, index) => {
    const { tier, title, level } = standing(from)
    return {
      level,
      tier,
      title,
      from,
      to: thresholds[index + 1] ?? null,
      members: Math.round(9_000 / (index + 1) ** 2.6),
    }
  })
  return { ruleSetVersion: 1, mode, items }
}

export function club(ownerId: Scenario): ClubView {
  const { name, mode, live } = scenarios[ownerId]
  return {
    ownerId,
    kind: ownerId === 'quiet' || ownerId === 'long' ? 'merchant' : 'creator',
    name,
    currency: 'CNY',
    mode,
    badge: { name: mode === 'shopping' ? '购物团' : '星星' },
    members: ownerId === 'newcomer' ? 0 : 12_480,
    purchaseTask: { on: mode === 'shopping', phase: 1, share: 0.2 },
    ruleSet: { version: 1 },
    timeZone: 'Asia/Shanghai',
    live: live ? { sessionId: `${ownerId}-s1`, title: '今晚七点,春茶开箱', startedAt: '2026-03-01T09:00:00Z' } : null,
  }
}

type Rule = readonly [task: Task, cap: number, points: number, per: number]
const shoppingRules: readonly Rule[] = [
  ['watch', 100, 50, 300],
  ['comment', 15, 5, 1],
  ['like', 10, 5, 20],
  ['share', 10, 5, 1],
  ['browse', 10, 2, 1],
  ['cart', 20, 4, 1],
  ['purchase', 450, 2, 100],
  ['review', 50, 25, 1],
  ['groupVisit', 10, 10, 1],
]
const liveRules: readonly Rule[] = [
  ['lightBadge', 100, 100, 1],
  ['watch', 300, 50, 300],
  ['coins', 200, 2, 1],
]
const earnedToday: Partial<Record<Task, number>> = {
  watch: 50,
  comment: 15,
  like: 5,
  cart: 8,
  browse: 6,
  purchase: 299,
}

/** A member with `intimacy`; `earned` by task today. */
export function member(
  ownerId: Scenario,
  userId: string,
  name: string,
  intimacy: number,
  lit: boolean,
  earned = earnedToday,
): MemberView {
  const { mode } = scenarios[ownerId]
  const rules = mode === 'shopping' ? shoppingRules : liveRules
  const tasks = rules.map(([task, cap, points, per]) => {
    const got = earned[task] ?? 0
    const towards = task === 'watch' ? { done: 190, per: 300 } : task === 'like' ? { done: 12, per: 20 } : undefined
    return {
      task,
      earned: got,
      cap,
      count: Math.ceil(got / points),
      points,
      per,
      ...(towards === undefined ? {} : { towards }),
    }
  })
  return {
    userId,
    ownerId,
    name,
    mode,
    ...standing(intimacy),
    intimacy,
    badge: { name: club(ownerId).badge.name, lit },
    joinedAt: '2026-02-11T12:00:00Z',
    scene: 'liveRoom',
    excluded: false,
    today: {
      businessDay: today,
      earned: tasks.reduce((sum, task) => sum + task.earned, 0),
      cap: mode === 'shopping' ? 975 : null,
      tasks,
    },
  }
}

/** A ledger that shows every kind of sentence. */
export function ledger(ownerId: Scenario): LedgerEntry[] {
  const yuan = (value: number) => ({ value, currency: 'CNY' })
  const rows: [hour: number, day: string, over: Partial<LedgerEntry> & Pick<LedgerEntry, 'task' | 'delta'>][] = [
    [10, '2026-03-01', { task: 'purchase', delta: 299, amount: yuan(14_999), dayEarned: 299, dayCap: 450 }],
    [9, '2026-03-01', { task: 'comment', delta: 5, dayEarned: 15, dayCap: 15 }],
    [9, '2026-03-01', { task: 'watch', delta: 50, dayEarned: 50, dayCap: 100 }],
    [8, '2026-02-28', { task: 'purchase', delta: -120, shortfall: 40, amount: yuan(8_000) }],
    [7, '2026-02-28', { task: 'correction', delta: 30, reason: '补发 2 月活动积分', actor: 'admin' }],
    [6, '2026-02-27', { task: 'like', delta: 5, dayEarned: 5, dayCap: 10 }],
    [5, '2026-02-26', { task: 'migration', delta: 80 }],
  ]
  let balance = 649
  return rows.map(([hour, businessDay, over], index) => {
    const entry: LedgerEntry = {
      id: `${ownerId}-${index}`,
      at: `${businessDay}T${String(hour).padStart(2, '0')}:02:00Z`,
      businessDay,
      mode: scenarios[ownerId].mode,
      balance,
      shortfall: 0,
      eventId: `e${index}`,
      source: 'mock',
      ruleSetVersion: 1,
      ...over,
    }
    balance -= over.delta
    return entry
  })
}

const people: readonly [name: string, intimacy: number, lit: boolean][] = [
  ['小雨', 40, false],
  ['阿哲', 350, true],
  ['茶不思', 5_200, true],
  ['Mia', 17_500, true],
  ['不爱吃香菜的王女士', 120, false],
  ['老陈', 132_000, true],
  ['一个名字特别特别长的粉丝朋友她说名字可以有四十个字那么长真的', 900, true],
]
const remarks = ['这个颜色好看', '主播能看看杯底吗', '已下单!', '上次买的茶很香,回购了', '有没有小一点的', '来了来了']

const effects = ['breeze', 'aurora', 'comet', 'lantern', 'ripple', 'laurel', undefined] as const

/** The n-th line of an endless public screen. */
export function screenLine(ownerId: Scenario, n: number): ScreenLine {
  const [name, intimacy, lit] = people[n % people.length] ?? ['', 0, false]
  const { level, title } = standing(intimacy)
  const kinds = [
    'enter',
    'comment',
    'comment',
    'like',
    'join',
    'comment',
    'order',
    'levelUp',
    'enter',
    'share',
  ] as const
  const kind = kinds[n % kinds.length] ?? 'comment'
  const line: ScreenLine = {
    at: new Date(Date.UTC(2026, 2, 1, 10, 0, n)).toISOString(),
    kind,
    userId: `fan-${n % people.length}`,
    name,
    level,
    title,
    badge: { name: club(ownerId).badge.name, lit },
  }
  if (kind === 'comment') line.text = remarks[n % remarks.length] ?? ''
  if (kind === 'like') line.count = 20
  const effect = kind === 'enter' || kind === 'levelUp' ? effects[Math.floor(n / 2) % effects.length] : undefined
  if (effect !== undefined) Object.assign(line, { effect, honour: effect })
  return line
}

export const products = [
  ['p1', '明前龙井 2026 春茶 50g 罐装', 14_999, '🍵', 140],
  ['p2', '手拉坯青瓷盖碗', 23_900, '🫖', 190],
  ['p3', '桂花米糕 六枚', 3_990, '🍡', 40],
  ['p4', '桐木茶盘(可折叠,适合小桌子,带防水垫与收纳袋的加大款)', 8_800, '🪵', 25],
  ['p5', '山茶花护手霜', 4_550, '🌸', 340],
] as const
