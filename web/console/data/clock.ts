import { useQuery } from '@tanstack/react-query'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { codeOf } from '../../shared/problem.ts'

/** The sandbox clock as last read; `readAt` is the machine's time then, UTC milliseconds. */
export interface SandboxClock {
  readonly now: string
  readonly rate: number
  readonly readAt: number
}

/** The sandbox clock, or null where the server runs on real time (PLT-5). */
export function useSandboxClock() {
  const api = useApi()
  return useQuery({
    queryKey: ['clock'],
    queryFn: async (): Promise<SandboxClock | null> => {
      try {
        return { ...(await answerOf(api.GET('/v1/sandbox/clock', {}))), readAt: Date.now() }
      } catch (error) {
        if (codeOf(error) === 'not_found') return null
        throw error
      }
    },
    refetchInterval: (query) => (query.state.data === null ? false : 30_000),
  })
}
