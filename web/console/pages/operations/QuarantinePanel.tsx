import { Button, Popconfirm, Segmented } from 'antd'
import { useState } from 'react'
import type { OperationsView, QuarantineItem, QuarantineState } from '../../../../src/contract/operations.ts'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { useQuarantine } from '../../data/operations.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText, type Say } from '../../text.ts'
import { QuarantineDrawer } from './QuarantineDrawer.tsx'
import { decidedAtOnceMost, statesInOrder } from './quarantine.ts'
import { codeWords } from './Rejections.tsx'

/** What became of a kept event when it was sent again, in words; null: it was not sent yet. */
export function outcomeWords(item: QuarantineItem, say: Say, language: string): string | null {
  if (item.outcome === null) return null
  const { status, code } = item.outcome
  return say('quarantine.outcome', {
    words: code === null ? say(`quarantine.status.${status}`) : codeWords(code, language),
  })
}

/** Events that failed for a reason of ours: look, send again, set aside (TASK-10). */
export function QuarantinePanel({ held }: { readonly held: OperationsView['quarantine'] }) {
  const { say, language } = useText()
  const [state, setState] = useState<QuarantineState>('waiting')
  const [shown, setShown] = useState<string | null>(null)
  const query = useQuarantine(state)
  const number = (value: number) => formatNumber(value, language)
  const full = held.waiting >= held.eventsMost || held.bytes >= held.bytesMost
  return (
    <Panel
      flush
      title={say('quarantine.title')}
      hint={
        full
          ? say('quarantine.full')
          : say('quarantine.hint', { n: number(held.waiting), most: number(held.eventsMost) })
      }
      actions={
        <Segmented
          value={state}
          onChange={setState}
          options={statesInOrder.map((value) => ({ value, label: say(`quarantine.state.${value}`) }))}
        />
      }
    >
      <Loaded query={query}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          return (
            <>
              {state === 'waiting' && items.length > 0 && <DecideMany items={items.slice(0, decidedAtOnceMost)} />}
              <Rows
                empty={say(`quarantine.empty.${state}`)}
                {...(state === 'waiting' ? { hint: say('quarantine.emptyHint') } : {})}
              >
                {items.map((item) => (
                  <Row
                    key={item.quarantineId}
                    title={
                      <>
                        <code>{item.type}</code>
                        <Mark tone={state === 'waiting' ? 'warn' : 'quiet'}>{item.error.code ?? item.error.type}</Mark>
                        {item.attempts > 1 && <Mark>{say('quarantine.attempts', { n: number(item.attempts) })}</Mark>}
                      </>
                    }
                    hint={[
                      formatDateTime(item.firstAt, language),
                      item.error.message,
                      ...[outcomeWords(item, say, language)].filter((words) => words !== null),
                    ].join(' · ')}
                    end={<Button onClick={() => setShown(item.quarantineId)}>{say('quarantine.look')}</Button>}
                  />
                ))}
              </Rows>
              <MoreButton query={query} />
            </>
          )
        }}
      </Loaded>
      <QuarantineDrawer quarantineId={shown} onClose={() => setShown(null)} />
    </Panel>
  )
}

/** Both decisions for everything that is shown. */
function DecideMany({ items }: { readonly items: readonly QuarantineItem[] }) {
  const { say, language } = useText()
  const ids = items.map((item) => item.quarantineId)
  const n = formatNumber(ids.length, language)
  const changes = [['quarantine'], ['operations']]
  const retry = useCommand({
    run: (api) => answerOf(api.POST('/v1/platform/quarantine/retry', { body: { ids } })),
    changes,
    done: ({ items: after }) => {
      const taken = after.filter((item) => item.state === 'applied').length
      return say('quarantine.retried', { taken: formatNumber(taken, language), n })
    },
  })
  const discard = useCommand({
    run: (api) => answerOf(api.POST('/v1/platform/quarantine/discard', { body: { ids } })),
    changes,
    done: ({ items: after }) => say('quarantine.discardedMany', { n: formatNumber(after.length, language) }),
  })
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 'var(--space-2)', padding: 'var(--space-3) var(--space-5)' }}>
      <NowButton loading={retry.isPending} disabled={discard.isPending} onClick={() => retry.mutate(undefined)}>
        {say('quarantine.retryMany', { n })}
      </NowButton>
      <Popconfirm
        title={say('quarantine.discardSure', { n })}
        description={say('quarantine.discardHint')}
        okText={say('quarantine.discard')}
        cancelText={say('word.cancel')}
        onConfirm={() => discard.mutate(undefined)}
      >
        <Button loading={discard.isPending} disabled={retry.isPending}>
          {say('quarantine.discardMany', { n })}
        </Button>
      </Popconfirm>
    </div>
  )
}
