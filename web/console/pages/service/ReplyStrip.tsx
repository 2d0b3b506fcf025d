import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyTimes } from '../../../../src/contract/service.ts'
import { formatDay, formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { useNow } from '../../now.ts'
import { Explained } from '../../parts/Explained.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText, type TextKey } from '../../text.ts'
import { useAgents, useReplyTimes } from './data.ts'
import styles from './ReplyStrip.module.css'
import { waitWords } from './times.ts'

type Figures = Pick<ReplyTimes, 'all' | 'first' | 'later' | 'closed'>

/** How long fans wait, in one line; the whole of it opens from the right. */
export function ReplyStrip() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { t } = useTranslation()
  const { data: times, error } = useReplyTimes(ownerId)
  const now = useNow(15_000)
  const [open, setOpen] = useState(false)
  if (times === undefined) return error === null ? null : <Wrong>{problemWords(error, t).title}</Wrong>
  const { waitingNow, first, all } = times
  const wait = (seconds: number | null) => (seconds === null ? '–' : waitWords(seconds, say))
  const since = waitingNow.since === null ? null : (now - Date.parse(waitingNow.since)) / 1_000
  return (
    <div className={styles.strip}>
      <dl className={styles.figures}>
        <Term
          label="service.waitingNow"
          definition="service.waitingNowDefinition"
          value={
            since === null
              ? formatNumber(0, language)
              : say('service.waitingNowValue', {
                  n: countWords(waitingNow.count, language),
                  wait: waitWords(since, say),
                })
          }
        />
        <Term
          label="service.firstMedian"
          definition="service.firstDefinition"
          value={wait(first.servedMedianSeconds)}
        />
        <Term label="service.allMedian" definition="service.allDefinition" value={wait(all.servedMedianSeconds)} />
        <Term label="service.p90" definition="service.p90Definition" value={wait(all.servedP90Seconds)} />
      </dl>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('service.details')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size="min(52rem, 100vw)"
        title={say('service.replyTimes')}
        closable={{ placement: 'end' }}
        destroyOnHidden
      >
        <ReplyPanel />
      </Drawer>
    </div>
  )
}

const countWords = (count: number, language: string): string =>
  count >= 1_000 ? `${formatNumber(count, language)}+` : formatNumber(count, language)

function Term({
  label,
  definition,
  value,
}: {
  readonly label: TextKey
  readonly definition: TextKey
  readonly value: string
}) {
  const { say } = useText()
  return (
    <div className={styles.term}>
      <dt>
        <Explained term={say(label)} definition={say(definition)} />
      </dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Figures by who answered and by day, with what they mean beside them. */
function ReplyPanel() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useReplyTimes(ownerId)
  const agents = useAgents(ownerId).data?.items ?? []
  const nameOf = (id: string) => agents.find(({ agentId }) => agentId === id)?.name ?? id
  return (
    <Loaded query={query}>
      {(times) => (
        <div className={styles.panel}>
          <p className={styles.span}>
            {say('service.span', { from: formatDay(times.from, language), until: formatDay(times.until, language) })}
          </p>
          <Table
            head={say('service.byAgent')}
            rows={[
              { key: 'all', name: say('service.whole'), figures: times },
              ...times.agents.map((one) => ({ key: one.agentId, name: nameOf(one.agentId), figures: one })),
            ]}
          />
          <Table
            head={say('service.byDay')}
            rows={times.days.map((one) => ({ key: one.day, name: formatDay(one.day, language), figures: one }))}
          />
          <ul className={styles.definitions}>
            {(['defFirst', 'defLater', 'defServed', 'defAuto', 'defClosed', 'defPercentile'] as const).map((key) => (
              <li key={key}>{say(`service.${key}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </Loaded>
  )
}

interface TableRow {
  readonly key: string
  readonly name: string
  readonly figures: Figures
}

function Table({ head, rows }: { readonly head: string; readonly rows: readonly TableRow[] }) {
  const { say, language } = useText()
  const wait = (seconds: number | null) => (seconds === null ? '–' : waitWords(seconds, say))
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {(
              ['colReplies', 'colFirst', 'colFirstP90', 'colLater', 'colLaterP90', 'colWhole', 'colClosed'] as const
            ).map((key) => (
              <th key={key} scope="col">
                {say(`service.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={8} className={styles.nothing}>
                {say('service.noReplies')}
              </td>
            </tr>
          )}
          {rows.map(({ key, name, figures: { all, first, later, closed } }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{formatNumber(all.replies, language)}</td>
              <td>{wait(first.servedMedianSeconds)}</td>
              <td>{wait(first.servedP90Seconds)}</td>
              <td>{wait(later.servedMedianSeconds)}</td>
              <td>{wait(later.servedP90Seconds)}</td>
              <td>{wait(all.medianSeconds)}</td>
              <td>{formatNumber(closed, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
