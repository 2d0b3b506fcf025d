import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { PushBatch, PushOutcome, PushTarget } from '../ports/push-sender.ts'
import { guardedLookup, hostOf, type OutsidePolicy } from './outside-address.ts'
import { createVapid, encrypt, newSpeaker, type Speaker, type VapidKeys } from './push-crypto.ts'
import { retryAfter } from './webhook-http.ts'

export interface WebPushOptions {
  readonly policy: OutsidePolicy
  readonly keys: VapidKeys
  /** whom a push service asks: `mailto:` or `https:` */
  readonly contact: string
  readonly timeoutMilliseconds: number
  /** requests at the same time */
  readonly atOnce: number
  /** UTC ms of the machine */
  readonly now: () => number
}

/** An idle connection is kept for so long. */
const IDLE_MS = 30_000
/** Of an answer's body, which nobody reads. */
const ANSWER_BYTES_MOST = 16_384

const nothing = { status: null, retryAfter: null }
const stopped: PushOutcome = { ...nothing, result: 'stopped' }
const refused: PushOutcome = { ...nothing, result: 'refused' }
const later: PushOutcome = { ...nothing, result: 'later' }

/** What a status means (RFC 8030, 5 and 7.3; the push services' own manuals agree). */
export function resultOf(status: number): PushOutcome['result'] {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  return status === 429 || status === 408 || status >= 500 ? 'later' : 'refused'
}

/** Pushes over HTTP/1.1 connections that are kept; only to where the policy allows, without following anybody elsewhere. */
export interface WebPush {
  send(batch: PushBatch, stop: AbortSignal): Promise<PushOutcome[]>
  close(): void
}

/** The sender of one thread: so many requests at a time, each encrypted when its turn comes. */
export function createWebPush(options: WebPushOptions): WebPush {
  const { policy, atOnce } = options
  const authorize = createVapid(options.keys, options.contact)
  const agent = { keepAlive: true, maxSockets: atOnce, maxFreeSockets: atOnce, timeout: IDLE_MS }
  const ways = {
    'http:': { request: http.request, agent: new http.Agent(agent), lookup: guardedLookup(policy, 'http:') },
    'https:': { request: https.request, agent: new https.Agent(agent), lookup: guardedLookup(policy, 'https:') },
  }

  function whereTo(endpoint: string): URL | null {
    if (!URL.canParse(endpoint)) return null
    const url = new URL(endpoint)
    const host = hostOf(url)
    if (policy.refuseUrl(url) !== null) return null
    return isIP(host) !== 0 && policy.refuseAddress(url.protocol, host) !== null ? null : url
  }

  /** Resolves with what came of one request. A connection kept from before that ends unanswered is tried once more on a fresh one. */
  function post(url: URL, body: Buffer, batch: PushBatch, isFresh: boolean): Promise<PushOutcome> {
    const way = ways[url.protocol === 'http:' ? 'http:' : 'https:']
    return new Promise((resolve) => {
      const sent = way.request(url, {
        method: 'POST',
        agent: isFresh ? false : way.agent,
        lookup: way.lookup as never,
        headers: {
          authorization: authorize(url.origin, options.now()),
          ttl: batch.ttlSeconds,
          urgency: batch.urgency,
          topic: batch.topic,
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          'content-length': body.length,
        },
      })
      let isLate = false
      let isAnswered = false
      const deadline = setTimeout(() => {
        isLate = true
        sent.destroy()
      }, options.timeoutMilliseconds)
      sent.on('close', () => clearTimeout(deadline))
      sent.on('error', () => {
        if (isAnswered) return
        resolve(sent.reusedSocket && !isFresh && !isLate ? post(url, body, batch, true) : later)
      })
      sent.on('response', (response) => {
        isAnswered = true
        const status = response.statusCode ?? 0
        // what a push service says beside its status is of no use: a short answer leaves the connection for the next, a long or slow one ends it
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > ANSWER_BYTES_MOST) sent.destroy()
        })
        resolve({
          result: resultOf(status),
          status,
          retryAfter: retryAfter(response.headers['retry-after'], options.now()),
        })
      })
      sent.end(body)
    })
  }

  async function one(
    target: PushTarget,
    batch: PushBatch,
    texts: readonly Buffer[],
    speaker: Speaker,
  ): Promise<PushOutcome> {
    const url = whereTo(target.endpoint)
    const text = texts[target.text]
    if (url === null || text === undefined) return refused
    let body: Buffer
    try {
      body = encrypt(text, target, speaker)
    } catch {
      // its key is no point: nobody could read it
      return refused
    }
    return post(url, body, batch, false)
  }

  return {
    async send(batch, stop) {
      const texts = batch.texts.map((text) => Buffer.from(text, 'utf8'))
      const speaker = newSpeaker()
      const outcomes: PushOutcome[] = batch.targets.map(() => stopped)
      let next = 0
      const lane = async (): Promise<void> => {
        while (next < batch.targets.length && !stop.aborted) {
          const index = next++
          const target = batch.targets[index]
          if (target !== undefined) outcomes[index] = await one(target, batch, texts, speaker)
        }
      }
      await Promise.all(Array.from({ length: Math.min(atOnce, batch.targets.length) }, lane))
      return outcomes
    },
    close() {
      for (const way of Object.values(ways)) way.agent.destroy()
    },
  }
}
