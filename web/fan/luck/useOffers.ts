import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useApi, useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { sessionTopic } from '../../shared/topics.ts'
import { useServerNow } from '../data/clock.ts'
import { packetsQuery, sessionCampaignsQuery } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { offersOf, wonOf, type Offer } from './offers.ts'
import { useSeen } from './seen.ts'

/** A packet moves with every claim; its list is asked at most this often. */
const packetMilliseconds = 2_000

interface Offers {
  readonly offers: readonly Offer[]
  readonly campaigns: readonly CampaignView[]
  /** won, and not told yet */
  readonly won: CampaignView | null
  /** UTC ms of the decision clock */
  readonly now: number
}

/** While somebody looks at a bag, how many take part and how far he is are asked for again so often. */
const lookedAtMilliseconds = 10_000

/** What a session offers: asked for at once and after every message, so that a reload or a lost line shows the same. @param lookedAt a bag is open */
export function useOffers(ownerId: string, sessionId: string, lookedAt: boolean): Offers {
  const api = useApi()
  const queries = useQueryClient()
  const now = useServerNow()
  const seen = useSeen()
  const campaigns =
    useQuery({
      ...sessionCampaignsQuery(api, ownerId, sessionId),
      refetchInterval: lookedAt ? lookedAtMilliseconds : false,
    }).data?.items ?? []
  const packets = useQuery(packetsQuery(api, ownerId, sessionId)).data?.items ?? []
  const waiting = useRef(false)
  useStream([sessionTopic(sessionId)], ({ kind, body }) => {
    if (kind.startsWith('campaign.')) void refreshQueries(queries, ['campaigns', ownerId, sessionId])
    else if (kind === 'packet.opened') void refreshQueries(queries, ['packets', ownerId])
    else if (kind === 'packet.moved' && !waiting.current) {
      waiting.current = true
      setTimeout(() => {
        waiting.current = false
        void refreshQueries(queries, ['packet', body['packetId']])
        void refreshQueries(queries, ['packets', ownerId])
      }, packetMilliseconds)
    }
  })
  return { offers: offersOf(campaigns, packets, seen, now), campaigns, won: wonOf(campaigns, seen), now }
}
