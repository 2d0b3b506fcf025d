import type { paths } from '../sdk/schema.gen.ts'

type NewGroup = paths['/v1/clubs/{ownerId}/groups']['post']['requestBody']['content']['application/json']

/** The fan groups of an owner of the demo, and what is said there (GRP-1…10). */
export interface GroupWords {
  readonly groups: readonly NewGroup[]
  /** fans' lines */
  readonly lines: readonly string[]
  readonly notices: readonly string[]
  readonly polls: readonly { readonly question: string; readonly options: readonly string[] }[]
  /** what goes with a product: «{name}» is its short name */
  readonly pitches: readonly string[]
}

const common = [
  '早上好呀',
  '今晚几点开播?',
  '已经守着啦',
  '刚下班,来占个座',
  '昨天的快递收到了,包装很用心',
  '有没有一起拼单的',
  '哈哈哈真的',
  '蹲一个补货',
  '这个我家用了半年,还跟新的一样',
  '升到铁粉了!',
  '求链接',
  '给妈妈也买了一份',
  '第一次进群,大家好',
  '券领到了吗?我领到了',
  '晚安各位',
] as const

/** By owner; whoever is not named has no groups. */
export const groupWordsOf: Readonly<Record<string, GroupWords>> = {
  xiaoman: {
    groups: [
      {
        name: '小满的客厅',
        gate: { kind: 'none' },
        notice: '每晚七点开播。买前想问什么,都可以在这里问。',
        autoReply: '欢迎来坐坐!先看看群公告,今晚七点见。',
      },
      {
        name: '小满铁粉屋',
        gate: { kind: 'tier', tier: '铁粉' },
        notice: '铁粉先买、铁粉九折券都先在这里说。',
        autoReply: '谢谢你一直在。这里的话只说给铁粉听。',
      },
      { name: '慢生活五级群', gate: { kind: 'level', level: 5 }, autoReply: '五级啦,欢迎!' },
    ],
    lines: [
      ...common,
      '珐琅锅炖牛腩绝了',
      '四件套洗了两次,没有起球',
      '阳台的迷迭香活了!',
      '围裙什么时候有灰色',
      '小满今天讲收纳吗',
      '杯子可以进微波炉吗?',
    ],
    notices: [
      '今晚七点:一锅到底。铁粉的券七点整上。',
      '周末发货照常,周一中午前付款当天发。',
      '上周的福袋奖品已经全部寄出。',
    ],
    polls: [
      { question: '下一场想看什么?', options: ['烤箱菜', '阳台小花园', '冬天的被子', '旧物翻新'] },
      { question: '围裙下个颜色?', options: ['灰', '墨绿', '米白'] },
    ],
    pitches: ['{name}补货了,和上一批同一窑。', '想要{name}的,今晚有铁粉价。', '{name}我自己用了一年,放心。'],
  },
  shanye: {
    groups: [
      {
        name: '山野茶桌',
        gate: { kind: 'none' },
        notice: '问茶、问水、问器都可以。每晚八点直播。',
        autoReply: '先喝口茶。今晚八点见。',
      },
      {
        name: '老茶客 铁粉群',
        gate: { kind: 'tier', tier: '铁粉' },
        notice: '新到的茶先在这里试。',
        autoReply: '自己人,坐。',
      },
    ],
    lines: [
      ...common,
      '白茶放三年是不是更好喝',
      '今天用山泉水泡的,甜',
      '明前龙井还有吗',
      '品茗杯太好看了',
      '第一泡要倒掉吗?',
      '岩茶的火退了没',
    ],
    notices: ['今晚八点:白茶开饼,请铁粉先挑。', '新到的试饮装今天起随单送。'],
    polls: [{ question: '下一场讲哪一类?', options: ['白茶', '岩茶', '普洱', '茶器'] }],
    pitches: ['{name}到了,量不多。', '早上刚试过{name},可以放心。'],
  },
}
