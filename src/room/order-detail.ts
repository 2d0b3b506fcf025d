import { createHash, createHmac } from 'node:crypto'
import { parseBigJson } from '../lib/big-json.ts'
import { fieldsOf, integerOf, textOf } from './fields.ts'
import type { DoudianSettings, Secrets } from '../contract/room-forms.ts'

/** Asks the shop platform who bought an order, what, and in which live room. */
export interface OrderDetailPort {
  /** `data` of `order.orderDetail` as the platform sends it. Never throws. */
  ask(request: OrderDetailRequest): Promise<OrderDetailAnswer>
}

export interface OrderDetailRequest {
  readonly orderId: string
  readonly settings: DoudianSettings
  readonly secrets: Secrets
  /** UTC milliseconds of real time: the call signs it */
  readonly realNow: number
}

/** `denied`: key, token or signature refused, so an owner must act; `absent`: the platform does not know the order (yet). */
export type OrderDetailFailure = 'timeout' | 'unreachable' | 'denied' | 'absent' | 'unreadable'
export type OrderDetailAnswer =
  { readonly detail: unknown } | { readonly failed: OrderDetailFailure; readonly reason: string }

export type Fetch = (
  url: string,
  init: { method: 'POST'; headers: Record<string, string>; body: string; signal: AbortSignal; redirect: 'error' },
) => Promise<Response>

export interface DoudianCallOptions {
  readonly fetch: Fetch
  /** https://openapi-fxg.jinritemai.com; never taken from an owner */
  readonly origin: string
  readonly timeoutMilliseconds: number
}

export const doudianOrigin = 'https://openapi-fxg.jinritemai.com'
/** The platform allows ours to be 10 minutes off. */
const chinaOffsetMilliseconds = 8 * 3_600_000
/** An answer beyond this is not an order. */
const maxAnswerCharacters = 1_000_000
/** A token is renewed this long before it ends. */
const tokenMarginMilliseconds = 30 * 60_000
const maxTokens = 1_000

/** `yyyy-MM-dd HH:mm:ss` in GMT+8, as the calling guide asks. */
export function doudianTimestamp(realNow: number): string {
  return new Date(realNow + chinaOffsetMilliseconds).toISOString().slice(0, 19).replace('T', ' ')
}

/** JSON with keys in order at every depth: the signature is over exactly this text. */
export function sortedJson(parameters: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1))))
}

/** v2 signature: app_secret + name and value of app_key, method, param_json, timestamp, v in that order + app_secret, hashed, hex. */
export function doudianCallSignature(
  call: { appKey: string; method: string; paramJson: string; timestamp: string },
  appSecret: string,
  signMethod: DoudianSettings['signMethod'],
): string {
  const { appKey, method, paramJson, timestamp } = call
  const text = `${appSecret}app_key${appKey}method${method}param_json${paramJson}timestamp${timestamp}v2${appSecret}`
  return signMethod === 'md5'
    ? createHash('md5').update(text).digest('hex')
    : createHmac('sha256', appSecret).update(text).digest('hex')
}

/** The real `order.orderDetail` over HTTPS. Fetches the token of a self-use app (`token.create`, authorization_self) where none was given. */
export function doudianOrderDetail(options: DoudianCallOptions): OrderDetailPort {
  const tokens = new Map<string, { token: string; until: number }>()

  async function tokenOf({ settings, secrets, realNow }: OrderDetailRequest): Promise<string | Failure> {
    if (secrets['accessToken']) return secrets['accessToken']
    if (settings.shopId === undefined)
      return { failed: 'denied', reason: 'neither an access token nor a shop id is set' }
    const key = `${settings.appKey} ${settings.shopId}`
    const known = tokens.get(key)
    if (known !== undefined && known.until > realNow) return known.token
    const parameters = { code: '', grant_type: 'authorization_self', shop_id: settings.shopId }
    const answer = await call(options, 'token.create', parameters, null, { settings, secrets, realNow })
    if ('failed' in answer) return answer
    const data = fieldsOf(answer.data) ?? {}
    const token = textOf(data, 'access_token')
    if (token === null) return { failed: 'unreadable', reason: 'token.create answered without a token' }
    if (tokens.size >= maxTokens) tokens.clear()
    tokens.set(key, { token, until: realNow + (integerOf(data, 'expires_in') ?? 0) * 1_000 - tokenMarginMilliseconds })
    return token
  }

  return {
    async ask(request) {
      const token = await tokenOf(request)
      if (typeof token !== 'string') return token
      const answer = await call(options, 'order.orderDetail', { shop_order_id: request.orderId }, token, request)
      if ('failed' in answer) {
        // the next attempt asks for a fresh token
        if (answer.failed === 'denied') tokens.clear()
        return answer
      }
      return { detail: answer.data }
    },
  }
}

type Failure = Extract<OrderDetailAnswer, { failed: unknown }>

async function call(
  options: DoudianCallOptions,
  method: string,
  parameters: Readonly<Record<string, string>>,
  accessToken: string | null,
  { settings, secrets, realNow }: Omit<OrderDetailRequest, 'orderId'>,
): Promise<{ data: unknown } | Failure> {
  const appSecret = secrets['appSecret']
  if (!appSecret) return { failed: 'denied', reason: 'no app secret is set' }
  const paramJson = sortedJson(parameters)
  const timestamp = doudianTimestamp(realNow)
  const query = new URLSearchParams({
    method,
    app_key: settings.appKey,
    ...(accessToken === null ? {} : { access_token: accessToken }),
    timestamp,
    v: '2',
    sign: doudianCallSignature(
      { appKey: settings.appKey, method, paramJson, timestamp },
      appSecret,
      settings.signMethod,
    ),
    sign_method: settings.signMethod,
  })
  const url = `${options.origin}/${method.replace('.', '/')}?${query.toString()}`
  let text: string
  try {
    const response = await options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: paramJson,
      signal: AbortSignal.timeout(options.timeoutMilliseconds),
      redirect: 'error',
    })
    text = await response.text()
    if (!response.ok) return { failed: 'unreachable', reason: `HTTP ${response.status}` }
  } catch (error) {
    const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
    // the address holds the token: nothing of the error's own text may be kept
    return timedOut
      ? { failed: 'timeout', reason: `no answer in ${options.timeoutMilliseconds} ms` }
      : { failed: 'unreachable', reason: 'no connection' }
  }
  return readAnswer(text)
}

/**
 * `code` 10000 is success. The platform's list of other codes was not found: 30xxx, or words on tokens, signatures and rights, are taken as `denied`.
 * That changes only what the owner is told and whether a fetched token is kept: either way the order is asked for again.
 */
function readAnswer(text: string): { data: unknown } | Failure {
  const parsed = text.length > maxAnswerCharacters ? { refused: 'syntax' as const } : parseBigJson(text)
  const fields = 'value' in parsed ? fieldsOf(parsed.value) : null
  if (fields === null) return { failed: 'unreadable', reason: 'the answer is not a JSON object' }
  const code = integerOf(fields, 'code')
  if (code === 10_000) return { data: fields['data'] }
  const words = [textOf(fields, 'sub_code'), textOf(fields, 'sub_msg'), textOf(fields, 'msg')]
    .filter((word) => word !== null)
    .join(' ')
  const reason = `code ${code ?? '?'} ${words}`.replaceAll('\u0000', '').slice(0, 300).toWellFormed()
  const denied = (code !== null && code >= 30_000 && code < 40_000) || /access.?token|sign|permission|auth/i.test(words)
  return { failed: denied ? 'denied' : 'absent', reason }
}

/** Answers from orders written down beforehand, by order id; what is not there is `absent`. For tests, and for a sandbox. */
export function recordedOrderDetail(orders: (orderId: string) => unknown): OrderDetailPort {
  return {
    ask({ orderId }) {
      const detail = orders(orderId)
      return Promise.resolve(detail === undefined ? { failed: 'absent', reason: 'not recorded' } : { detail })
    },
  }
}
