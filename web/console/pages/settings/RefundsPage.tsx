import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { rejections, type RejectionCode } from '../../../../src/contract/rejections.ts'
import { useClub } from '../../club.tsx'
import { useWaitingRefunds } from '../../data/club.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'

const statuses = ['waiting', 'expired', 'refused'] as const
const tones = { waiting: 'warn', expired: 'bad', refused: 'bad' } as const

/** Refunds (and reviews) that found no order: what waits, what has waited too long (TASK-9). */
export function Component() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const [status, setStatus] = useState<(typeof statuses)[number]>('waiting')
  const query = useWaitingRefunds(ownerId, status)
  return (
    <Panel
      flush
      title={say('refunds.title')}
      hint={say('refunds.lede')}
      actions={
        <Segmented
          aria-label={say('refunds.filter')}
          value={status}
          onChange={setStatus}
          options={statuses.map((value) => ({ value, label: say(`refunds.status.${value}`) }))}
        />
      }
    >
      <Loaded query={query}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items)
          return (
            <>
              <Rows empty={say('refunds.empty')} hint={say('refunds.emptyHint')}>
                {rows.map((row) => (
                  <Row
                    key={`${row.source}${row.eventId}`}
                    title={
                      <>
                        {say(`refunds.kind.${row.kind}`)} {row.amount !== null && formatMoney(row.amount, language)}
                        <Link to={`/clubs/${encodeURIComponent(ownerId)}/members/${encodeURIComponent(row.userId)}`}>
                          {row.userId}
                        </Link>
                      </>
                    }
                    hint={[
                      say('refunds.order', { id: row.orderId }),
                      formatDateTime(row.at, language),
                      say('refunds.until', { at: formatDateTime(row.waitsUntil, language) }),
                      ...codeWords(row.code, language),
                    ].join(' · ')}
                    end={<Mark tone={tones[row.status]}>{say(`refunds.status.${row.status}`)}</Mark>}
                  />
                ))}
              </Rows>
              {rows.length > 0 && (
                <MoreButton query={query} end={say('state.end', { n: formatNumber(rows.length, language) })} />
              )}
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}

/** Why it was refused, in words (the closed list of codes, PLT-7). */
function codeWords(code: string | null, language: string): string[] {
  if (code === null) return []
  if (!(code in rejections)) return [code]
  const entry = rejections[code as RejectionCode]
  return [language === 'en' ? entry.en : entry.zh]
}
