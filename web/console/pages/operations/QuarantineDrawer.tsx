import { Button, Drawer, Popconfirm } from 'antd'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { useQuarantined } from '../../data/operations.ts'
import { useCommand } from '../../data/use-command.ts'
import { actorWords } from '../../parts/actor.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Payload } from '../../parts/Payload.tsx'
import { useText } from '../../text.ts'
import { outcomeWords } from './QuarantinePanel.tsx'
import styles from './QuarantineDrawer.module.css'

/** One kept event: why it failed, its body as it came, and both decisions. */
export function QuarantineDrawer({
  quarantineId,
  onClose,
}: {
  readonly quarantineId: string | null
  readonly onClose: () => void
}) {
  const { say } = useText()
  return (
    <Drawer
      open={quarantineId !== null}
      onClose={onClose}
      size="min(40rem, 100vw)"
      title={say('quarantine.one')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {quarantineId !== null && <One key={quarantineId} quarantineId={quarantineId} onDone={onClose} />}
    </Drawer>
  )
}

const tones = { waiting: 'warn', applied: 'good', discarded: 'quiet' } as const

function One({ quarantineId, onDone }: { readonly quarantineId: string; readonly onDone: () => void }) {
  const { say, language } = useText()
  const query = useQuarantined(quarantineId)
  const changes = [['quarantine'], ['operations']]
  const path = { quarantineId }
  const retry = useCommand({
    run: (api) => answerOf(api.POST('/v1/platform/quarantine/{quarantineId}/retry', { params: { path } })),
    changes,
    done: (item) =>
      item.state === 'applied'
        ? say('quarantine.retriedOne')
        : say('quarantine.stillWaits', { words: outcomeWords(item, say, language) ?? '' }),
  })
  const discard = useCommand({
    run: (api) => answerOf(api.POST('/v1/platform/quarantine/{quarantineId}/discard', { params: { path } })),
    changes,
    done: () => say('quarantine.discardedOne'),
    then: onDone,
  })
  return (
    <Loaded query={query}>
      {(item) => {
        const facts = [
          ['type', item.type],
          ['eventId', item.eventId],
          ['source', item.source],
          ['user', item.userId ?? say('word.none')],
          ['error', [item.error.type, item.error.code].filter((part) => part !== null).join(' · ')],
          ['message', item.error.message],
          ['attempts', String(item.attempts)],
          ['first', formatDateTime(item.firstAt, language)],
          ['last', formatDateTime(item.lastAt, language)],
          ['outcome', outcomeWords(item, say, language) ?? say('quarantine.notYet')],
          ...(item.decidedAt === null
            ? []
            : [
                [
                  'decided',
                  `${actorWords(item.decidedBy ?? '', say)} · ${formatDateTime(item.decidedAt, language)}`,
                ] as const,
              ]),
        ] as const
        return (
          <div className={styles.one}>
            <p>
              <Mark tone={tones[item.state]}>{say(`quarantine.state.${item.state}`)}</Mark>
            </p>
            <dl className={styles.facts}>
              {facts.map(([key, words]) => (
                <div key={key}>
                  <dt>{say(`quarantine.fact.${key}`)}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
            <h3 className={styles.part}>{say('quarantine.body')}</h3>
            <Payload>{indented(item.raw)}</Payload>
            {item.state === 'waiting' && (
              <div className={styles.actions}>
                <NowButton loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
                  {say('quarantine.retry')}
                </NowButton>
                <Popconfirm
                  title={say('quarantine.discardSureOne')}
                  description={say('quarantine.discardHint')}
                  okText={say('quarantine.discard')}
                  cancelText={say('word.cancel')}
                  onConfirm={() => discard.mutate(undefined)}
                >
                  <Button loading={discard.isPending}>{say('quarantine.discard')}</Button>
                </Popconfirm>
              </div>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

const indented = (raw: string): string => JSON.stringify(JSON.parse(raw), null, 2)
