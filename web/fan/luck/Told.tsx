import { useNavigate } from 'react-router'
import type { CampaignView } from '../data/benefit-views.ts'
import { markSeen } from './seen.ts'
import { useDraws } from './useDraws.ts'
import { Won } from './Won.tsx'

/** What he won where nothing floats, told with the way to the whole result (BEN-7). */
export function TellWon({ won }: { readonly won: CampaignView | null }) {
  const navigate = useNavigate()
  if (won === null) return null
  const seen = () => markSeen(won.campaignId)
  return (
    <Won
      key={won.campaignId}
      campaign={won}
      onDone={seen}
      onWinners={() => {
        seen()
        void navigate(`/${won.ownerId}/draws/${won.campaignId}`)
      }}
    />
  )
}

/** A room that went off air before its bag was drawn: who still looks is told there. */
export function Told({ ownerId }: { readonly ownerId: string }) {
  return <TellWon won={useDraws(ownerId, null).won} />
}
