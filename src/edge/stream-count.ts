import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Principal } from './principal.ts'
import { edgeLimits } from './settings.ts'

/** Open streams of this node, in all and per subject. */
export interface StreamCount {
  /** Codes: busy, too_many_requests. */
  refusal(principal: Principal): Rejection | null
  /** Counts one; call what it returns when the stream ends. */
  enter(principal: Principal): () => void
}

/** Counts in the memory of this node. */
export function createStreamCount(): StreamCount {
  const open = new Map<string, number>()
  let all = 0
  const keyOf = ({ subject }: Principal): string => `${subject.role}:${subject.ownerId ?? ''}:${subject.id}`
  return {
    refusal(principal) {
      if (all >= edgeLimits.streamClients) return reject('busy', undefined, { retryAfterSeconds: 5 })
      const own = open.get(keyOf(principal)) ?? 0
      const spared = principal.subject.role === 'platform'
      return own >= edgeLimits.streamClientsPerSubject && !spared ? reject('too_many_requests') : null
    },
    enter(principal) {
      const key = keyOf(principal)
      all += 1
      open.set(key, (open.get(key) ?? 0) + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        all -= 1
        const rest = (open.get(key) ?? 1) - 1
        if (rest === 0) open.delete(key)
        else open.set(key, rest)
      }
    },
  }
}
