import type { Random } from '../src/lib/prng.ts'
import type { ClubPlan, Product } from './clubs.ts'
import type { PersonaName } from './personas.ts'

/** Where a session stands. */
export type Phase = 'opening' | 'selling' | 'closing'

const opening = [
  '来啦来啦',
  '晚上好呀',
  '终于开播了',
  '蹲到了',
  '今天这么早',
  '前排',
  '打卡',
  '老粉报到',
  '声音有点小',
  '画面好清楚',
  '吃着饭来的',
  '刚下班赶上了',
  '来晚了吗',
  '主播今天气色真好',
]
const selling = [
  '{p}还有吗',
  '{p}多少钱',
  '{p}怎么卖',
  '{p}什么时候发货',
  '上次买的{p}很好用',
  '{p}回购第三次了',
  '{p}有大一点的吗',
  '讲讲{p}',
  '{p}送人合适吗',
  '包邮吗',
  '新疆发吗',
  '{p}保质期多久',
  '已拍',
  '拍了拍了',
  '已下单,坐等发货',
  '手慢了',
  '再补点货吧',
  '听你讲解真舒服',
  '家人们冲',
  '有没有一起买{p}的',
  '这个颜色真好看',
  '能开发票吗',
  '几号链接',
  '三号链接点不进去',
  '想看细节',
]
const closing = [
  '要下播了吗',
  '明天还播吗',
  '舍不得走',
  '辛苦啦',
  '晚安',
  '下次几点',
  '拍完睡觉',
  '再播一会儿嘛',
  '明天见',
]
const common = [
  '哈哈哈哈',
  '真的假的',
  '学到了',
  '有道理',
  '666',
  '好治愈',
  '背景音乐是什么',
  '今天人好多',
  '好喜欢这个氛围',
  '路过就走不动了',
  '笑死',
  '感觉很实在',
  '关注很久了',
  '我妈也在看',
  '+1',
  '1',
  '点赞点赞',
]
const own: Partial<Record<PersonaName, readonly string[]>> = {
  chatter: [
    '我跟你们说,{p}真的可以',
    '主播看我看我',
    '谁懂啊,昨天刚买完',
    '我家狗都听出你的声音了',
    '今天外面下雨,窝着看直播最舒服',
    '刚泡好茶,开始吧',
    '有没有同城的',
    '聊聊昨天那个呗',
    '我又来了,没想到吧',
  ],
  bargainHunter: [
    '有券吗',
    '能不能便宜点',
    '满减怎么算',
    '{p}比上次贵了五块',
    '等活动',
    '买二送一吗',
    '粉丝团有优惠吗',
    '加购了,等降价',
    '还能再减吗',
    '凑单买什么好',
  ],
  bigSpender: ['{p}来三份', '老规矩,直接拍', '送客户用,包装好一点', '上次的已经喝完了,再来', '都要了'],
  refunder: ['{p}和图片有色差', '尺寸不合适能退吗', '七天无理由吧', '退款到账了,谢谢客服', '先买回来试试'],
  nightOwl: ['还没睡的举手', '夜里听这个真放松', '凌晨党集合', '睡不着来坐坐', '这个点还有人吗'],
  lurker: ['潜水很久了,冒个泡', '默默支持'],
  gifter: [
    '灯牌亮起来',
    '给主播加油',
    '榜一不能丢',
    '冲鸭',
    '守护最好的阿岚',
    '点一首《南方》',
    '这首前奏一响就起鸡皮疙瘩',
  ],
  deserter: ['最近钱包紧,先退了', '又回来了', '看看再说', '有点无聊'],
  regular: [
    '用了半年了,没踩过雷',
    '新来的朋友可以加粉丝团,免费的',
    '徽章亮了吗',
    '再看五分钟就够任务了',
    '每天来打卡',
    '{p}建议配个大的',
    '等级又升了',
  ],
  passerBy: ['第一次来', '这是卖什么的', '怎么加粉丝团', '刷到的', '好像挺不错'],
}
const singing = [
  '好听',
  '安可',
  '想听老歌',
  '可以点歌吗',
  '这把琴什么牌子',
  '指弹太稳了',
  '前奏好熟',
  '单曲循环',
  '唱得我想家了',
  '刚才那段再来一遍',
  '节奏感好强',
  '谱子哪里有',
]

/** What somebody says, by who he is, where the session stands and what is being shown. */
export function sayWord(
  random: Random,
  { persona, phase, club, product }: { persona: PersonaName; phase: Phase; club: ClubPlan; product: Product },
): string {
  const mine = own[persona]
  const staged =
    phase === 'opening' ? opening : phase === 'closing' ? closing : club.mode === 'live' ? singing : selling
  const roll = random.next()
  const pool = mine !== undefined && roll < 0.4 ? mine : roll < 0.8 ? staged : common
  return random.pick(pool).replaceAll('{p}', product.short)
}
