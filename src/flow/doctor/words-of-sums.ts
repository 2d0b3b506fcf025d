import { replayFix, restore, words, type FindingWords } from './words-form.ts'

/** What the doctor says of sums and of what belongs together. */
export const wordsOfSums = {
  ledger_balance: words(
    'sums',
    'broken',
    ['流水余额不等于逐笔之和', 'A balance in the ledger is not the sum of its entries'],
    restore,
  ),
  ledger_epoch: words(
    'sums',
    'broken',
    ['退团后流水未归零', 'A membership that ended has points left in the ledger'],
    restore,
  ),
  ledger_seq: words(
    'sums',
    'broken',
    ['流水编号不连续', 'Entries are missing: the numbers of the ledger have holes'],
    restore,
  ),
  ledger_once: words('sums', 'broken', ['同一事件重复计分', 'An event earned more than once'], restore),
  ledger_order: words('sums', 'broken', ['计分的订单不存在', 'An order that earned is not there'], restore),
  ledger_day: words(
    'sums',
    'broken',
    [
      '流水的自然日与 TIEFEN_TIME_ZONE 不符',
      'Entries lie on another business day than their instant has in TIEFEN_TIME_ZONE',
    ],
    ['改回原来的时区;使用中的数据不可更换时区', 'Set the zone back to what it was: a store in use keeps its zone'],
  ),
  bounds: words(
    'sums',
    'broken',
    ['数值越界', 'A number is beyond its bound: more taken than earned, more refunded than paid, or below zero'],
    ['检查约束是否被删除,再从备份恢复', 'See whether a constraint is gone (schema), then restore from a backup'],
  ),
  benefit_counts: words(
    'sums',
    'broken',
    [
      '权益的已领数量与成员的记录不符,或超过库存、预算',
      'What is counted of a benefit is not what its members have, or more than there was',
    ],
    [
      '超过库存时先查明经过(docs/operate/restore.md);仅计数不符时执行所列语句',
      'More than there was: find out what happened first (docs/operate/restore.md). A wrong count: run the statement told',
    ],
  ),
  benefit_rows: words(
    'sums',
    'broken',
    ['成员的权益记录自相矛盾', 'What a member has of a benefit contradicts itself'],
    ['按所列逐条核对订单后更正', 'Compare with the order told and correct the row'],
  ),
  benefit_results: words(
    'sums',
    'broken',
    ['优惠券的统计与成员的记录不符', 'What is counted of coupons is not what their rows say'],
    [
      '成员的记录为准;先查明经过,再更正 benefit_result、coupon_end',
      'The members’ rows are right: find out what happened, then correct benefit_result and coupon_end',
    ],
  ),
  campaign_counts: words(
    'sums',
    'broken',
    ['活动的参与人数或已发奖品数与记录不符', 'What is counted of a campaign is not what its entries and winners say'],
    ['各行记录为准;执行所列语句', 'The rows are right; run the statements told'],
  ),
  campaign_draws: words(
    'sums',
    'broken',
    [
      '抽奖与其记录不符:种子、名单或中奖者被改动',
      'A draw does not hold: its seed, list or winners are not those of its record',
    ],
    [
      '公开记录为准;查明何时改动,按 docs/operate/restore.md 从备份恢复',
      'The public record is right: find out when this happened and restore from a backup (docs/operate/restore.md)',
    ],
  ),
  campaign_stuck: words(
    'sums',
    'broken',
    [
      '活动不会自行开始、截止或开奖:没有待办任务',
      'A campaign will not begin, close or be drawn by itself: nothing is due for it',
    ],
    ['执行所列语句', 'Run the statements told'],
  ),
  group_seats: words(
    'sums',
    'broken',
    ['粉丝群人数与座位不符', 'Members of a group are not the seats taken there'],
    restore,
  ),
  links: words('sums', 'broken', ['连线与参与者不符', 'Links are not what their people are in'], restore),
  group_messages: words(
    'sums',
    'broken',
    ['粉丝群消息计数不符', 'Messages of groups are not counted or numbered as they stand'],
    restore,
  ),
  group_polls: words(
    'sums',
    'broken',
    ['群投票计数不符', 'Polls of groups do not count the votes that were cast'],
    restore,
  ),
  review_rewards: words(
    'sums',
    'broken',
    ['有奖评价的发放数不符', 'Rewarded reviews do not count the rewards that were given'],
    restore,
  ),
  media_uses: words(
    'sums',
    'broken',
    ['图片或视频的引用计数不符', 'Pictures or videos do not count the messages that hold them'],
    restore,
  ),
  service_threads: words(
    'sums',
    'broken',
    ['私信消息计数不符', 'Private messages are not counted or numbered as they stand'],
    restore,
  ),
  money_owner: words(
    'sums',
    'broken',
    ['主播账本与转账不符', 'An owner’s accounts are not what their transfers add up to'],
    restore,
  ),
  money_user: words(
    'sums',
    'broken',
    ['用户余额与转账或提现不符', 'A user’s accounts are not what their transfers and pay-outs add up to'],
    restore,
  ),
  money_packet: words(
    'sums',
    'broken',
    ['红包与其领取或转账不符', 'A red packet is not what its claims and transfers add up to'],
    restore,
  ),
  points_sum: words(
    'sums',
    'broken',
    ['可用积分与明细不符', 'Spendable points are not what their entries add up to'],
    restore,
  ),
  state_differs: words('sums', 'broken', ['状态与流水不一致', 'The state is not what the ledger says'], replayFix),
} as const satisfies Record<string, FindingWords>
