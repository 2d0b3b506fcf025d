import { Button, Input, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaKind } from '../../../../src/contract/media.ts'
import type { ReportCase, ReportLine } from '../../../../src/contract/reports.ts'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useReportCase, useReportCases } from '../../data/reports.ts'
import { useCommand } from '../../data/use-command.ts'
import { actorWords } from '../../parts/actor.ts'
import { useCardInHand } from '../../parts/card-in-hand.ts'
import { Mark } from '../../parts/Chip.tsx'
import { DecidedElsewhere } from '../../parts/DecidedElsewhere.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useLetterKeys } from '../../parts/use-letter-keys.ts'
import { useText } from '../../text.ts'
import { ReportedMedia } from './ReportedMedia.tsx'
import styles from './Reports.module.css'

/** The queue of reported messages, one at a time, A and R; `ownerId` null: of all owners (GRP-9). */
export function ReportQueue({ ownerId }: { readonly ownerId: string | null }) {
  const query = useReportCases(ownerId, 'open')
  return (
    <Loaded query={query} skeleton={<Skeleton lines={6} tall />}>
      {(data) => <Desk data={data} waiting={data.pages.flatMap((page) => page.items)} />}
    </Loaded>
  )
}

const caseIdOf = ({ caseId }: ReportCase): string => caseId

function Desk({ data, waiting }: { readonly data: unknown; readonly waiting: readonly ReportCase[] }) {
  const { say } = useText()
  const { card, gone, next, leave } = useCardInHand(data, waiting, caseIdOf)
  if (card === null) return <Empty title={say('reports.empty')} hint={say('reports.emptyHint')} />
  return (
    <div className={styles.desk}>
      <CaseCard key={card.caseId} reported={card} gone={gone} onDone={() => leave(card.caseId)} />
      {next.length > 0 && <Next waiting={next.slice(0, 5)} />}
    </div>
  )
}

/** Its words, or what it is called where it has none. */
function useWords(): (line: Pick<ReportLine, 'kind' | 'text'>, erased?: boolean) => string {
  const { say } = useText()
  const { t } = useTranslation()
  return ({ kind, text }, erased = kind === 'text') => {
    if (text !== null) return text
    if (kind === 'deleted') return say('reports.gone')
    return erased ? say('reports.erased') : say('reports.kinds', { kind: t(`message.${kind}`) })
  }
}

const mediaKinds: ReadonlySet<string> = new Set<MediaKind>(['picture', 'screenshot', 'video'])

/** While a case waits it keeps what was said, unless its writer was erased. */
const isErased = ({ kind, text, media, outcome }: ReportCase): boolean =>
  text === null && (kind === 'text' || (mediaKinds.has(kind) && media === undefined && outcome === 'open'))

type Writer = 'none' | 'mute' | 'remove'

interface CardProps {
  readonly reported: ReportCase
  /** it waits no more, though he did not decide it */
  readonly gone: boolean
  readonly onDone: () => void
}

function CaseCard({ reported, gone, onDone }: CardProps) {
  const { say, language } = useText()
  const words = useWords()
  const detail = useReportCase(reported.caseId)
  const [writer, setWriter] = useState<Writer>('none')
  const [note, setNote] = useState('')
  const card = useRef<HTMLElement>(null)
  const decide = useCommand({
    run: (api, decision: 'dismiss' | 'delete') =>
      answerOf(
        api.POST('/v1/reports/{caseId}/decision', {
          params: { path: { caseId: reported.caseId } },
          body: {
            decision,
            ...(writer === 'none' || decision === 'dismiss' ? {} : { writer }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    changes: [['reports']],
    done: (_, decision) => say(decision === 'dismiss' ? 'reports.dismissed' : 'reports.deleted'),
    then: onDone,
  })
  // the queue may tell of his own decision before its answer has come
  const over = gone && !decide.isPending
  const settle = (decision: 'dismiss' | 'delete') => {
    if (!gone && !decide.isPending) decide.mutate(decision)
  }
  useLetterKeys({ a: () => settle('dismiss'), r: () => settle('delete') })
  // the button that had the focus goes when it is over; who types goes on
  useEffect(() => {
    if (!over || document.activeElement === document.body) card.current?.focus({ preventScroll: true })
  }, [over])
  const media = detail.data?.media ?? reported.media
  const again = () => void detail.refetch()
  const name = reported.writer === null ? say('reports.owner') : (reported.writer.name ?? reported.writer.userId)
  return (
    <article ref={card} className={styles.card} tabIndex={-1} aria-label={words(reported)}>
      <p className={styles.where}>
        <MiddleEllipsis text={say('reports.in', { owner: reported.ownerName, group: reported.groupName })} />
        <span className={styles.marks}>
          {reported.reports > 0 && <Mark tone="warn">{say('reports.counts', { n: reported.reports })}</Mark>}
          {reported.hidden && <Mark tone="bad">{say('reports.hidden')}</Mark>}
        </span>
      </p>
      <div className={styles.talk}>
        {detail.data?.before.map((line) => (
          <Line key={line.messageId} line={line} onExpired={again} />
        ))}
        <div className={styles.said}>
          <small>{say('reports.saidBy', { name, at: formatDateTime(reported.saidAt, language) })}</small>
          <p>{words(reported, isErased(reported))}</p>
          {media !== undefined && <ReportedMedia media={media} onExpired={again} />}
        </div>
        {detail.data?.after.map((line) => (
          <Line key={line.messageId} line={line} onExpired={again} />
        ))}
      </div>
      {reported.noted.length > 0 && (
        <p className={styles.why}>{say('reports.noted', { words: reported.noted.join(' · ') })}</p>
      )}
      {detail.data !== undefined && detail.data.reported.length > 0 && (
        <ul className={styles.why}>
          {detail.data.reported.map((one, index) => (
            <li key={index}>
              <b>{say(`reports.reasons.${one.reason}`)}</b>
              {one.note !== null && <span> {one.note}</span>}
            </li>
          ))}
        </ul>
      )}
      {reported.writer !== null && (
        <div className={styles.choice}>
          <span>{say('reports.writer')}</span>
          <Segmented<Writer>
            value={writer}
            onChange={setWriter}
            options={(['none', 'mute', 'remove'] as const).map((value) => ({
              value,
              label: say(`reports.writers.${value}`),
            }))}
          />
        </div>
      )}
      <Input
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.target.value)}
        placeholder={say('reports.note')}
        aria-label={say('reports.note')}
      />
      {over ? (
        <DecidedElsewhere onNext={onDone} />
      ) : (
        <div className={styles.actions}>
          <NowButton size="large" loading={decide.isPending} onClick={() => settle('dismiss')} aria-keyshortcuts="A">
            {say('reports.dismiss')} <kbd>A</kbd>
          </NowButton>
          <Button size="large" danger onClick={() => settle('delete')} aria-keyshortcuts="R">
            {say('reports.delete')} <kbd>R</kbd>
          </Button>
        </div>
      )}
    </article>
  )
}

function Line({ line, onExpired }: { readonly line: ReportLine; readonly onExpired: () => void }) {
  const { say } = useText()
  const words = useWords()
  return (
    <div className={styles.line}>
      <small>{line.from === null ? say('reports.owner') : (line.from.name ?? line.from.userId)}</small>
      <p>{words(line)}</p>
      {line.media !== undefined && <ReportedMedia media={line.media} onExpired={onExpired} />}
    </div>
  )
}

function Next({ waiting }: { readonly waiting: readonly ReportCase[] }) {
  const { say } = useText()
  const words = useWords()
  return (
    <aside className={styles.next}>
      <h2>{say('reports.next')}</h2>
      <ol>
        {waiting.map((one) => (
          <li key={one.caseId}>
            <b>{words(one)}</b>
            <MiddleEllipsis text={say('reports.in', { owner: one.ownerName, group: one.groupName })} />
          </li>
        ))}
      </ol>
    </aside>
  )
}

const tones = { open: 'warn', dismissed: 'good', deleted: 'bad' } as const

/** What was decided, the newest first. */
export function ReportHistory({ ownerId }: { readonly ownerId: string | null }) {
  const { say, language } = useText()
  const words = useWords()
  const query = useReportCases(ownerId, 'decided')
  return (
    <Panel flush title={say('reports.history')}>
      <Loaded query={query}>
        {(data) => (
          <>
            <Rows empty={say('reports.historyEmpty')}>
              {data.pages
                .flatMap((page) => page.items)
                .map((one) => (
                  <Row
                    key={one.caseId}
                    title={<span className={styles.title}>{words(one)}</span>}
                    hint={[
                      say('reports.in', { owner: one.ownerName, group: one.groupName }),
                      say('reports.counts', { n: one.reports }),
                      ...(one.decidedAt === null
                        ? []
                        : [
                            say('reports.decidedBy', {
                              by: actorWords(one.decidedBy ?? '', say),
                              at: formatDateTime(one.decidedAt, language),
                            }),
                          ]),
                      ...(one.writerAct === null ? [] : [say(`reports.acts.${one.writerAct}`)]),
                      ...(one.note === null ? [] : [one.note]),
                    ].join(' · ')}
                    end={<Mark tone={tones[one.outcome]}>{say(`reports.outcome.${one.outcome}`)}</Mark>}
                  />
                ))}
            </Rows>
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}
