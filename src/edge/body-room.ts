import type { Readable } from 'node:stream'
import { reject as rejection } from '../contract/rejections.ts'
import { ProblemError } from './problem.ts'

/** What one body holds of the room for all of them. */
export interface BodyHold {
  /** Whether there is room for so many bytes more; they are held then. */
  take(bytes: number): boolean
  /** Gives all of it back; may be called twice. */
  release(): void
}

/** Bytes of bodies in memory of callers that nobody knows yet: of all together, and of those that share a key. */
export interface BodyRoom {
  open(key: string): BodyHold
}

/** @param allMost bytes of all together @param eachMost bytes of those that share a key */
export function createBodyRoom(allMost: number, eachMost: number): BodyRoom {
  const held = new Map<string, number>()
  let all = 0
  return {
    open(key) {
      let own = 0
      return {
        take(bytes) {
          const each = (held.get(key) ?? 0) + bytes
          if (all + bytes > allMost || each > eachMost) return false
          all += bytes
          own += bytes
          held.set(key, each)
          return true
        },
        release() {
          const left = (held.get(key) ?? 0) - own
          if (left > 0) held.set(key, left)
          else held.delete(key)
          all -= own
          own = 0
        },
      }
    },
  }
}

/**
 * Reads a body into memory as long as it may be that long and there is room for it; what is refused is read on and thrown away, so that its sender
 * hears why. Codes: body_too_large, busy.
 */
export function readHeld(payload: Readable, bytesMost: number, hold: BodyHold): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    const refuse = (code: 'body_too_large' | 'busy'): void => {
      payload.off('data', onData)
      chunks.length = 0
      hold.release()
      payload.resume()
      reject(new ProblemError(rejection(code)))
    }
    const onData = (chunk: Buffer): void => {
      length += chunk.length
      if (length > bytesMost) return refuse('body_too_large')
      if (!hold.take(chunk.length)) return refuse('busy')
      chunks.push(chunk)
    }
    payload.on('data', onData)
    payload.once('end', () => resolve(Buffer.concat(chunks)))
    payload.once('error', reject)
  })
}
