import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatMoney, formatNumber, formatTime } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { codeOf } from '../../shared/problem.ts'
import { useReducedMotion } from '../../shared/motion.ts'
import { Skeleton } from '../../shared/states.tsx'
import { packetQuery, useOpenPacket } from '../data/benefits.ts'
import type { PacketClaim, RedPacketView } from '../data/benefit-views.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './PacketSheet.module.css'

/** The turn of the seal: never shorter, however fast the answer; together with the lid under 800 ms where that is fast. */
const turnMilliseconds = 520
/** Refusals that are an outcome: the packet itself then says so. */
const outcomes: ReadonlySet<string | null> = new Set(['empty', 'already_claimed', 'expired'])

interface PacketSheetProps {
  readonly club: ClubView
  readonly member: MemberView | null | undefined
  readonly packetId: string
  /** UTC ms of the decision clock */
  readonly now: number
  readonly onJoin: () => void
}

/** A red packet: one touch opens it; then the amount, and who took how much (BEN-8). */
export function PacketSheet(props: PacketSheetProps) {
  const packet = useQuery(packetQuery(useApi(), props.packetId))
  // kept where the packet is read: what is below is told of a new answer a moment later, and would show the seal whole in it
  const [turning, setTurning] = useState(false)
  if (packet.data === undefined)
    return (
      <Waiting of={[packet]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  return <Packet {...props} packet={packet.data} turning={turning} onTurning={setTurning} />
}

interface PacketProps extends PacketSheetProps {
  readonly packet: RedPacketView
  readonly turning: boolean
  readonly onTurning: (turning: boolean) => void
}

function Packet({ club, member, packet, now, turning, onTurning, onJoin }: PacketProps) {
  const { t } = useTranslation()
  const { mine, status } = packet
  const over = Date.parse(packet.expiresAt) <= now
  const closed = status === 'open' && !over && mine === null
  if (closed || turning)
    return (
      <Closed club={club} member={member} packet={packet} turning={turning} onTurning={onTurning} onJoin={onJoin} />
    )
  return (
    <div className={styles.sheet}>
      <div className={styles.opened} role="status">
        <p className={styles.greeting}>{packet.greeting ?? t('luck.greeting')}</p>
        {mine === null ? (
          <p className={styles.late}>{t(status === 'empty' ? 'luck.late' : 'luck.returned')}</p>
        ) : (
          <>
            <p className={styles.amount}>
              <Money value={mine.value} currency={mine.currency} />
            </p>
            <Link to={`/${club.ownerId}/wallet?tab=money`} className={styles.toWallet}>
              {t('luck.inBalance')}
            </Link>
          </>
        )}
      </div>
      <Takers packet={packet} />
    </div>
  )
}

function Money({ value, currency }: { readonly value: number; readonly currency: string }) {
  const { i18n } = useTranslation()
  return <CountUp value={value} format={(shown) => formatMoney({ value: shown, currency }, i18n.language)} />
}

type ClosedProps = Pick<PacketProps, 'club' | 'member' | 'packet' | 'turning' | 'onTurning' | 'onJoin'>

function Closed({ club, member, packet, turning, onTurning, onJoin }: ClosedProps) {
  const { t } = useTranslation()
  const still = useReducedMotion()
  const open = useOpenPacket(packet.ownerId, packet.packetId)
  const tooLow = packet.fromLevel !== null && (member == null || member.level < packet.fromLevel)
  const press = () => {
    onTurning(true)
    const turned = new Promise((resolve) => setTimeout(resolve, still ? 0 : turnMilliseconds))
    Promise.all([open.mutateAsync(), turned])
      .catch((error: unknown) => {
        if (!outcomes.has(codeOf(error))) toastProblem(error, t)
      })
      .finally(() => onTurning(false))
  }
  return (
    <div className={styles.packet}>
      <div className={styles.flap}>
        <Avatar id={club.ownerId} name={club.name} size={3} />
        <p className={styles.from}>
          <MiddleEllipsis text={club.name} />
        </p>
        <p className={styles.greeting}>{packet.greeting ?? t('luck.greeting')}</p>
      </div>
      {tooLow ? (
        <div className={styles.gate}>
          <p>{t('luck.packetFrom', { level: packet.fromLevel })}</p>
          <Button look="quiet" onClick={onJoin}>
            {t(member == null ? 'luck.goJoin' : 'luck.go.level')}
          </Button>
        </div>
      ) : (
        <button
          type="button"
          className={turning ? `${styles.seal} ${styles.turning}` : styles.seal}
          disabled={turning}
          aria-label={t('luck.openIt')}
          aria-busy={turning}
          onClick={press}
        >
          <span aria-hidden="true">{t('luck.seal')}</span>
        </button>
      )}
      <p className={styles.how}>{t(`luck.split.${packet.split}`)}</p>
    </div>
  )
}

function Takers({ packet }: { readonly packet: RedPacketView }) {
  const { t, i18n } = useTranslation()
  const { claims, sharesClaimed, count, claimed, total } = packet
  return (
    <section className={styles.takers}>
      <p className={styles.small}>
        {t('luck.taken', {
          taken: formatNumber(sharesClaimed, i18n.language),
          of: formatNumber(count, i18n.language),
          claimed: formatMoney(claimed, i18n.language),
          total: formatMoney(total, i18n.language),
        })}
      </p>
      <ul>
        {claims.map((claim) => (
          <Taker key={claim.userId} claim={claim} />
        ))}
      </ul>
      {claims.length > 0 && claims.length < sharesClaimed && (
        <p className={styles.small}>
          {t('luck.newest', { count: claims.length, n: formatNumber(claims.length, i18n.language) })}
        </p>
      )}
    </section>
  )
}

function Taker({ claim }: { readonly claim: PacketClaim }) {
  const { t, i18n } = useTranslation()
  const name = claim.name ?? t('screen.somebody')
  return (
    <li className={styles.taker}>
      <Avatar id={claim.userId} name={name} size={2} />
      <span className={styles.takerWords}>
        <span className={styles.takerName}>
          <MiddleEllipsis text={name} />
          {claim.imitates === true && <span className={styles.notOfficial}>{t('luck.notOfficial')}</span>}
        </span>
        <span className={styles.small}>{formatTime(claim.at, i18n.language)}</span>
      </span>
      <span className={styles.takerAmount}>
        <b>{formatMoney(claim.amount, i18n.language)}</b>
        {claim.best && <span className={styles.best}>{t('luck.best')}</span>}
      </span>
    </li>
  )
}
