import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../src/contract/linking.ts'
import { CallView } from '../../shared/linking/CallView.tsx'
import '../../shared/linking/words.ts'
import { useFan } from '../data/fan.tsx'
import { Overlay } from '../parts/Overlay.tsx'
import { Button } from '../parts/Button.tsx'
import styles from './FanCall.module.css'
import { Incoming } from './Incoming.tsx'
import { keepLink, keptLink } from './kept.ts'

interface FanCallProps {
  /** the one that runs for him; null: none */
  readonly link: LinkView | null
  readonly onChanged: () => void
}

/** A call of the fan: rung, taken part in, or on another device of his. */
export function FanCall({ link, onChanged }: FanCallProps) {
  const { t } = useTranslation()
  const { userId } = useFan()
  // stays until it is closed: how it ended is told when it runs no more
  const [talking, setTalking] = useState<LinkView | null>(null)
  const mine = link?.parties.find(({ party }) => party === link.mine) ?? null
  if (talking === null && link !== null && mine?.status === 'in' && keptLink() === link.linkId) setTalking(link)
  const take = (taken: LinkView) => {
    keepLink(taken.linkId)
    setTalking(taken)
  }
  const close = () => {
    keepLink(null)
    setTalking(null)
    onChanged()
  }
  if (talking !== null)
    return (
      <Overlay>
        <CallView key={talking.linkId} link={talking} from={userId} seat={null} onClose={close} />
      </Overlay>
    )
  if (link === null || mine === null || mine.status === 'out') return null
  if (mine.status === 'ringing')
    return (
      <Overlay>
        <Incoming key={link.linkId} link={link} onAccept={() => take(link)} onGone={onChanged} />
      </Overlay>
    )
  return (
    <Overlay>
      <div className={styles.elsewhere} role="status">
        <span>{t('link.elsewhere')}</span>
        <Button look="strong" onClick={() => take(link)}>
          {t('link.here')}
        </Button>
      </div>
    </Overlay>
  )
}
