import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
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

/** Reads the server's present time in UTC milliseconds at a time of the phone's, now unless said; null while that is not known. */
export function useServerClock(): ((phone?: number) => number) | null {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['clock'],
    queryFn: () => readClock(api),
    retry: false,
    staleTime: 60_000,
  })
  return useMemo(
    () =>
      data === undefined ? null : (phone = Date.now()) => data.now + Math.max(0, phone - data.readAt) * data.rate,
    [data],
  )
}

/** The server's present time in UTC milliseconds; the phone's own while that is not known. @param everyMilliseconds how often it ticks */
export function useServerNow(everyMilliseconds = 1_000): number {
  const readNow = useServerClock()
  const [phone, setPhone] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setPhone(Date.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  return readNow === null ? phone : readNow(phone)
}

/** The present day in the platform's zone, YYYY-MM-DD, by the server's clock. */
export function useServerDay(): string {
  return dayIn(useServerNow(30_000))
}
