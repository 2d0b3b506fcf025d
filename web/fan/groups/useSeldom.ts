import { useEffect, useRef } from 'react'

/** Thousands who read the same news ask within so long, each at his own moment, */
const spreadMilliseconds = 3_000
/** and again no sooner than after so long. */
const restMilliseconds = 5_000

/** Does something soon and once, however often it is asked for: what every reader of a group would else ask the server for at the same moment. */
export function useSeldom(work: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(-Infinity)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return () => {
    if (timer.current !== undefined) return
    const rest = Math.max(0, last.current + restMilliseconds - performance.now())
    timer.current = setTimeout(
      () => {
        timer.current = undefined
        last.current = performance.now()
        work()
      },
      rest + (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) * (spreadMilliseconds / 65_536),
    )
  }
}
