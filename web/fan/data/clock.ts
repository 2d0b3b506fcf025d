import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { dayIn } from '../../shared/format.ts'
import { ApiProblem } from '../../shared/problem.ts'

/** What the server's clock shows: a sandbox's with its rate, else the time at which it answered that there is none. */
async function readClock(api: Api): Promise<{ readonly now: number; readonly rate: number; readonly readAt: number }> {
  const { data, error, response } = await api.GET('/v1/sandbox/clock', {})
  const readAt = Date.now()
  if (data !== undefined) return { now: Date.parse(data.now), rate: data.rate, readAt }
  const answered = Date.parse(response.headers.get('date') ?? '')
  if (response.status !== 404 || Number.isNaN(answered)) throw new ApiProblem(response.status, error ?? {})
  return { now: answered, rate: 1, readAt }
}

/** Reads the server's present time in UTC milliseconds at a time of the phone's, now unless said; the phone's own while that is not known. */
export function useServerClock(): (phone?: number) => number {
  const api = useApi()
  const clock = useQuery({
    queryKey: ['clock'],
    queryFn: () => readClock(api),
    retry: false,
    staleTime: 60_000,
  })
  const { data } = clock
  return useCallback(
    (phone = Date.now()) => (data === undefined ? phone : data.now + Math.max(0, phone - data.readAt) * data.rate),
    [data],
  )
}

/** The server's present time in UTC milliseconds. @param everyMilliseconds how often it ticks */
export function useServerNow(everyMilliseconds = 1_000): number {
  const readNow = useServerClock()
  const [phone, setPhone] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setPhone(Date.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  return readNow(phone)
}

/** The present day in the platform's zone, YYYY-MM-DD, by the server's clock. */
export function useServerDay(): string {
  return dayIn(useServerNow(30_000))
}
