import { Button, Input, Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { tiers, type Tier } from '../../../src/contract/words.ts'
import { formatNumber } from '../../shared/format.ts'
import { tierNumber } from '../../shared/palette.ts'
import { useClub } from '../club.tsx'
import { useMembers, type MemberFilter } from '../data/club.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Page } from '../parts/Page.tsx'
import { useFilters } from '../parts/use-filters.ts'
import { useSettled } from '../parts/use-settled.ts'
import { useText } from '../text.ts'
import styles from './Members.module.css'
import { MemberTable } from './members/MemberTable.tsx'

/** Forms and charts of the drawer come when the first member is opened. */
const MemberDrawer = lazy(async () => ({ default: (await import('./members/MemberDrawer.tsx')).MemberDrawer }))

/** 成员: search, sort and filter any number of members without paging through them; one opens at the right. */
export function Component() {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const { userId } = useParams()
  const [opened, setOpened] = useState(false)
  if (userId !== undefined && !opened) setOpened(true)
  const { search, set, clear } = useFilters()
  const navigate = useNavigate()
  const filter = filterOf(search)
  const query = useMembers(ownerId, filter)
  const here = `/clubs/${encodeURIComponent(ownerId)}/members`
  const keep = search.size === 0 ? '' : `?${search.toString()}`
  const filtered =
    filter.q !== undefined || filter.tier !== undefined || filter.level !== undefined || filter.lit !== undefined
  return (
    <Page title={say('members.title')} lede={say('members.lede', { n: formatNumber(club.members, language) })}>
      <div className={styles.tools} role="search">
        <SearchBox value={filter.q ?? ''} onSettled={(q) => set('q', q)} />
        <Segmented
          aria-label={say('members.sort')}
          value={filter.sort}
          onChange={(sort) => set('sort', sort === '-intimacy' ? '' : sort)}
          options={[
            { value: '-intimacy', label: say('members.sortIntimacy') },
            { value: '-joinedAt', label: say('members.sortJoined') },
          ]}
        />
        <div className={styles.chips}>
          {tiers.map((tier) => (
            <Chip
              key={tier}
              tier={tierNumber(tier)}
              on={filter.tier === tier}
              onToggle={() => set('tier', filter.tier === tier ? '' : tier)}
            >
              {say(`tier.${tier}`)}
            </Chip>
          ))}
          <span className={styles.rule} aria-hidden="true" />
          <Chip on={filter.lit === true} onToggle={() => set('lit', filter.lit === true ? '' : 'true')}>
            {say('members.lit')}
          </Chip>
          <Chip on={filter.lit === false} onToggle={() => set('lit', filter.lit === false ? '' : 'false')}>
            {say('members.grey')}
          </Chip>
          <Select
            aria-label={say('members.level')}
            value={filter.level ?? 0}
            onChange={(level) => set('level', level === 0 ? '' : String(level))}
            options={[
              { value: 0, label: say('members.anyLevel') },
              ...Array.from({ length: 20 }, (_, index) => ({ value: index + 1, label: `Lv${index + 1}` })),
            ]}
            style={{ minWidth: '7rem' }}
          />
          {filtered && (
            <Button type="text" onClick={clear}>
              {say('members.clear')}
            </Button>
          )}
        </div>
      </div>
      <MemberTable
        query={query}
        filtered={filtered}
        hrefOf={(row) => `${here}/${encodeURIComponent(row.userId)}${keep}`}
        onClear={clear}
      />
      {opened && (
        <Suspense>
          <MemberDrawer userId={userId} onClose={() => void navigate(`${here}${keep}`)} />
        </Suspense>
      )}
    </Page>
  )
}

function SearchBox({ value, onSettled }: { readonly value: string; readonly onSettled: (q: string) => void }) {
  const { say } = useText()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  useSettled(typed.trim(), 250, (q) => {
    if (q !== value) onSettled(q)
  })
  return (
    <Input
      allowClear
      className={styles.search ?? ''}
      value={typed}
      maxLength={64}
      onChange={(event) => setTyped(event.target.value)}
      prefix={<Icon name="search" />}
      placeholder={say('members.search')}
      aria-label={say('members.search')}
    />
  )
}

function filterOf(search: URLSearchParams): MemberFilter {
  const tier = tiers.find((name) => name === search.get('tier')) as Tier | undefined
  const level = Number(search.get('level') ?? '')
  const lit = search.get('lit')
  return {
    sort: search.get('sort') === '-joinedAt' ? '-joinedAt' : '-intimacy',
    q: search.get('q') ?? undefined,
    tier,
    level: Number.isInteger(level) && level >= 1 && level <= 20 ? level : undefined,
    lit: lit === 'true' ? true : lit === 'false' ? false : undefined,
  }
}
