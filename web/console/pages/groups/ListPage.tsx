import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { gateWords } from '../../../shared/gate-words.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useDesk, useGroups, useRates, type Desk, type DeskGroup } from '../../data/groups.ts'
import { formatShare } from '../../format.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Chip, Mark } from '../../parts/Chip.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { When } from '../../parts/Person.tsx'
import { useText } from '../../text.ts'
import { GroupsIntro } from './GroupsIntro.tsx'
import styles from './ListPage.module.css'
import { NewGroup } from './NewGroup.tsx'
import { Rates } from './Rates.tsx'
import { beginSeen, unseenOf, useSeen } from './unseen.ts'
import { useIsMain } from './use-runs.ts'

/** 粉丝群 → 全部群: who is in which, who may enter, where it is lively (GRP-1, GRP-12). */
export function Component() {
  const { ownerId } = useClub()
  const [all, setAll] = useState(false)
  const [making, setMaking] = useState(false)
  const groups = useGroups(ownerId, all ? 'all' : 'open')
  const desk = useDesk(ownerId)
  const known = desk.data
  useEffect(() => {
    if (known !== undefined) beginSeen(ownerId, known)
  }, [ownerId, known])
  return (
    <>
      <Loaded query={desk} skeleton={<Skeleton lines={6} tall />}>
        {(told) => (
          <Loaded query={groups} skeleton={<Skeleton lines={6} tall />}>
            {(items) =>
              items.length === 0 && !all ? (
                <GroupsIntro onCreate={() => setMaking(true)} />
              ) : (
                <>
                  <Sheet items={items} desk={told} all={all} onAll={setAll} onCreate={() => setMaking(true)} />
                  <Rates />
                </>
              )
            }
          </Loaded>
        )}
      </Loaded>
      <NewGroup open={making} onClose={() => setMaking(false)} />
    </>
  )
}

type Filter = 'gated' | 'tight' | 'mine'
/** A group is tight when fewer than this share of its seats is free. */
const tightShare = 0.1

interface SheetProps {
  readonly items: readonly GroupView[]
  readonly desk: Desk
  readonly all: boolean
  readonly onAll: (all: boolean) => void
  readonly onCreate: () => void
}

function Sheet({ items, desk, all, onAll, onCreate }: SheetProps) {
  const { say, language } = useText()
  const main = useIsMain()
  const [filter, setFilter] = useState<Filter | null>(null)
  const [sought, setSought] = useState('')
  const number = (value: number) => formatNumber(value, language)
  const of = (group: GroupView) => desk.items.find((each) => each.groupId === group.groupId)
  const shown = items.filter(
    (group) => matches(group, of(group), filter) && group.name.toLowerCase().includes(sought.trim().toLowerCase()),
  )
  const members = items.reduce((sum, group) => sum + group.members, 0)
  const full = desk.open >= desk.groupsMost
  const filters: Filter[] = main ? ['gated', 'tight'] : ['mine', 'gated', 'tight']
  return (
    <Panel
      flush
      title={say('groups.list.title', { n: number(desk.open), most: number(desk.groupsMost) })}
      hint={full ? say('groups.list.full') : say('groups.list.hint', { members: number(members) })}
      actions={
        <NowButton onClick={onCreate} disabled={full}>
          {say('groups.create')}
        </NowButton>
      }
    >
      <div className={styles.tools} role="search">
        {items.length > 8 && (
          <Input
            allowClear
            className={styles.search ?? ''}
            value={sought}
            maxLength={40}
            onChange={(event) => setSought(event.target.value)}
            prefix={<Icon name="search" />}
            placeholder={say('groups.list.search')}
            aria-label={say('groups.list.search')}
          />
        )}
        {filters.map((each) => (
          <Chip key={each} on={filter === each} onToggle={() => setFilter(filter === each ? null : each)}>
            {say(`groups.list.filter.${each}`)}
          </Chip>
        ))}
        <Chip on={all} onToggle={() => onAll(!all)}>
          {say('groups.list.filter.closed')}
        </Chip>
      </div>
      {shown.length === 0 ? (
        <Empty
          title={say('groups.list.none')}
          action={
            <Button
              onClick={() => {
                setFilter(null)
                setSought('')
              }}
            >
              {say('groups.list.clear')}
            </Button>
          }
        />
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('groups.list.column.name')}</th>
                <th scope="col" className={styles.seats}>
                  {say('groups.list.column.seats')}
                </th>
                <th scope="col" className={styles.said}>
                  {say('groups.list.column.said')}
                </th>
                <th scope="col" className={styles.rates}>
                  {say('groups.list.column.rates')} <small>{say('groups.list.week')}</small>
                </th>
                <th scope="col" className={styles.acts}>
                  <span className="tf-hidden">{say('groups.list.column.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((group) => (
                <GroupRow key={group.groupId} group={group} desk={of(group)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function matches(group: GroupView, desk: DeskGroup | undefined, filter: Filter | null): boolean {
  if (filter === 'gated') return group.gate.kind !== 'none'
  if (filter === 'tight') return group.status === 'open' && group.freeSeats < group.seats * tightShare
  return filter === null || desk?.runs === true
}

function GroupRow({ group, desk }: { readonly group: GroupView; readonly desk: DeskGroup | undefined }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const navigate = useNavigate()
  const seen = useSeen(ownerId)
  const number = (value: number) => formatNumber(value, language)
  const base = `/clubs/${encodeURIComponent(ownerId)}/groups`
  const unseen = desk === undefined ? 0 : unseenOf(seen, desk)
  return (
    <tr className={styles.row} onClick={() => void navigate(`${base}/${group.groupId}`)}>
      <td>
        <div className={styles.name}>
          <Link to={`${base}/${group.groupId}`} onClick={(event) => event.stopPropagation()}>
            <MiddleEllipsis text={group.name} />
          </Link>
          {group.status === 'closed' && <Mark tone="bad">{say('groups.closed')}</Mark>}
          {unseen > 0 && (
            <span className={styles.unseen} aria-label={say('groups.list.unseen', { n: unseen })}>
              {unseen > 99 ? '99+' : unseen}
            </span>
          )}
        </div>
        <div className={styles.hint}>{gateWords(group.gate, club.mode, t)}</div>
      </td>
      <td className={styles.seats}>
        <div className={styles.count}>
          <b>{number(group.members)}</b> / {number(group.seats)}
          <span className={styles.subs}>{say('groups.list.subGroups', { n: number(group.subGroups) })}</span>
        </div>
        <Bar value={group.members} max={group.seats} label={say('groups.list.barLabel', { name: group.name })} />
      </td>
      <td className={styles.said}>
        {desk?.lastAt == null ? (
          <span className={styles.hint}>{say('groups.list.silent')}</span>
        ) : (
          <>
            <When at={desk.lastAt} format={formatDateTime} />
            <div className={styles.hint}>{say('groups.list.messages', { n: number(desk.messages) })}</div>
          </>
        )}
      </td>
      <td className={styles.rates}>
        <RatesOf groupId={group.groupId} />
      </td>
      <td className={styles.acts}>
        {group.status === 'open' && desk?.runs === true && (
          <Button
            size="small"
            onClick={(event) => {
              event.stopPropagation()
              void navigate(`${base}/compose?group=${group.groupId}`)
            }}
          >
            {say('groups.list.compose')}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** How much one group speaks and buys, beside the others. */
function RatesOf({ groupId }: { readonly groupId: string }) {
  const { language } = useText()
  const { ownerId } = useClub()
  const rates = useRates(ownerId).data?.groups.find((group) => group.groupId === groupId)
  const share = (value: number | null | undefined) => (value == null ? '–' : formatShare(value, language))
  return (
    <>
      {share(rates?.speakingRate)} · {share(rates?.buyersShare)}
    </>
  )
}
