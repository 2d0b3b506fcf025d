import type { Mode, OwnerKind } from '../src/contract/words.ts'

/** Something on the shelf. */
export interface Product {
  readonly productId: string
  readonly title: string
  /** what people call it in a comment */
  readonly short: string
  readonly priceFen: number
  readonly emoji: string
  /** 0 to 359, the tile's colour */
  readonly hue: number
}

/** An owner of the demo's world. */
export interface ClubPlan {
  readonly ownerId: string
  readonly kind: OwnerKind
  readonly name: string
  /** the mode it is registered in */
  readonly firstMode: Mode
  /** the mode it runs in when the show begins */
  readonly mode: Mode
  /** fans whose home it is */
  readonly fans: number
  /** of those, how many come with the shop's history (`mode=history`) */
  readonly imported: number
  readonly titles: readonly string[]
  readonly badgeNames: readonly string[]
  readonly products: readonly Product[]
}

const goods = (
  prefix: string,
  rows: readonly (readonly [title: string, short: string, yuan: number, emoji: string, hue: number])[],
): Product[] =>
  rows.map(([title, short, yuan, emoji, hue], index) => ({
    productId: `${prefix}-${index + 1}`,
    title,
    short,
    priceFen: Math.round(yuan * 100),
    emoji,
    hue,
  }))

const xiaoman: ClubPlan = {
  ownerId: 'xiaoman',
  kind: 'creator',
  name: '小满的慢生活',
  firstMode: 'live',
  mode: 'shopping',
  fans: 110,
  imported: 0,
  titles: ['周末厨房:一锅到底', '把阳台收拾成小花园', '秋天的被子要晒两次', '小户型收纳,只留喜欢的', '慢炖一晚,聊聊天'],
  badgeNames: ['小满团', '慢友们', '过日子'],
  products: goods('xm', [
    ['手作陶瓷马克杯 300ml · 釉下彩', '马克杯', 69, '☕', 24],
    ['新疆长绒棉四件套 · 1.8 米床', '四件套', 459, '🛏️', 210],
    ['亚麻围裙 · 可调节肩带', '围裙', 89, '🧵', 36],
    ['铸铁珐琅锅 24cm · 一锅到底', '珐琅锅', 329, '🍲', 8],
    ['香薰大豆蜡烛 · 雪松与橙', '蜡烛', 79, '🕯️', 42],
    ['藤编收纳筐 三件套', '收纳筐', 118, '🧺', 30],
    ['阳台香草种植套装', '香草', 49.9, '🌿', 120],
    ['橄榄木砧板 · 整木无拼接', '砧板', 168, '🪵', 28],
    ['羊毛混纺盖毯 130×170', '盖毯', 239, '🧶', 350],
    ['手冲咖啡分享壶 · 双层玻璃', '分享壶', 138, '🫖', 190],
  ]),
}

const shanye: ClubPlan = {
  ownerId: 'shanye',
  kind: 'merchant',
  name: '山野茶铺',
  firstMode: 'shopping',
  mode: 'shopping',
  fans: 130,
  imported: 88,
  titles: ['新茶到仓:凤凰单丛开汤', '晚八点,一起喝老白茶', '口粮茶专场,闭眼囤', '岩茶怎么喝才不苦', '送礼茶怎么挑'],
  badgeNames: ['茶友团', '山野客', '老茶鬼'],
  products: goods('sy', [
    ['凤凰单丛 鸭屎香 125g', '鸭屎香', 168, '🍃', 140],
    ['福鼎老白茶 2018 寿眉饼 350g', '老白茶', 299, '🫓', 40],
    ['武夷岩茶 肉桂 手工焙火 100g', '肉桂', 236, '🔥', 16],
    ['正山小种 无烟 150g', '小种', 118, '🍂', 10],
    ['茉莉花茶 七窨 100g', '茉莉', 88, '🌼', 55],
    ['小青柑熟普 12 颗', '小青柑', 59.9, '🍊', 32],
    ['盖碗三件套 · 德化白瓷', '盖碗', 129, '🍵', 200],
    ['旅行茶具 一壶二杯 带收纳包', '茶具', 149.99, '🎒', 260],
    ['冷泡茶包 蜜桃乌龙 20 包', '冷泡', 39.9, '🍑', 345],
    ['明前龙井 一级 50g 罐装', '龙井', 399, '🌱', 95],
    ['陈皮山楂麦芽茶 30 包', '山楂茶', 45, '🍒', 0],
  ]),
}

const alan: ClubPlan = {
  ownerId: 'alan',
  kind: 'creator',
  name: '阿岚弹吉他',
  firstMode: 'live',
  mode: 'live',
  fans: 64,
  imported: 0,
  titles: ['睡前弹唱:点歌不排队', '今晚练新歌,别笑', '老歌翻唱局', '从零开始学指弹'],
  badgeNames: ['听风团', '弦外音'],
  products: goods('al', [
    ['指弹谱集 · 三十首', '谱集', 58, '🎼', 270],
    ['民谣吉他弦 磷铜 两套装', '琴弦', 45, '🎸', 18],
    ['阿岚同款变调夹', '变调夹', 39, '🗜️', 220],
    ['巡演纪念 T 恤', 'T 恤', 99, '👕', 250],
    ['录音棚限量黑胶《山海》', '黑胶', 268, '💿', 300],
  ]),
}

/** The owners of the world, the one people should look at first first. */
export const clubPlans: readonly ClubPlan[] = [xiaoman, shanye, alan]
