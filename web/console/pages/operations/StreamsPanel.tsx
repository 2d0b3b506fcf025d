import type { StreamView } from '../../../../src/contract/operations.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { shortTime } from './lags.ts'
import styles from './StreamsPanel.module.css'

/** A process that reads gives a sign of life every few seconds; after so long without one it is not running, or its store is away. */
const silentMilliseconds = 60_000

interface StreamsPanelProps {
  readonly streams: readonly StreamView[]
  /** of the store, RFC 3339 */
  readonly at: string
}

/** Streams that are read as sources of events: how far, and what was found wrong in them, in words (docs/operate/nats.md). */
export function StreamsPanel({ streams, at }: StreamsPanelProps) {
  const { say } = useText()
  return (
    <Panel flush title={say('operations.streams.title')} hint={say('operations.streams.hint')}>
      <Rows empty="">
        {streams.map((stream) => (
          <Stream key={stream.durable} stream={stream} at={Date.parse(at)} />
        ))}
      </Rows>
    </Panel>
  )
}

function Stream({ stream, at }: { readonly stream: StreamView; readonly at: number }) {
  const { say, language } = useText()
  const { durable, pending, open, incidents } = stream
  const silent = at - Date.parse(stream.seenAt)
  const ago = (instant: string) => shortTime(Math.max(0, at - Date.parse(instant)), say)
  return (
    <Row
      title={
        <>
          {stream.subject === '' ? stream.stream : `${stream.stream} · ${stream.subject}`}
          {silent > silentMilliseconds && <Mark tone="bad">{say('operations.streams.silent')}</Mark>}
        </>
      }
      hint={say('operations.streams.state', {
        durable,
        pending: formatNumber(pending, language),
        moved: ago(stream.movedAt),
        seen: ago(stream.seenAt),
      })}
      end={
        open === 0 ? (
          <Mark tone="good">{say('operations.streams.fine')}</Mark>
        ) : (
          <Mark tone="bad">{say('operations.streams.open', { n: formatNumber(open, language) })}</Mark>
        )
      }
    >
      {incidents.length > 0 && (
        <>
          <ul className={styles.incidents}>
            {incidents.map((incident) => (
              <li key={incident.number}>
                <span className={styles.number}>#{incident.number}</span>
                <span>
                  <Incident incident={incident} />
                </span>
                <time dateTime={incident.at}>{formatDateTime(incident.at, language)}</time>
              </li>
            ))}
          </ul>
          <p className={styles.what}>
            {say('operations.streams.what')} <code>tiefen consume --resend {incidents[0]?.number}</code>{' '}
            <code>tiefen consume --acknowledge {incidents[0]?.number}</code>
          </p>
        </>
      )}
    </Row>
  )
}

function Incident({ incident }: { readonly incident: StreamView['incidents'][number] }) {
  const { say, language } = useText()
  const { kind, first, last, certain, code, eventId } = incident
  const number = (value: number) => formatNumber(value, language)
  const range = first === last ? number(first) : `${number(first)} – ${number(last)}`
  const more = [code, eventId].filter((part) => part !== null).join(' · ')
  return (
    <>
      {say(`operations.streams.kinds.${kind}`, { range })}
      {!certain && ` ${say('operations.streams.perhaps')}`}
      {more !== '' && <code className={styles.code}>{more}</code>}
    </>
  )
}
