import { useEffect, useState } from 'react'
import { useSandboxClock } from './data/clock.ts'

/** The server's time as far as the page knows it: the sandbox clock run on at its rate, or the machine's. UTC milliseconds. */
export function useNow(everyMilliseconds = 30_000): number {
  const clock = useSandboxClock().data
  const [machine, setMachine] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setMachine(Date.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  if (clock === undefined || clock === null) return machine
  return Date.parse(clock.now) + Math.max(0, machine - clock.readAt) * clock.rate
}
