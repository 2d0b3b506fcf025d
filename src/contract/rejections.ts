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
  merge_self: entry(409, 'PLT-8', '两个账号已是同一个用户', 'Both ids are the same user'),
  // events (api.md "Rejection codes")
  unknown_type: entry(422, 'TASK-10', '未知的事件类型', 'Unknown event type'),
  event_too_old: entry(422, 'TASK-10', '事件已超过可接受的时间', 'The event is too old'),
  event_in_future: entry(422, 'TASK-10', '事件时间在未来', 'The event is in the future'),
  event_id_conflict: entry(409, 'TASK-10', '同一事件编号对应了不同内容', 'This event id came with another body'),
  amount_invalid: entry(422, 'TASK-7', '金额不合法', 'The amount is not valid'),
  refund_exceeds_payment: entry(422, 'TASK-8', '退款超过已付金额', 'The refund exceeds the payment'),
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
