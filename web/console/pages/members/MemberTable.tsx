import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { TableVirtuoso, type TableComponents } from 'react-virtuoso'
import type { MemberRow } from '../../../../src/contract/views.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Empty, Failed } from '../../../shared/states.tsx'
import { TierName } from '../../../shared/TierName.tsx'
import { Mark } from '../../parts/Chip.tsx'
import { Person, When } from '../../parts/Person.tsx'
import { useText } from '../../text.ts'
import styles from './MemberTable.module.css'

type Pages = UseInfiniteQueryResult<InfiniteData<{ items: MemberRow[]; nextCursor: string | null }>>

interface MemberTableProps {
  readonly query: Pages
  readonly filtered: boolean
  readonly hrefOf: (row: MemberRow) => string
  readonly onClear: () => void
}

interface TableContext {
  readonly foot: string | null
  readonly open: (row: MemberRow) => void
}

/** Only the rows in sight are in the page; the next keyset page comes as one scrolls near its end. */
export function MemberTable({ query, filtered, hrefOf, onClear }: MemberTableProps) {
  const { say, language } = useText()
  const navigate = useNavigate()
  if (query.isPending) return <TableSkeleton />
  if (query.data === undefined)
    return <Sheet>{<Failed error={query.error} onRetry={() => void query.refetch()} />}</Sheet>
  const rows = query.data.pages.flatMap((page) => page.items)
  if (rows.length === 0) {
    return (
      <Sheet>
        {filtered ? (
          <Empty
            title={say('members.emptyFilter')}
            hint={say('members.emptyFilterHint')}
            action={<Button onClick={onClear}>{say('members.clear')}</Button>}
          />
        ) : (
          <Empty title={say('members.empty')} hint={say('members.emptyHint')} />
        )}
      </Sheet>
    )
  }
  const more = () => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
  }
  const foot = query.hasNextPage
    ? say('state.loadingMore')
    : say('state.end', { n: formatNumber(rows.length, language) })
  return (
    <Sheet busy={query.isPlaceholderData}>
      <TableVirtuoso<MemberRow, TableContext>
        useWindowScroll
        data={rows}
        context={{ foot, open: (row) => void navigate(hrefOf(row)) }}
        components={parts}
        computeItemKey={(_, row) => row.userId}
        increaseViewportBy={400}
        endReached={more}
        fixedHeaderContent={() => <Head />}
        itemContent={(_, row) => <Cells row={row} href={hrefOf(row)} />}
      />
      {query.isFetchNextPageError ? (
        <Failed error={query.error} onRetry={() => void query.fetchNextPage()} />
      ) : (
        <p className={styles.foot} role="status">
          {foot}
        </p>
      )}
    </Sheet>
  )
}

const parts: TableComponents<MemberRow, TableContext> = {
  Table: ({ children, style }) => (
    <table className={styles.table} style={style}>
      {children}
    </table>
  ),
  TableRow: ({ children, item, context, ...rest }) => (
    <tr {...rest} className={styles.row} onClick={() => context.open(item)}>
      {children}
    </tr>
  ),
}

function Sheet({ children, busy = false }: { readonly children: ReactNode; readonly busy?: boolean }) {
  return (
    <div className={busy ? styles.busy : styles.sheet} aria-busy={busy}>
      {children}
    </div>
  )
}

function Head() {
  const { say } = useText()
  return (
    <tr>
      <th scope="col">{say('members.column.name')}</th>
      <th scope="col" className={styles.level}>
        {say('members.column.level')}
      </th>
      <th scope="col" className={styles.number}>
        {say('members.column.intimacy')}
      </th>
      <th scope="col" className={styles.joined}>
        {say('members.column.joined')}
      </th>
      <th scope="col" className={styles.scene}>
        {say('members.column.scene')}
      </th>
      <th scope="col" className={styles.last}>
        {say('members.column.last')}
      </th>
    </tr>
  )
}

function Cells({ row, href }: { readonly row: MemberRow; readonly href: string }) {
  const { say, language } = useText()
  return (
    <>
      <td>
        <span className={styles.person}>
          <Badge level={row.level} name={row.badge.name} lit={row.badge.lit} title={row.title} explains={false} />
          <Link to={href} className={styles.name} onClick={(event) => event.stopPropagation()}>
            <Person name={row.name} userId={row.userId} />
          </Link>
          {row.excluded && <Mark tone="warn">{say('members.excluded')}</Mark>}
        </span>
      </td>
      <td className={styles.level}>
        <TierName level={row.level} title={row.title} />
      </td>
      <td className={styles.number}>{formatNumber(row.intimacy, language)}</td>
      <td className={styles.joined}>
        <When at={row.joinedAt} format={formatDateTime} />
      </td>
      <td className={styles.scene}>{say(`scene.${row.scene}`)}</td>
      <td className={styles.last}>
        {row.lastEarnedAt === null ? (
          <span className={styles.never}>{say('members.never')}</span>
        ) : (
          <When at={row.lastEarnedAt} format={formatDateTime} />
        )}
      </td>
    </>
  )
}

/** The table's shape while the first page comes. */
export function TableSkeleton({ rows = 10 }: { readonly rows?: number }) {
  const { say } = useText()
  return (
    <div className={styles.sheet} role="status" aria-label={say('state.loadingMore')}>
      <div className={styles.skeletonHead} />
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.skeletonRow}>
          <i style={{ width: `${5 + (index % 3)}rem` }} />
          <i style={{ width: `${7 + ((index * 3) % 5)}rem` }} />
          <i style={{ width: '4rem', marginInlineStart: 'auto' }} />
        </div>
      ))}
    </div>
  )
}
