import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { webhookLimits, type WebhookError } from '../contract/webhooks.ts'
import type { WebhookOutcome, WebhookRequest, WebhookSender } from '../ports/webhook-sender.ts'
import { BlockedAddress, guardedLookup, hostOf, type OutsidePolicy } from './outside-address.ts'

export interface WebhookHttpOptions {
  readonly policy: OutsidePolicy
  /** for `user-agent` */
  readonly version: string
  /** for one request, from the name's look-up to the answer */
  readonly timeoutMilliseconds: number
}

/** Bytes of an answer that are read; a longer one is cut off. */
const ANSWER_BYTES_MOST = 4_096
/** An idle connection is kept for so long. */
const IDLE_MS = 20_000
const SOCKETS_MOST = 64
const DNS_MS = 5_000

/** What goes wrong between two machines, as one of our words. */
function errorOf(error: unknown): WebhookError {
  if (error instanceof BlockedAddress) return 'blocked'
  const code = error instanceof Error ? String((error as Error & { code?: unknown }).code ?? '') : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return 'unknownHost'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNABORTED)$/.test(code)) return 'unreachable'
  if (code === 'ETIMEDOUT') return 'timeout'
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/.test(code)) return 'tls'
  return 'broken'
}

function errorOfStatus(status: number): WebhookError | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

/** `Retry-After`: seconds or an HTTP date. @param now UTC ms of the machine */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

const storable = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replaceAll('\u0000', '')
    .toWellFormed()
    .slice(0, webhookLimits.snippetCharacters)
    .toWellFormed()

interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly body: Buffer
}

/** A connection kept from before may have been closed by the other side just now: that is no answer of his. */
class StaleConnection extends Error {}

/** The sender over Node's own client: pinned to checked addresses, no redirects, bounded in time and bytes. */
export function createWebhookSender(options: WebhookHttpOptions): WebhookSender {
  const { policy } = options
  const agent = { keepAlive: true, maxSockets: SOCKETS_MOST, maxFreeSockets: SOCKETS_MOST, timeout: IDLE_MS }
  const agents = { 'http:': new http.Agent(agent), 'https:': new https.Agent(agent) }

  /** Resolves with the answer once its status came and its beginning was read or its time is over. */
  function exchange(url: URL, request: WebhookRequest, signal: AbortSignal, fresh: boolean): Promise<Answer> {
    const plain = url.protocol === 'http:'
    return new Promise((resolve, reject) => {
      const bytes = Buffer.from(request.body, 'utf8')
      const sent = (plain ? http : https).request(url, {
        method: 'POST',
        agent: fresh ? false : plain ? agents['http:'] : agents['https:'],
        lookup: guardedLookup(policy, url.protocol) as never,
        signal,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': bytes.length,
          'accept-encoding': 'identity',
          'user-agent': `Tiefen-Webhooks/${options.version}`,
          ...request.headers,
        },
      })
      let answered = false
      sent.on('error', (error) => {
        if (!answered) reject(sent.reusedSocket && !signal.aborted ? new StaleConnection(error.message) : error)
      })
      sent.on('response', (response) => {
        answered = true
        const parts: Buffer[] = []
        let length = 0
        const finish = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            body: Buffer.concat(parts).subarray(0, ANSWER_BYTES_MOST),
          })
        response.on('data', (part: Buffer) => {
          parts.push(part)
          length += part.length
          if (length < ANSWER_BYTES_MOST) return
          finish()
          response.destroy()
        })
        // a status that came is an answer, also when the rest of it breaks off or takes too long
        response.on('end', finish).on('error', finish).on('close', finish)
      })
      sent.end(bytes)
    })
  }

  function refuseForm(text: string): { url: URL } | { refused: string } {
    if (!URL.canParse(text)) return { refused: 'This is no address' }
    const url = new URL(text)
    const literal = isIP(hostOf(url)) !== 0
    const refused = policy.refuseUrl(url) ?? (literal ? policy.refuseAddress(url.protocol, hostOf(url)) : null)
    return refused === null ? { url } : { refused }
  }

  const nothing = { status: null, response: '', retryAfterMilliseconds: null }
  return {
    async send(request, stop) {
      const began = performance.now()
      const milliseconds = (): number => Math.round(performance.now() - began)
      const form = refuseForm(request.url)
      if ('refused' in form) return { ...nothing, error: 'blocked', milliseconds: 0 }
      const deadline = AbortSignal.timeout(options.timeoutMilliseconds)
      const signal = stop === undefined ? deadline : AbortSignal.any([deadline, stop])
      try {
        const answer = await exchange(form.url, request, signal, false).catch((error: unknown) => {
          if (error instanceof StaleConnection) return exchange(form.url, request, signal, true)
          throw error
        })
        return {
          error: errorOfStatus(answer.status),
          status: answer.status,
          milliseconds: milliseconds(),
          response: storable(answer.body),
          retryAfterMilliseconds: retryAfter(answer.retryAfter, Date.now()),
        }
      } catch (error) {
        const why = stop?.aborted === true ? 'aborted' : deadline.aborted ? 'timeout' : errorOf(error)
        return { ...nothing, error: why, milliseconds: milliseconds() } satisfies WebhookOutcome
      }
    },
    async refuse(text) {
      const form = refuseForm(text)
      if ('refused' in form) return form.refused
      const host = hostOf(form.url)
      if (isIP(host) !== 0) return null
      const addresses = await withinTime(lookup(host, { all: true })).catch(() => [])
      if (addresses.length === 0) return 'The host of this address is not known'
      return addresses.reduce<string | null>(
        (refused, { address }) => refused ?? policy.refuseAddress(form.url.protocol, address),
        null,
      )
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/** A resolver that hangs does not hang the call. */
function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), DNS_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
