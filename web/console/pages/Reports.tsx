import { Segmented } from 'antd'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { useReportCases } from '../data/reports.ts'
import { Page } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import { ModerationDesk } from './moderation/ModerationDesk.tsx'
import { ReportHistory, ReportQueue } from './reports/ReportsDesk.tsx'

const views = ['queue', 'history', 'rules'] as const
type View = (typeof views)[number]

/** The reviewer's desk of reported messages, of all owners, and what nobody may say (GRP-9). */
export function Component() {
  const { say } = useText()
  const queries = useQueryClient()
  const [view, setView] = useState<View>('queue')
  const queue = useReportCases(null, 'open')
  useStream(['reviews'], () => void refreshQueries(queries, ['reports']))
  const waiting = queue.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0
  const lede =
    queue.data === undefined ? ' ' : say(queue.hasNextPage ? 'reports.waitingMore' : 'reports.waiting', { n: waiting })
  return (
    <Page
      title={say('reports.title')}
      lede={lede}
      actions={
        <Segmented<View>
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: say(`reports.${value}`) }))}
        />
      }
    >
      {view === 'queue' && <ReportQueue ownerId={null} />}
      {view === 'history' && <ReportHistory ownerId={null} />}
      {view === 'rules' && <ModerationDesk ownerId={null} />}
    </Page>
  )
}
