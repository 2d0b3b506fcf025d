import { standardWebhookSignature } from './bilibili-live.ts'
import { doudianSignature } from './doudian-shop.ts'
import { douyinSignature } from './douyin-live.ts'
import { doudianSettings, douyinTypes, type Delivery, type Secrets } from '../contract/room-forms.ts'
import type { StoredConnection } from './store.ts'

/** Messages as the platforms send them, for the test button: signed with the connection's own secret, so that the whole way is tried. */

/** What can be tried, by platform; the first is the default. */
export const sampleTypes = {
  douyinLive: douyinTypes,
  bilibiliLive: ['DM', 'SEND_GIFT', 'SUPER_CHAT', 'LIKE', 'LIVE_ROOM_ENTER', 'LIVE_START', 'LIVE_END'],
  doudianShop: ['paid', 'refunded'],
} as const

export interface SampleRequest {
  readonly type: string
  /** Doudian: the order to tell of */
  readonly orderId: string
  readonly realNow: number
}

/** A delivery that the platform could have sent just now. */
export function sampleDelivery(connection: StoredConnection, secrets: Secrets, request: SampleRequest): Delivery {
  switch (connection.platform) {
    case 'douyinLive':
      return douyinSample(connection.roomId ?? '7300000000000000001', secrets, request)
    case 'bilibiliLive':
      return bilibiliSample(connection.roomId ?? '3301243608', secrets, request)
    case 'doudianShop':
      return doudianSample(connection, secrets, request)
  }
}

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

function douyinSample(roomId: string, secrets: Secrets, { type, realNow }: SampleRequest): Delivery {
  const details: Readonly<Record<string, object>> = {
    live_comment: { content: '主播好' },
    live_like: { like_num: 20 },
    live_gift: { sec_gift_id: 'sample', gift_num: 1, gift_value: 100 },
    live_fansclub: { fansclub_reason_type: 2, fansclub_level: 1 },
    live_follow: { user_follow_action: 1 },
    live_enter_room: {},
  }
  const user = {
    msg_id: `sample-${realNow}`,
    sec_openid: '_000sampleViewer',
    avatar_url: '',
    nickname: '小铁',
    timestamp: realNow,
  }
  const rawBody = bytes([{ ...user, ...details[type] }])
  const headers = {
    'content-type': 'application/json',
    'x-nonce-str': 'sample',
    'x-timestamp': String(realNow),
    'x-roomid': roomId,
    'x-msg-type': type,
  }
  return { headers: { ...headers, 'x-signature': douyinSignature(headers, rawBody, secrets[type] ?? '') }, rawBody }
}

function bilibiliSample(roomId: string, secrets: Secrets, { type, realNow }: SampleRequest): Delivery {
  const details: Readonly<Record<string, object>> = {
    DM: { msg: '主播好' },
    SEND_GIFT: { gift_id: 1, gift_name: '小花花', gift_num: 1, price: 1_000, r_price: 1_000, paid: true },
    SUPER_CHAT: { message_id: 1, message: '主播好', rmb: 30 },
    LIKE: { like_text: '为主播点赞了', like_count: 20 },
    LIVE_START: { title: '测试开播' },
  }
  const timestamp = Math.floor(realNow / 1_000)
  const user = {
    room_id: roomId,
    uid: 0,
    open_id: 'sample-viewer',
    uname: '小铁',
    timestamp,
    msg_id: `sample-${realNow}`,
  }
  const rawBody = bytes({ cmd: `LIVE_OPEN_PLATFORM_${type}`, data: { ...user, ...details[type] } })
  const id = `sample-${realNow}`
  const signature = standardWebhookSignature(id, String(timestamp), rawBody, secrets['signing'] ?? '')
  return {
    headers: { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature },
    rawBody,
  }
}

function doudianSample(
  connection: StoredConnection,
  secrets: Secrets,
  { type, orderId, realNow }: SampleRequest,
): Delivery {
  const settings = doudianSettings.parse(connection.settings)
  const seconds = Math.floor(realNow / 1_000)
  const shop = { p_id: orderId, shop_id: settings.shopId ?? '12345' }
  const message =
    type === 'refunded'
      ? {
          tag: settings.tags.refunded[0],
          data: {
            ...shop,
            s_id: `${orderId}1`,
            aftersale_id: `sample-${seconds}`,
            refund_amount: 1_000,
            refund_post_amount: 0,
            success_time: seconds,
          },
        }
      : {
          tag: settings.tags.paid[0],
          data: { ...shop, s_ids: [], order_status: 2, pay_type: 1, pay_time: seconds, pay_amount: 2_990 },
        }
  const rawBody = bytes([{ ...message, msgId: `sample-${realNow}` }])
  return { headers: { 'event-sign': doudianSignature(settings.appKey, rawBody, secrets['appSecret'] ?? '') }, rawBody }
}
