import { Button, Input, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Review } from '../../../src/contract/views.ts'
import { answerOf } from '../../shared/api.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useStream } from '../../shared/connection.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useReviews } from '../data/platform.ts'
import { useCommand } from '../data/use-command.ts'
import { actorWords } from '../parts/actor.ts'
import { useCardInHand } from '../parts/card-in-hand.ts'
import { Chip, Mark } from '../parts/Chip.tsx'
import { DecidedElsewhere } from '../parts/DecidedElsewhere.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { MoreButton } from '../parts/MoreButton.tsx'
import { NowButton } from '../parts/NowButton.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { Row, Rows } from '../parts/Rows.tsx'
import { useLetterKeys } from '../parts/use-letter-keys.ts'
import { useText } from '../text.ts'
import styles from './Reviews.module.css'

/** The reviewer's desk: one name at a time, A and R, a reason that the owner will read; and what was decided (BADGE-3). */
export function Component() {
  const { say } = useText()
  const queries = useQueryClient()
  const [view, setView] = useState<'queue' | 'history'>('queue')
  const queue = useReviews('waiting')
  useStream(['reviews'], () => void refreshQueries(queries, ['reviews']))
  const waiting = queue.data?.pages.flatMap((page) => page.items) ?? []
  const lede =
    queue.data === undefined
      ? ' '
      : say(queue.hasNextPage ? 'reviews.waitingMore' : 'reviews.waiting', { n: waiting.length })
  return (
    <Page
      title={say('reviews.title')}
      lede={lede}
      actions={
        <Segmented
          value={view}
          onChange={setView}
          options={[
            { value: 'queue' as const, label: say('reviews.queue') },
            { value: 'history' as const, label: say('reviews.history') },
          ]}
        />
      }
    >
      {view === 'history' ? (
        <History />
      ) : (
        <Loaded query={queue} skeleton={<Skeleton lines={4} tall />}>
          {(data) => <Desk data={data} waiting={waiting} />}
        </Loaded>
      )}
    </Page>
  )
}

const reviewIdOf = ({ reviewId }: Review): string => reviewId

function Desk({ data, waiting }: { readonly data: unknown; readonly waiting: readonly Review[] }) {
  const { say } = useText()
  const { card, gone, next, leave } = useCardInHand(data, waiting, reviewIdOf)
  if (card === null) return <Empty title={say('reviews.empty')} hint={say('reviews.emptyHint')} />
  return (
    <div className={styles.desk}>
      <ReviewCard key={card.reviewId} review={card} gone={gone} onDone={() => leave(card.reviewId)} />
      {next.length > 0 && <Next waiting={next.slice(0, 5)} />}
    </div>
  )
}

const reasons = ['official', 'impersonate', 'insult', 'vulgar', 'advert'] as const

interface CardProps {
  readonly review: Review
  /** it waits no more, though he did not decide it */
  readonly gone: boolean
  readonly onDone: () => void
}

function ReviewCard({ review, gone, onDone }: CardProps) {
  const { say, language } = useText()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const card = useRef<HTMLElement>(null)
  const decide = useCommand({
    run: (api, body: { approve: boolean; reason?: string }) =>
      answerOf(api.POST('/v1/reviews/{reviewId}/decision', { params: { path: { reviewId: review.reviewId } }, body })),
    changes: [['reviews']],
    done: (_, { approve }) => say(approve ? 'reviews.approved' : 'reviews.refused', { name: review.name }),
    then: onDone,
  })
  // the queue may tell of his own decision before its answer has come
  const over = gone && !decide.isPending
  const dead = gone || decide.isPending
  const approve = () => {
    if (!dead) decide.mutate({ approve: true })
  }
  const refuse = () => {
    if (reason.trim() !== '' && !dead) decide.mutate({ approve: false, reason: reason.trim() })
  }
  useLetterKeys({ a: () => !refusing && approve(), r: () => !dead && setRefusing(true) })
  // the button that had the focus goes when it is over; who types goes on
  useEffect(() => {
    if (!over || document.activeElement === document.body) card.current?.focus({ preventScroll: true })
  }, [over])
  return (
    <article ref={card} className={styles.card} tabIndex={-1} aria-label={`${review.ownerName}: ${review.name}`}>
      <p className={styles.owner}>
        <MiddleEllipsis text={review.ownerName} />
        <small>{say('reviews.submitted', { at: formatDateTime(review.submittedAt, language) })}</small>
      </p>
      <p className={styles.name}>{review.name}</p>
      <div className={styles.badges}>
        {([2, 7, 12, 18] as const).map((level) => (
          <Badge key={level} level={level} name={review.name} lit size="l" />
        ))}
      </div>
      <p className={styles.current}>
        {say('reviews.current')} <b>{review.currentName}</b>
      </p>
      {refusing ? (
        <form
          className={styles.refusal}
          onSubmit={(event) => {
            event.preventDefault()
            refuse()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setRefusing(false)
          }}
        >
          <div className={styles.chips} role="group" aria-label={say('reviews.reason')}>
            {reasons.map((chip) => {
              const words = say(`reviews.chips.${chip}`)
              return (
                <Chip key={chip} on={reason === words} onToggle={() => setReason(reason === words ? '' : words)}>
                  {words}
                </Chip>
              )
            })}
          </div>
          <Input.TextArea
            autoFocus
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder={say('reviews.reasonPlaceholder')}
            aria-label={say('reviews.reason')}
          />
          <div className={styles.actions}>
            <Button
              danger
              type="primary"
              htmlType="submit"
              disabled={reason.trim() === '' || gone}
              loading={decide.isPending}
            >
              {say('reviews.send')}
            </Button>
            <Button onClick={() => setRefusing(false)}>{say('word.cancel')}</Button>
          </div>
        </form>
      ) : over ? null : (
        <div className={styles.actions}>
          <NowButton size="large" loading={decide.isPending} onClick={approve} aria-keyshortcuts="A">
            {say('reviews.approve')} <kbd>A</kbd>
          </NowButton>
          <Button size="large" onClick={() => setRefusing(true)} aria-keyshortcuts="R">
            {say('reviews.refuse')} <kbd>R</kbd>
          </Button>
        </div>
      )}
      {over && <DecidedElsewhere onNext={onDone} />}
    </article>
  )
}

function Next({ waiting }: { readonly waiting: readonly Review[] }) {
  const { say } = useText()
  return (
    <aside className={styles.next}>
      <h2>{say('reviews.next')}</h2>
      <ol>
        {waiting.map((review) => (
          <li key={review.reviewId}>
            <b>{review.name}</b>
            <MiddleEllipsis text={review.ownerName} />
          </li>
        ))}
      </ol>
    </aside>
  )
}

const tones = { waiting: 'warn', approved: 'good', refused: 'bad' } as const

function History() {
  const { say, language } = useText()
  const [status, setStatus] = useState<'approved' | 'refused'>('approved')
  const query = useReviews(status)
  return (
    <Panel
      flush
      title={say('reviews.history')}
      actions={
        <Segmented
          value={status}
          onChange={setStatus}
          options={(['approved', 'refused'] as const).map((value) => ({ value, label: say(`badge.status.${value}`) }))}
        />
      }
    >
      <Loaded query={query}>
        {(data) => (
          <>
            <Rows empty={say('reviews.historyEmpty')}>
              {data.pages
                .flatMap((page) => page.items)
                .map((review) => (
                  <Row
                    key={review.reviewId}
                    title={
                      <>
                        {review.name}
                        <span style={{ fontWeight: 400, color: 'var(--text-2)' }}>{review.ownerName}</span>
                      </>
                    }
                    hint={[
                      ...(review.decidedAt === null
                        ? []
                        : [
                            say('reviews.decidedBy', {
                              by: actorWords(review.decidedBy ?? '', say),
                              at: formatDateTime(review.decidedAt, language),
                            }),
                          ]),
                      ...(review.reason === null ? [] : [review.reason]),
                    ].join(' · ')}
                    end={<Mark tone={tones[review.status]}>{say(`badge.status.${review.status}`)}</Mark>}
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
