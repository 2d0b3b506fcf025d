import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { PerkCard } from '../club/Perk.tsx'
import { readyOf } from '../club/perks.ts'
import { benefitsQuery, entitlementsQuery } from '../data/benefits.ts'
import type { EntitlementView } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { userQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { groupsOf } from './groups.ts'
import { Owned } from './Owned.tsx'
import styles from './Wallet.module.css'

/** Whoever is in very many clubs sees what is ready in these many first ones; the rest in each club's own panel. */
const clubsMost = 20

/** Benefits by what to do next: take, use, look back (BEN-3). */
export function Benefits({ ownerId }: { readonly ownerId: string | null }) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const owned = useInfiniteQuery(entitlementsQuery(useApi(), userId))
  const clubs = useClubBenefits(ownerId)
  const [past, setPast] = useState(false)
  if (owned.data === undefined || clubs.user.data === undefined || clubs.isPending)
    return (
      <Waiting of={[owned, clubs.user]}>
        <Skeleton lines={4} tall />
      </Waiting>
    )
  const { usable, over } = groupsOf(owned.data.pages.flatMap((page) => page.items))
  const ready = clubs.found.flatMap(({ ownerId: of, items }) => readyOf(items).map((benefit) => ({ of, benefit })))
  return (
    <>
      {clubs.failed.length === 0 && ready.length === 0 && usable.length === 0 && (
        <Empty title={t('wallet.empty')} hint={t('wallet.emptyHint')} />
      )}
      {clubs.failed.length > 0 && (
        <div className={styles.partly} role="alert">
          <p className={styles.small}>{t('wallet.clubsFailed', { count: clubs.failed.length })}</p>
          <Button
            look="plain"
            busy={clubs.failed.some((list) => list.isFetching)}
            onClick={() => clubs.failed.forEach((list) => void list.refetch())}
          >
            {t('state.retry')}
          </Button>
        </div>
      )}
      {ready.length > 0 && (
        <section className={styles.group}>
          <h2 className={styles.heading}>{t('perks.ready')}</h2>
          <ul className={styles.cards}>
            {ready.map(({ of, benefit }, index) => (
              <li key={benefit.benefitId}>
                <PerkCard ownerId={of} benefit={benefit} first={index === 0} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <List title={t('wallet.usable')} items={usable} />
      {over.length > 0 && (
        <>
          <Button look="plain" wide aria-expanded={past} onClick={() => setPast(!past)}>
            {t(past ? 'wallet.lessPast' : 'wallet.past', { count: over.length })}
          </Button>
          {past && <List title={t('wallet.over')} items={over} />}
        </>
      )}
      {owned.hasNextPage && (
        <Button look="plain" wide busy={owned.isFetchingNextPage} onClick={() => void owned.fetchNextPage()}>
          {t(owned.isFetchNextPageError ? 'state.retry' : 'ledger.more')}
        </Button>
      )}
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly items: readonly EntitlementView[]
}

function List({ title, items }: ListProps) {
  if (items.length === 0) return null
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.cards}>
        {items.map((item) => (
          <li key={item.entitlementId}>
            <Owned entitlement={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What every club of his offers him, the one he came from first; and the lists that did not come, which are not the same as none. */
function useClubBenefits(ownerId: string | null) {
  const api = useApi()
  const { userId } = useFan()
  const user = useQuery(userQuery(api, userId))
  const joined = user.data?.clubs.map((club) => club.ownerId) ?? []
  const ids = [...new Set([...(ownerId === null ? [] : [ownerId]), ...joined])].slice(0, clubsMost)
  const lists = useQueries({ queries: ids.map((id) => benefitsQuery(api, id, userId)) })
  const missing = lists.filter(({ data }) => data === undefined)
  return {
    user,
    isPending: missing.some(({ errorUpdateCount }) => errorUpdateCount === 0),
    // also while it is asked for anew: what is there stays meanwhile
    failed: missing.filter(({ errorUpdateCount }) => errorUpdateCount > 0),
    found: ids.map((id, index) => ({ ownerId: id, items: lists[index]?.data?.items ?? [] })),
  }
}
