import { isUtf8 } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RejectionCode } from '../contract/rejections.ts'
import type { StreamMessage } from '../ports/event-stream.ts'

/** Events of one message, as of one call of POST /v1/events. */
export const eventsOfMessageMost = 5_000
const MESSAGE_BYTES_MOST = 8 * 1024 * 1024
/** `v1=` and the HMAC-SHA256 of the message's bytes in hex. */
export const signatureHeader = 'Tiefen-Signature'

/** The events of a message, or why it holds none: the codes are those of POST /v1/events. */
export type Decoded = { readonly events: readonly unknown[] } | { readonly bad: RejectionCode }

function isSigned({ data, header }: Pick<StreamMessage, 'data' | 'header'>, keys: readonly Buffer[]): boolean {
  const given = /^v1=([0-9a-f]{64})$/.exec(header(signatureHeader) ?? '')?.[1]
  if (given === undefined) return false
  const signature = Buffer.from(given, 'hex')
  return keys.some((key) => timingSafeEqual(createHmac('sha256', key).update(data).digest(), signature))
}

/**
 * Reads a message: one CloudEvent, or an array of them. Events are not judged here, each is by itself in the engine.
 * @param keys any of them may have signed; none: signatures are not asked for
 * Codes: body_too_large, signature_invalid, malformed_json, malformed, batch_too_large.
 */
export function decodeMessage(message: Pick<StreamMessage, 'data' | 'header'>, keys: readonly Buffer[]): Decoded {
  if (message.data.length > MESSAGE_BYTES_MOST) return { bad: 'body_too_large' }
  if (keys.length > 0 && !isSigned(message, keys)) return { bad: 'signature_invalid' }
  if (!isUtf8(message.data)) return { bad: 'malformed_json' }
  let value: unknown
  try {
    value = JSON.parse(
      Buffer.from(message.data)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
  } catch {
    return { bad: 'malformed_json' }
  }
  if (typeof value !== 'object' || value === null) return { bad: 'malformed' }
  if (!Array.isArray(value)) return { events: [value] }
  return value.length > eventsOfMessageMost ? { bad: 'batch_too_large' } : { events: value }
}
