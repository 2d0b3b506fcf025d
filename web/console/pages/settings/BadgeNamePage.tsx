import { Input } from 'antd'
import { useId, useState } from 'react'
import type { Review } from '../../../../src/contract/views.ts'
import { badgeWidth } from '../../../../src/badge/apply.ts'
import { answerOf } from '../../../shared/api.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { useBadgeNames } from '../../data/club.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import styles from './BadgeNamePage.module.css'

const tones = { waiting: 'warn', approved: 'good', refused: 'bad' } as const

/** The badge name: what shows, the form filled with it, the rules, and what became of earlier ones (BADGE-1…4). */
export function Component() {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const names = useBadgeNames(ownerId)
  const waiting = names.data?.find((name) => name.status === 'waiting')
  return (
    <>
      <Panel title={say('badge.title')}>
        {waiting === undefined ? (
          <NameForm key={club.badge.name} present={club.badge.name} />
        ) : (
          <>
            <Previews name={club.badge.name} />
            <Note title={say('badge.waiting', { name: waiting.name })}>
              {say('badge.waitingBody', { at: formatDateTime(waiting.submittedAt, language) })}
            </Note>
          </>
        )}
      </Panel>
      <Panel title={say('badge.rules')}>
        <ol className={styles.rules}>
          {([1, 2, 3, 4] as const).map((rule) => (
            <li key={rule}>{say(`badge.rule${rule}`)}</li>
          ))}
        </ol>
      </Panel>
      <Panel title={say('badge.history')} flush>
        <Loaded query={names}>
          {(past) => (
            <Rows empty={say('badge.historyEmpty')}>
              {past.map((review) => (
                <HistoryRow key={review.reviewId} review={review} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Panel>
    </>
  )
}

function NameForm({ present }: { readonly present: string }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const inputId = useId()
  const [name, setName] = useState(present)
  const width = badgeWidth(name.normalize('NFC').trim())
  const fits = width > 0 && width <= 6 && /^[\p{Script=Han}A-Za-z]+$/u.test(name.trim())
  const submit = useCommand({
    run: (api, wanted: string) =>
      answerOf(api.POST('/v1/clubs/{ownerId}/badge-names', { params: { path: { ownerId } }, body: { name: wanted } })),
    changes: [['club', ownerId]],
    done: () => say('badge.submitted'),
  })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (fits && name.trim() !== present) submit.mutate(name.trim())
      }}
    >
      <Previews name={name.trim() === '' ? present : name.trim()} />
      <label htmlFor={inputId}>{say('badge.newName')}</label>
      <div className={styles.row}>
        <Input
          id={inputId}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={12}
          status={fits || name === '' ? '' : 'error'}
          aria-describedby={`${inputId}-width`}
          autoComplete="off"
          suffix={
            <span id={`${inputId}-width`} className={width > 6 ? styles.over : styles.width}>
              {say('badge.width', { n: width })}
            </span>
          }
        />
        <NowButton htmlType="submit" disabled={!fits || name.trim() === present} loading={submit.isPending}>
          {say('badge.submit')}
        </NowButton>
      </div>
    </form>
  )
}

/** How the name will look, lit in the four tiers and grey. */
function Previews({ name }: { readonly name: string }) {
  const { say } = useText()
  return (
    <div className={styles.previews} aria-label={say('badge.preview')} role="group">
      {([2, 7, 12, 18] as const).map((level) => (
        <Badge key={level} level={level} name={name} lit size="l" />
      ))}
      <Badge level={2} name={name} lit={false} size="l" explains={false} />
    </div>
  )
}

function HistoryRow({ review }: { readonly review: Review }) {
  const { say, language } = useText()
  const hint = [
    formatDateTime(review.submittedAt, language),
    ...(review.reason === null ? [] : [say('badge.refusedBecause', { reason: review.reason })]),
  ]
  return (
    <Row
      title={review.name}
      hint={hint.join(' · ')}
      end={<Mark tone={tones[review.status]}>{say(`badge.status.${review.status}`)}</Mark>}
    />
  )
}
