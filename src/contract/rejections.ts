/**
 * The one closed list of codes that a caller can meet (api.md "Style"): HTTP status, rule clause, and the words in both languages (PLT-7).
 * A rule returns a code as a value; nothing else in the project invents one.
 */
export interface RejectionEntry {
  readonly status: number
  readonly clause: string
  readonly zh: string
  readonly en: string
}

const entry = (status: number, clause: string, zh: string, en: string): RejectionEntry => ({ status, clause, zh, en })

export const rejections = {
  // form and rights
  malformed: entry(422, 'API', '请求内容格式不对', 'The input is not of the expected form'),
  malformed_json: entry(422, 'API', '请求体不是合法的 JSON', 'The body is not valid JSON'),
  unsupported_media_type: entry(415, 'API', '不支持的内容类型', 'Unsupported content type'),
  body_too_large: entry(413, 'API', '请求体过大', 'The body is too large'),
  batch_too_large: entry(422, 'API', '一批最多 5000 个事件', 'A batch holds at most 5 000 events'),
  unauthenticated: entry(401, 'PLT-1', '请先登录或提供有效的密钥', 'A valid key or token is required'),
  token_expired: entry(401, 'PLT-1', '登录已过期', 'The token has expired'),
  signature_invalid: entry(401, 'PLT-2', '签名不正确', 'The signature is wrong'),
  credentials_invalid: entry(401, 'PLT-1', '账号或密码不正确', 'Name or password is wrong'),
  forbidden: entry(403, 'PLT-1', '没有权限', 'Not allowed'),
  not_found: entry(404, 'API', '没有找到', 'Not found'),
  method_not_allowed: entry(405, 'API', '不支持的请求方法', 'Method not allowed'),
  idempotency_key_reused: entry(
    409,
    'API',
    '同一个幂等键用于不同的请求',
    'This idempotency key was used for another request',
  ),
  idempotency_in_progress: entry(
    409,
    'API',
    '同一个幂等键的请求正在处理',
    'A request with this idempotency key is still running',
  ),
  too_many_requests: entry(429, 'API', '请求过于频繁,请稍后再试', 'Too many requests, try again later'),
  busy: entry(429, 'API', '系统繁忙,请稍后再试', 'The server is busy, try again later'),
  unavailable: entry(503, 'API', '存储暂时不可用', 'The store is not available'),
  internal: entry(500, 'API', '服务器内部错误', 'Internal error'),
  // owners and clubs
  unknown_owner: entry(404, 'CLUB-1', '主播或商家未登记', 'This owner is not registered'),
  owner_kind_fixed: entry(
    409,
    'CLUB-1',
    '登记后不能更改类型或币种',
    'Kind and currency cannot change after registration',
  ),
  club_cannot_be_dissolved: entry(409, 'CLUB-7', '粉丝团不支持解散', 'A club cannot be dissolved'),
  mode_unchanged: entry(409, 'CLUB-3', '已经是这个模式', 'The club is in this mode already'),
  mode_change_too_soon: entry(
    409,
    'CLUB-4',
    '切换须至少提前 24 小时公告',
    'A change needs at least 24 hours of notice',
  ),
  mode_change_pending: entry(409, 'CLUB-4', '已有一个待生效的切换', 'Another change is waiting'),
  mode_change_limit: entry(409, 'CLUB-3', '一个自然月只能切换一次', 'One change in a natural month'),
  mode_change_done: entry(409, 'CLUB-4', '切换已生效,不能撤回', 'The change has taken effect and cannot be withdrawn'),
  not_live: entry(409, 'TASK-5', '开播后才能操作', 'The owner is not on air'),
  not_in_live_mode: entry(
    409,
    'TASK-5',
    '购物粉丝团的购买任务始终开启',
    'Only a club in live mode switches its purchase task',
  ),
  // badge names
  badge_name_too_long: entry(422, 'BADGE-2', '最多 3 个汉字或 6 个字母', 'At most 3 Han characters or 6 letters'),
  badge_name_characters: entry(422, 'BADGE-2', '只能使用汉字和字母', 'Only Han characters and letters'),
  badge_name_forbidden: entry(422, 'BADGE-3', '包含不可使用的词', 'The name contains a forbidden word'),
  badge_name_limit: entry(409, 'BADGE-4', '一个自然月只能修改一次', 'One change in a natural month'),
  badge_name_waiting: entry(409, 'BADGE-4', '已有名称等待审核', 'A name is waiting for review'),
  review_decided: entry(409, 'BADGE-3', '这一条已经审核过了', 'This review was decided already'),
  reason_required: entry(422, 'BADGE-3', '拒绝必须填写原因', 'A refusal needs a reason'),
  // membership
  not_a_member: entry(404, 'MEM-1', '还不是粉丝团成员', 'Not a member of this club'),
  rejoin_cooldown: entry(409, 'MEM-4', '退出后 24 小时内不能再加入', 'No rejoining within 24 hours of leaving'),
  leave_limit: entry(409, 'MEM-5', '今天退出的粉丝团已达 3 个', 'At most 3 clubs are left in a day'),
  entry_gift_required: entry(409, 'MEM-1', '加入直播粉丝团需要先点亮灯牌', 'Joining a live club takes its entry gift'),
  // people
  unknown_user: entry(404, 'PLT-8', '没有这个用户', 'This user is not known'),
  alias_in_use: entry(409, 'PLT-8', '这个账号已属于另一个用户', 'This id belongs to another user'),
  payout_pending: entry(
    409,
    'PLT-6',
    '还有一笔提现在等平台处理,处理后才能注销',
    'A pay-out waits for the platform; erasing comes after it',
  ),
  merge_self: entry(409, 'PLT-8', '两个账号已是同一个用户', 'Both ids are the same user'),
  // events (api.md "Rejection codes")
  unknown_type: entry(422, 'TASK-10', '未知的事件类型', 'Unknown event type'),
  event_too_old: entry(422, 'TASK-10', '事件已超过可接受的时间', 'The event is too old'),
  event_in_future: entry(422, 'TASK-10', '事件时间在未来', 'The event is in the future'),
  event_id_conflict: entry(409, 'TASK-10', '同一事件编号对应了不同内容', 'This event id came with another body'),
  amount_invalid: entry(422, 'TASK-7', '金额不合法', 'The amount is not valid'),
  refund_exceeds_payment: entry(422, 'TASK-8', '退款超过已付金额', 'The refund exceeds the payment'),
  quarantined: entry(
    409,
    'TASK-10',
    '处理时出错,事件已隔离,等待平台处理',
    'It failed here and is kept until the platform decides',
  ),
  quarantine_full: entry(
    503,
    'TASK-10',
    '隔离区已满,事件未被接收,请稍后重发',
    'The quarantine is full; the event was not taken, send it again later',
  ),
  quarantine_decided: entry(409, 'TASK-10', '这个事件已经处理过了', 'This event was decided already'),
  // reasons of an event that is kept but earns nothing
  order_not_paid: entry(409, 'TASK-11', '订单尚未支付', 'The order is not paid'),
  account_excluded: entry(409, 'TASK-15', '该账号不参与积分', 'This account is excluded from points'),
  // rule sets
  rule_set_invalid: entry(422, 'LVL-4', '规则集不合法', 'The rule set is not valid'),
  rule_set_stale: entry(409, 'LVL-4', '规则集已有更新的版本', 'A newer version of the rule set exists'),
  // accounts
  invitation_invalid: entry(409, 'PLT-1', '邀请链接无效或已使用', 'The invitation is not valid any more'),
  login_taken: entry(409, 'PLT-1', '登录名已被使用', 'This login name is taken'),
  ticket_invalid: entry(401, 'PLT-1', '一次性凭证无效', 'The ticket is not valid'),
  // sandbox
  clock_backwards: entry(409, 'PLT-5', '时钟只能向前', 'The clock only goes forward'),
  // rooms
  room_unknown: entry(404, 'PLT-2', '没有这个接入', 'This connection is not known'),
  room_limit: entry(409, 'PLT-2', '接入数量已达上限', 'This owner has the most connections allowed'),
  delivery_not_replayable: entry(409, 'PLT-2', '这条推送不能重放', 'This delivery cannot be replayed'),
  order_detail_unavailable: entry(409, 'PLT-2', '暂时查不到订单详情', 'The order detail is not available yet'),
  // campaigns
  condition_forbidden: entry(
    422,
    'BEN-7',
    '不能以点赞数、购买金额或分享作为参与条件',
    'Likes, purchases and shares may not be conditions',
  ),
  phrase_meaningless: entry(422, 'BEN-7', '口令不能是无意义的内容', 'The phrase must say something'),
  wording_forbidden: entry(422, 'BEN-7', '不能使用承诺必定中奖的用语', 'A draw must not promise that everyone wins'),
  campaign_window_invalid: entry(422, 'BEN-7', '活动时间不合法', 'The campaign’s time is not valid'),
  draw_too_late: entry(422, 'BEN-7', '福袋须在开始后 24 小时内开奖', 'A lucky bag is drawn within 24 hours'),
  watch_task_too_long: entry(
    422,
    'BEN-7',
    '剩余时间不够完成观看任务',
    'There is not enough time to finish the watch task',
  ),
  prize_too_valuable: entry(
    422,
    'BEN-7',
    '奖品价值不能超过 50000 元',
    'What one user can win is worth at most 50 000 yuan',
  ),
  campaign_running: entry(409, 'BEN-7', '该直播间同一时间只能有一个福袋', 'One lucky bag of an owner at a time'),
  campaign_started: entry(409, 'BEN-7', '活动已开始,不能修改或取消', 'Once started it cannot be changed or called off'),
  campaign_not_started: entry(409, 'BEN-7', '活动还没有开始', 'The campaign has not started'),
  campaign_closed: entry(409, 'BEN-7', '活动已截止', 'The campaign takes no more entries'),
  condition_missing: entry(409, 'BEN-7', '还有参与条件未完成', 'A condition is still missing'),
  session_prize_limit: entry(
    409,
    'BEN-7',
    '本场已中奖品的价值已达上限',
    'Prizes won in one session are worth at most 50 000 yuan',
  ),
  prize_required: entry(422, 'BEN-10', '请选择奖品', 'Choose a prize'),
  prize_gone: entry(409, 'BEN-10', '这个奖品已经兑完', 'None of this prize is left'),
  // webhooks out
  webhook_unknown: entry(404, 'PLT-4', '没有这个 Webhook', 'This webhook is not known'),
  webhook_limit: entry(409, 'PLT-4', 'Webhook 数量已达上限', 'No more webhooks can be added'),
  webhook_url_refused: entry(
    422,
    'PLT-4',
    '地址不可用:须为公网可达的 https 地址',
    'The address must be https and lead to a public host',
  ),
  webhook_off: entry(409, 'PLT-4', '这个 Webhook 已停用,请先开启', 'This webhook is off; turn it on first'),
  webhook_secret_unreadable: entry(
    409,
    'PLT-4',
    '签名密钥已失效,请重新生成',
    'The signing secret cannot be read any more; rotate it',
  ),
  // reach
  push_endpoint_refused: entry(422, 'GRP-7', '不能向这个地址推送', 'Pushes cannot be sent to this address'),
  // coupons
  already_used: entry(
    409,
    'BEN-6',
    '这张优惠券已使用,或正被另一笔订单占用',
    'The coupon is used, or held by another order',
  ),
  below_minimum: entry(409, 'BEN-6', '未达到优惠券的使用门槛', 'The goods it is for do not reach its minimum'),
  not_a_coupon: entry(409, 'BEN-6', '这项权益不是优惠券', 'This benefit is not a coupon'),
  not_claimed: entry(409, 'BEN-6', '尚未领取', 'It has not been claimed'),
  not_reserved: entry(409, 'BEN-6', '这张优惠券没有被这笔订单占用', 'The coupon is not reserved for this order'),
  order_refunded: entry(409, 'BEN-6', '这笔订单已全额退款', 'This order has been refunded in full'),
  issues_running: entry(
    409,
    'BEN-13',
    '发券任务过多,请等待完成',
    'Too many issues are under way; wait for one to finish',
  ),
  code_mistyped: entry(422, 'BEN-6', '券码有误,请核对后重新输入', 'The code is mistyped; check it and try again'),
  coupon_not_granted: entry(
    409,
    'BEN-6',
    '对方没有(或不再)允许挂这张优惠券',
    'Its owner does not let this coupon be attached here',
  ),
  attachment_limit: entry(409, 'BEN-6', '超过对方还允许挂的数量', 'More than its owner still lets be attached'),
  attachment_in_use: entry(409, 'BEN-6', '已经挂出的数量更多', 'More than that is attached already'),
  attachments_full: entry(
    409,
    'BEN-6',
    '可挂这张优惠券的达人已达上限',
    'The most owners allowed may attach this coupon already',
  ),
  expired: entry(409, 'BEN-3', '已过期', 'It has expired'),
  // benefits and money
  already_claimed: entry(409, 'BEN-4', '已经领取过了', 'It was claimed already'),
  level_too_low: entry(409, 'BEN-3', '等级还不够', 'The level is too low'),
  empty: entry(409, 'BEN-8', '已被领完', 'All of it was taken'),
  not_present: entry(409, 'BEN-8', '进入直播间后才能领取', 'Only who is in the live room can take it'),
  budget_too_low: entry(409, 'BEN-8', '预算余额不足', 'The budget does not suffice'),
  balance_too_low: entry(409, 'BEN-8', '余额不足', 'The balance does not suffice'),
  payout_decided: entry(409, 'BEN-8', '这笔提现已经处理过了', 'This pay-out was decided already'),
  points_too_low: entry(409, 'BEN-10', '积分不足', 'The points do not suffice'),
  // groups
  group_limit: entry(409, 'GRP-1', '粉丝群数量已达上限', 'The owner has the most groups allowed'),
  followers_too_few: entry(
    409,
    'GRP-1',
    '粉丝数不足,暂不能从主页建群',
    'Too few followers to make a group from the profile',
  ),
  gate_not_met: entry(409, 'GRP-4', '还没有达到入群门槛', 'The group’s gate is not met'),
  group_full: entry(409, 'GRP-2', '群已满', 'The group is full'),
  group_closed: entry(409, 'GRP-1', '群已解散', 'The group was closed'),
  removed_from_group: entry(409, 'GRP-9', '已被移出该群,暂不能加入', 'He was removed from this group'),
  not_in_group: entry(403, 'GRP-10', '不在这个群里', 'He is not in this group'),
  muted: entry(403, 'GRP-9', '你已被禁言', 'He may not write in this group now'),
  not_allowed: entry(403, 'GRP-8', '只有主播一方可以发送这类消息', 'Only the owner’s side sends this kind of message'),
  group_benefit: entry(
    409,
    'GRP-15',
    '这项权益只给群成员,由他们自己领取',
    'This benefit is for members of a group, who claim it themselves',
  ),
  poll_closed: entry(409, 'GRP-8', '投票或征集已结束', 'The poll or call is over'),
  unknown_option: entry(404, 'GRP-8', '没有这个选项', 'There is no such option'),
  too_many_choices: entry(409, 'GRP-8', '选择的选项太多', 'More options than one may choose'),
  not_a_call: entry(409, 'GRP-8', '这个投票不接受投稿', 'This poll takes no suggestions'),
  suggestion_exists: entry(409, 'GRP-8', '已有相同的投稿,可以直接支持它', 'It was suggested already; back it instead'),
  suggestion_limit: entry(409, 'GRP-8', '你的投稿数已达上限', 'You made the most suggestions allowed'),
  call_full: entry(409, 'GRP-8', '这次征集已收满', 'The call has the most suggestions allowed'),
  poll_limit: entry(
    409,
    'GRP-8',
    '进行中的投票和征集太多,请先结束一些',
    'Too many polls and calls are open; close some',
  ),
  words_not_allowed: entry(403, 'GRP-8', '内容含有不允许发送的词语', 'The message holds words that are not allowed'),
  links_not_allowed: entry(403, 'GRP-8', '不允许发送这个链接', 'The message holds a link that is not allowed'),
  contacts_not_allowed: entry(
    403,
    'GRP-8',
    '不允许发送联系方式',
    'The message holds a phone number or an id of a chat app',
  ),
  said_too_often: entry(429, 'GRP-10', '相同的内容发得太多了', 'The same was said too often'),
  report_own: entry(409, 'GRP-9', '不能举报自己的消息', 'Nobody reports a message of his own'),
  reports_too_many: entry(429, 'GRP-9', '举报太频繁了,请稍后再试', 'Too many reports, try again later'),
  moderation_stale: entry(409, 'GRP-9', '设置已有更新的版本', 'The settings were changed meanwhile'),
  words_limit: entry(409, 'GRP-9', '词表已满', 'The list holds the most words allowed'),
  writing_too_fast: entry(429, 'GRP-10', '发得太快了,稍等一会儿再发', 'Too many messages, wait a little'),
  unsolicited: entry(
    403,
    'GRP-14',
    '只能主动联系团成员或写过消息的用户',
    'The desk writes first to members and to those who wrote before alone',
  ),
  service_blocked: entry(403, 'GRP-14', '暂时不能给该客服发消息', 'He may not write to this service desk'),
  unknown_order: entry(404, 'GRP-14', '没有这笔订单', 'There is no such order of his with this owner'),
  assigned_to_other: entry(
    409,
    'GRP-14',
    '会话已由其他客服接待,请先接手',
    'Another of the desk has this thread: take it first',
  ),
  assignment_changed: entry(409, 'GRP-14', '会话的接待人已变更', 'Somebody else has this thread meanwhile'),
  written_meanwhile: entry(409, 'GRP-14', '用户刚刚又发来了消息', 'The fan has written meanwhile'),
  not_an_agent: entry(409, 'GRP-14', '该账号没有客服权限', 'This account may not answer at the desk'),
  shortcut_taken: entry(409, 'GRP-14', '这个快捷词已存在', 'There is a quick reply of this shortcut'),
  quick_reply_limit: entry(409, 'GRP-14', '快捷回复数量已达上限', 'The desk has the most quick replies allowed'),
  phrase_invalid: entry(409, 'GRP-5', '群口令不存在或已失效', 'The pass-phrase is unknown or holds no more'),
  phrase_limit: entry(409, 'GRP-5', '有效的群口令太多,请先停用一些', 'The group has the most pass-phrases allowed'),
  post_limit: entry(409, 'GRP-10', '定时消息已达上限,请先撤回一些', 'The owner has the most planned posts allowed'),
  post_settled: entry(409, 'GRP-10', '这条消息已经发出或撤回', 'The post was sent or withdrawn already'),
  media_too_large: entry(413, 'GRP-8', '文件太大', 'The file is too large'),
  media_unreadable: entry(
    422,
    'GRP-8',
    '无法识别这个文件,请换一个',
    'The file cannot be read as what it is said to be',
  ),
  media_kind_not_supported: entry(422, 'GRP-8', '不支持这种格式', 'This format is not supported'),
  video_too_long: entry(422, 'GRP-8', '视频太长', 'The video is too long'),
  video_not_available: entry(409, 'GRP-8', '本服务器暂不支持发送视频', 'This server cannot take videos'),
  media_limit: entry(429, 'GRP-8', '今天发送的图片和视频已达上限', 'The most media allowed in a day were sent'),
  media_busy: entry(
    503,
    'GRP-8',
    '正在处理的文件太多,请稍后再试',
    'Too many files are being worked on, try again later',
  ),
  media_link_expired: entry(
    403,
    'GRP-8',
    '链接已失效,请刷新',
    'The link is not valid any more; read the message again',
  ),
  admin_limit: entry(409, 'GRP-9', '超级管理员已满', 'The group has the most super admins allowed'),
  // linking
  link_running: entry(409, 'GRP-8', '正在连线中,结束后才能发起新的连线', 'The owner is in a link already'),
  user_linked: entry(409, 'GRP-8', '对方正在连线中', 'He is in another link'),
  link_full: entry(409, 'GRP-8', '连线人数已满', 'The link has the most people allowed'),
  link_over: entry(409, 'GRP-8', '连线已结束', 'The link is over'),
  link_moved: entry(409, 'GRP-8', '已在另一台设备上连线', 'Another device has taken this place in the link'),
  not_in_link: entry(403, 'GRP-8', '不在这次连线里', 'He takes no part in this link'),
  // benefits
  unknown_benefit: entry(404, 'BEN-1', '没有这项权益', 'This benefit is not known'),
  benefit_limit: entry(409, 'BEN-1', '权益数量已达上限,请先下线一些', 'The club offers the most benefits allowed'),
  not_open: entry(409, 'BEN-6', '现在不能领取', 'It cannot be claimed now'),
  out_of_stock: entry(409, 'BEN-5', '已经领完了', 'Nothing is left'),
  budget_exceeded: entry(409, 'BEN-5', '预算已用完', 'The budget is used up'),
  benefit_withdrawn: entry(409, 'BEN-11', '这项权益已下线', 'This benefit was withdrawn'),
  benefit_gives_less: entry(
    409,
    'BEN-11',
    '成员已看到、或抽奖要发的权益,不能减少或改写承诺,只能公告后下线',
    'Members have seen it, or a draw is to give it: it can neither give less nor promise something else, only be withdrawn after a notice',
  ),
  withdrawal_too_soon: entry(
    409,
    'BEN-11',
    '下线须至少提前 24 小时公告,并在以它为奖品的抽奖开奖之后',
    'A withdrawal needs at least 24 hours of notice, and comes after the draws whose prize it is',
  ),
} as const satisfies Record<string, RejectionEntry>

export type RejectionCode = keyof typeof rejections

/** An expected refusal, returned and never thrown. `extra` joins the problem document (`retryAt`, `errors`, …). */
export interface Rejection {
  readonly rejected: RejectionCode
  readonly detail?: string
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Builds a refusal. */
export function reject(code: RejectionCode, detail?: string, extra?: Readonly<Record<string, unknown>>): Rejection {
  return { rejected: code, ...(detail === undefined ? {} : { detail }), ...(extra === undefined ? {} : { extra }) }
}

/** True when a rule or command refused. */
export function isRejection(value: unknown): value is Rejection {
  // an EventAnswer also has a `rejected`, which is a count
  return typeof value === 'object' && value !== null && 'rejected' in value && typeof value.rejected === 'string'
}
