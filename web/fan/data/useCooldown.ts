import { useState } from 'react'
import { ApiProblem } from '../../shared/problem.ts'
import { useFan } from './fan.tsx'
import { keepRejoinAt, rejoinAt } from './membership.ts'

/** When the fan may join this club again, if he has to wait (MEM-4). */
export function useCooldown(ownerId: string): {
  /** RFC 3339, or null when he may join */
  readonly until: string | null
  /** takes the time from a refusal */
  learn(error: unknown): void
  /** the wait is over */
  over(): void
} {
  const { userId } = useFan()
  const [until, setUntil] = useState(() => rejoinAt(ownerId, userId))
  const keep = (at: string | null) => {
    keepRejoinAt(ownerId, userId, at)
    setUntil(at)
  }
  return {
    until,
    learn: (error) => {
      if (error instanceof ApiProblem) keep(error.retryAt)
    },
    over: () => keep(null),
  }
}
