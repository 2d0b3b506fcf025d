import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../shared/connection.tsx'
import { useServerNow } from '../data/clock.ts'
import { drawsQuery } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { drawsOf, wonOf } from './offers.ts'
import { useSeen } from './seen.ts'

interface Draws {
  readonly draws: readonly CampaignView[]
  /** won, and not told yet */
  readonly won: CampaignView | null
}

/** How often what is listed is looked at by the clock: results go after days. */
const clockMilliseconds = 30_000

/** What a club draws, whether anybody is on air or not; the page hears of it with all else of the club. @param toldBy the session whose room tells of its own */
export function useDraws(ownerId: string, toldBy: string | null): Draws {
  const now = useServerNow(clockMilliseconds)
  const seen = useSeen()
  const draws = drawsOf(useQuery(drawsQuery(useApi(), ownerId)).data ?? [], now)
  const untold = draws.filter(({ sessionId }) => sessionId === null || sessionId !== toldBy)
  return { draws, won: wonOf(untold, seen) }
}
