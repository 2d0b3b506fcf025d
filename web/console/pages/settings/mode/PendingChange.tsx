import { App, Button } from 'antd'
import type { ModeChange } from '../../../../../src/contract/views.ts'
import { answerOf } from '../../../../shared/api.ts'
import { formatDateTime, formatNumber } from '../../../../shared/format.ts'
import { useClub } from '../../../club.tsx'
import { useCommand } from '../../../data/use-command.ts'
import { useNow } from '../../../now.ts'
import { Panel } from '../../../parts/Page.tsx'
import { useText } from '../../../text.ts'
import { durationWords } from '../../../time.ts'

/** The announced change: when, whom it carries, how long it can still be withdrawn (CLUB-4). */
export function PendingChange({ change }: { readonly change: ModeChange }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const now = useNow()
  const { modal } = App.useApp()
  const withdraw = useCommand({
    run: (api) =>
      answerOf(
        api.DELETE('/v1/clubs/{ownerId}/mode-changes/{changeId}', {
          params: { path: { ownerId, changeId: change.id } },
        }),
      ),
    changes: [['club', ownerId]],
    done: () => say('modePage.withdrawn'),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('modePage.withdrawTitle'),
      content: say('modePage.withdrawBody'),
      okText: say('modePage.withdraw'),
      cancelText: say('word.cancel'),
      onOk: () => withdraw.mutateAsync(undefined).catch(() => undefined),
    })
  const left = Date.parse(change.effectiveAt) - now
  return (
    <Panel
      title={say('modePage.pendingTitle', {
        mode: say(`mode.${change.to}`),
        at: formatDateTime(change.effectiveAt, language),
      })}
      hint={
        change.carries > 0
          ? say('modePage.pendingBody', { n: formatNumber(change.carries, language) })
          : say('modePage.pendingBodyNobody')
      }
      actions={
        <Button danger onClick={ask} loading={withdraw.isPending}>
          {say('modePage.withdraw')}
        </Button>
      }
    >
      <p style={{ fontSize: 'var(--size-xl)', fontWeight: 650 }}>
        {say('modePage.left', { duration: durationWords(left, say) })}
      </p>
    </Panel>
  )
}
