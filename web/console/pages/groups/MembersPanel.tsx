import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { TableVirtuoso, type TableComponents } from 'react-virtuoso'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Empty, Failed } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import {
  groupsKey,
  oneGroupCalls,
  useGroupMembers,
  useRemovals,
  useSubGroups,
  type GroupMember,
  type Removal,
} from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { nameOf, Person, When } from '../../parts/Person.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import sheet from '../members/MemberTable.module.css'
import { TableSkeleton } from '../members/MemberTable.tsx'
import styles from './MembersPanel.module.css'
import { MuteButton, useRemoval, type Moderated } from './Moderation.tsx'

type View = 'seated' | 'removed'

interface PanelProps {
  readonly group: GroupView
  readonly runs: boolean
}

/** Who sits in a group, by sub-group, and who was removed from it (GRP-9, GRP-11). */
export function MembersPanel({ group, runs }: PanelProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const [view, setView] = useState<View>('seated')
  const [number, setNumber] = useState(0)
  const subGroups = useSubGroups(ownerId, group.groupId)
  const options = [
    { value: 0, label: say('groups.members.everywhere') },
    ...(subGroups.data ?? []).map((sub) => ({ value: sub.number, label: `${sub.name} · ${sub.members}` })),
  ]
  return (
    <>
      <div className={styles.tools}>
        {runs && (
          <Segmented<View>
            value={view}
            onChange={setView}
            options={(['seated', 'removed'] as const).map((value) => ({
              value,
              label: say(`groups.members.${value}`),
            }))}
            aria-label={say('groups.members.view')}
          />
        )}
        {view === 'seated' && (
          <Select<number>
            className={styles.select ?? ''}
            value={number}
            onChange={setNumber}
            options={options}
            aria-label={say('groups.members.subGroup')}
          />
        )}
      </div>
      {view === 'seated' ? (
        <Seated group={group} runs={runs} number={number === 0 ? null : number} />
      ) : (
        <Removed group={group} />
      )}
    </>
  )
}

interface TableContext {
  readonly group: GroupView
}

function Seated({ group, runs, number }: PanelProps & { readonly number: number | null }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useGroupMembers(ownerId, group.groupId, number)
  const removal = useRemoval(group.groupId)
  if (query.isPending) return <TableSkeleton />
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.data === undefined || rows.length === 0)
    return (
      <div className={sheet.sheet}>
        {query.data === undefined ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Empty title={say('groups.members.empty')} hint={say('groups.members.emptyHint')} />
        )}
      </div>
    )
  const more = () => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
  }
  return (
    <div className={sheet.sheet}>
      <TableVirtuoso<GroupMember, TableContext>
        useWindowScroll
        data={rows}
        context={{ group }}
        components={parts}
        computeItemKey={(_, row) => row.userId}
        increaseViewportBy={400}
        endReached={more}
        fixedHeaderContent={() => <Head runs={runs} />}
        itemContent={(_, row) => <Cells group={group} row={row} runs={runs} onRemove={removal.ask} />}
      />
      <p className={sheet.foot} role="status">
        {query.hasNextPage ? say('state.loadingMore') : say('state.end', { n: formatNumber(rows.length, language) })}
      </p>
      {removal.dialog}
    </div>
  )
}

const parts: TableComponents<GroupMember, TableContext> = {
  Table: ({ children, style }) => (
    <table className={sheet.table} style={style}>
      {children}
    </table>
  ),
}

function Head({ runs }: { readonly runs: boolean }) {
  const { say } = useText()
  return (
    <tr>
      <th scope="col">{say('members.column.name')}</th>
      <th scope="col" className={styles.sub}>
        {say('groups.members.column.subGroup')}
      </th>
      <th scope="col" className={styles.joined}>
        {say('groups.members.column.joined')}
      </th>
      <th scope="col" className={styles.acts}>
        <span className={runs ? 'tf-hidden' : ''}>{runs ? say('groups.list.column.acts') : ''}</span>
      </th>
    </tr>
  )
}

interface CellsProps {
  readonly group: GroupView
  readonly row: GroupMember
  readonly runs: boolean
  readonly onRemove: (person: Moderated) => void
}

function Cells({ group, row, runs, onRemove }: CellsProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  return (
    <>
      <td>
        <span className={sheet.person}>
          {row.level !== null && row.badge !== null && (
            <Badge
              level={row.level}
              name={row.badge.name}
              lit={row.badge.lit}
              title={`Lv${row.level}${row.tier ?? ''}`}
              explains={false}
            />
          )}
          <span className={sheet.name}>
            {row.level === null ? (
              <Person name={row.name} userId={row.userId} />
            ) : (
              <Link to={`/clubs/${encodeURIComponent(ownerId)}/members/${encodeURIComponent(row.userId)}`}>
                <Person name={row.name} userId={row.userId} />
              </Link>
            )}
          </span>
          {row.imitates === true && <Mark>{say('groups.members.notOfficial')}</Mark>}
          {row.level === null && <Mark>{say('groups.members.guest')}</Mark>}
          <MuteMark mute={row.mute} />
        </span>
      </td>
      <td className={styles.sub}>{say('groups.members.inSubGroup', { name: group.name, n: row.number })}</td>
      <td className={styles.joined}>
        <When at={row.joinedAt} format={formatDateTime} />
      </td>
      <td className={styles.acts}>
        {runs && (
          <span className={styles.buttons}>
            <MuteButton groupId={group.groupId} person={row} muted={row.mute !== null} />
            <Button
              size="small"
              danger
              aria-label={say('groups.moderation.removeName', { name: nameOf(row, say) })}
              onClick={() => onRemove(row)}
            >
              {say('groups.moderation.remove')}
            </Button>
          </span>
        )}
      </td>
    </>
  )
}

function MuteMark({ mute }: { readonly mute: GroupMember['mute'] }) {
  const { say, language } = useText()
  if (mute === null) return null
  return (
    <Mark tone="warn">
      {mute.until === null
        ? say('groups.members.muted')
        : say('groups.members.mutedUntil', { at: formatDateTime(mute.until, language) })}
    </Mark>
  )
}

function Removed({ group }: { readonly group: GroupView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useRemovals(ownerId, group.groupId, true)
  return (
    <Panel flush title={say('groups.members.removedTitle')} hint={say('groups.members.removedHint')}>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <Rows empty={say('groups.members.removedEmpty')}>
              {pages
                .flatMap((page) => page.items)
                .map((removal) => (
                  <RemovedRow key={removal.userId} groupId={group.groupId} removal={removal} />
                ))}
            </Rows>
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function RemovedRow({ groupId, removal }: { readonly groupId: string; readonly removal: Removal }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const lift = useCommand({
    run: (api) => oneGroupCalls(api, groupId).readmit(removal.userId),
    changes: [groupsKey(ownerId, groupId, 'removals')],
    done: () => say('groups.members.lifted', { name: nameOf(removal, say) }),
  })
  const when = say('groups.members.removedAt', { at: formatDateTime(removal.removedAt, language) })
  return (
    <Row
      title={<Person name={removal.name} userId={removal.userId} />}
      hint={removal.reason === null ? when : `${when} · ${removal.reason}`}
      end={
        <Button size="small" loading={lift.isPending} onClick={() => lift.mutate(undefined)}>
          {say('groups.members.lift')}
        </Button>
      }
    />
  )
}
