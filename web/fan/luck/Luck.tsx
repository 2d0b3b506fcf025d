import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { Sheet } from '../parts/Sheet.tsx'
import { BagSheet } from './BagSheet.tsx'
import { Floats } from './Floats.tsx'
import type { Offer } from './offers.ts'
import { PacketSheet } from './PacketSheet.tsx'
import { markSeen } from './seen.ts'
import { useOffers } from './useOffers.ts'
import { Won } from './Won.tsx'

interface LuckProps {
  readonly club: ClubView
  readonly sessionId: string
  readonly member: MemberView | null | undefined
  /** another moment is on the screen: what was won waits for it */
  readonly busy: boolean
  readonly onJoin: () => void
  /** «去评论口令»: fills the comment field */
  readonly onSay: (phrase: string) => void
}

/** Lucky bags and red packets of a room: what floats, what opens, what was won (BEN-7, BEN-8). */
export function Luck({ club, sessionId, member, busy, onJoin, onSay }: LuckProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<{ readonly kind: Offer['kind']; readonly id: string } | null>(null)
  const [shown, setShown] = useState(false)
  const { offers, campaigns, won, now } = useOffers(club.ownerId, sessionId, shown && open?.kind === 'bag')
  const campaign = open?.kind === 'bag' ? campaigns.find(({ campaignId }) => campaignId === open.id) : undefined
  const show = ({ kind, id }: Pick<Offer, 'kind' | 'id'>) => {
    setOpen({ kind, id })
    setShown(true)
  }
  const close = () => {
    setShown(false)
    if (campaign?.status === 'drawn') markSeen(campaign.campaignId)
  }
  const leave = (then: () => void) => () => {
    close()
    then()
  }
  return (
    <>
      <Floats offers={offers} now={now} onOpen={show} />
      <Sheet open={shown && campaign !== undefined} title={t('luck.bag')} onClose={close} height="full">
        {campaign !== undefined && (
          <BagSheet
            campaign={campaign}
            now={now}
            onJoin={leave(onJoin)}
            onSay={(phrase) => leave(() => onSay(phrase))()}
            onClose={close}
          />
        )}
      </Sheet>
      <Sheet open={shown && open?.kind === 'packet'} title={t('luck.packet')} onClose={close}>
        {open?.kind === 'packet' && (
          <PacketSheet club={club} member={member} packetId={open.id} now={now} onJoin={leave(onJoin)} />
        )}
      </Sheet>
      {won !== null && !shown && !busy && (
        <Won
          campaign={won}
          onDone={() => markSeen(won.campaignId)}
          onWinners={() => show({ kind: 'bag', id: won.campaignId })}
        />
      )}
    </>
  )
}
