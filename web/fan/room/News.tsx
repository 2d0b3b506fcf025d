import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { useApi, useStream } from '../../shared/connection.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { memberTopic } from '../../shared/topics.ts'
import { benefitsQuery } from '../data/benefits.ts'
import type { MemberBenefit } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import styles from './News.module.css'

const shownMilliseconds = 6_000

interface NewsProps {
  readonly ownerId: string
  /** something lies over the room: the line waits until it can be seen */
  readonly covered: boolean
  readonly onOpen: () => void
}

/** A benefit opened while the fan looked: a quiet line that leads to the claim and goes by itself, not while he touches it (BEN-3). */
export function News({ ownerId, covered, onOpen }: NewsProps) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const [opened, setOpened] = useState<readonly MemberBenefit[]>([])
  const [held, setHeld] = useState(false)
  const tell = async (ids: ReadonlySet<unknown>) => {
    const known = await queries.fetchQuery({ ...benefitsQuery(api, ownerId, userId), staleTime: 0 })
    const fresh = known?.items.filter(({ benefitId, state }) => ids.has(benefitId) && state === 'claimable') ?? []
    if (fresh.length > 0) setOpened(fresh)
  }
  useStream([memberTopic(ownerId, userId)], ({ kind, body }) => {
    const ids = body['benefitIds']
    // who cannot fetch the list now finds it in the panel later
    if (kind === 'benefit.opened' && Array.isArray(ids)) tell(new Set(ids)).catch(() => undefined)
  })
  const [first] = opened
  useEffect(() => {
    if (first === undefined || held || covered) return
    const timer = setTimeout(() => setOpened([]), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [first, held, covered])
  return (
    <div className={styles.place} role="status">
      {first !== undefined && (
        <button
          type="button"
          className={styles.news}
          onClick={() => {
            setOpened([])
            onOpen()
          }}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <BenefitGlyph kind={first.kind} style={first.style} size={1.5} />
          <span className={styles.words}>
            <MiddleEllipsis text={t('perks.opened', { count: opened.length, name: first.name })} />
          </span>
          <b className={styles.go}>{t('perks.toClaim')}</b>
        </button>
      )}
    </div>
  )
}
