import { useEffect, useState, useSyncExternalStore } from 'react'
import type { LinkSeat, LinkView } from '../../../src/contract/linking.ts'
import { useConnection } from '../connection.tsx'
import { createCall, type Call, type CallState } from './call.ts'

/** Takes part in a link while the component is shown; null until it began. @param from the fan's id, or the owner's for the owner's side */
export function useCall(
  link: LinkView,
  from: string,
  seat: LinkSeat | null,
): { readonly call: Call; readonly state: CallState } | null {
  const { api, live } = useConnection()
  const [call, setCall] = useState<Call | null>(null)
  const { linkId } = link
  useEffect(() => {
    const made = createCall({ api, live, link, from, seat })
    let shown = true
    queueMicrotask(() => shown && setCall(made))
    return () => {
      shown = false
      made.close()
    }
    // a link is joined once: what is new of it comes to the call by itself
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, live, linkId, from])
  const state = useSyncExternalStore(
    (notify) => call?.onChange(notify) ?? (() => undefined),
    () => call?.state() ?? null,
  )
  return call === null || state === null ? null : { call, state }
}

/** This device's clock (`performance.now`), looked at every so many milliseconds while it is shown. */
export function useClock(milliseconds: number): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds])
  return now
}
