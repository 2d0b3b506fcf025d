import type { EventResult } from '../contract/events.ts'
import type { RejectionCode } from '../contract/rejections.ts'
import type { ImportTarget } from './target.ts'

/**
 * A dry run: every event is judged by its form and goes nowhere. Nothing is opened, so a store in use is no hindrance.
 * @param judge why the engine would not even read an event, or null
 */
export function intoNothing(judge: (event: unknown) => RejectionCode | null): ImportTarget {
  return {
    club: () => Promise.resolve('unknown'),
    createOwner: () => Promise.resolve(null),
    resume: () => Promise.resolve(null),
    send(events, _key, next) {
      next(
        events.map((event): EventResult => {
          const code = judge(event)
          return code === null ? { id: null, status: 'applied' } : { id: null, status: 'rejected', code }
        }),
      )
      return Promise.resolve()
    },
    keep: () => Promise.resolve(),
    members: () => Promise.resolve(0),
    summary: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }
}
