import { useTranslation } from 'react-i18next'
import type { Gate } from '../../../../src/contract/groups.ts'
import { formatNumber } from '../../../shared/format.ts'
import { gateWords } from '../../../shared/gate-words.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { useClub } from '../../club.tsx'
import { useText } from '../../text.ts'
import styles from './FanGroupCard.module.css'

interface FanGroupCardProps {
  readonly name: string
  readonly gate: Gate
  readonly notice: string | null
  readonly freeSeats: number
}

/** A group as a fan reads it on the owner's page before he joins (GRP-12). */
export function FanGroupCard({ name, gate, notice, freeSeats }: FanGroupCardProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { club } = useClub()
  return (
    <figure className={styles.face}>
      <figcaption className={styles.caption}>{say('groups.face.caption')}</figcaption>
      <div className={styles.card}>
        <span className={styles.picture} aria-hidden="true">
          {[...name][0] ?? '♥'}
        </span>
        <div className={styles.words}>
          <div className={styles.name}>
            <MiddleEllipsis text={name === '' ? say('groups.face.noName') : name} />
          </div>
          <div className={styles.gate}>{gateWords(gate, club.mode, t)}</div>
          <div className={styles.seats}>{say('groups.face.seats', { n: formatNumber(freeSeats, language) })}</div>
          {notice !== null && notice !== '' && <p className={styles.notice}>{notice}</p>}
        </div>
        <span className={styles.join} aria-hidden="true">
          {say('groups.face.join')}
        </span>
      </div>
    </figure>
  )
}
