import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** The server's present time in UTC milliseconds: a sandbox's clock with its rate, else the phone's own. Ticks every second. */
export function useServerNow(): number {
  const api = useApi()
  const clock = useQuery({
    queryKey: ['clock'],
    queryFn: async () => {
      const { now, rate } = await answerOf(api.GET('/v1/sandbox/clock', {}))
      return { now: Date.parse(now), rate, readAt: Date.now() }
    },
    retry: false,
    staleTime: 60_000,
  })
  const [phone, setPhone] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setPhone(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (clock.data === undefined) return phone
  return clock.data.now + Math.max(0, phone - clock.data.readAt) * clock.data.rate
}
