import { Button, Switch } from 'antd'
import { useState } from 'react'
import { answerOf } from '../../../shared/api.ts'
import { useClub } from '../../club.tsx'
import { isPlatform } from '../../data/me.ts'
import { useCommand } from '../../data/use-command.ts'
import { formatShare } from '../../format.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import { RolloutDialog } from './RolloutDialog.tsx'
import styles from './PurchaseTaskPage.module.css'

/** The purchase task: the owner's switch while on air (TASK-5), the platform's phases (TASK-6). */
export function Component() {
  const { say } = useText()
  const { club } = useClub()
  if (club.mode === 'shopping') {
    return (
      <Panel title={say('purchase.title')} actions={<Mark tone="good">{say('purchase.on')}</Mark>}>
        <p>{say('purchase.shopping')}</p>
      </Panel>
    )
  }
  return (
    <>
      {club.purchaseTask.phase === 1 && <Note title={say('purchase.announce')}>{say('purchase.announceBody')}</Note>}
      <PurchaseSwitch />
      <Phases />
    </>
  )
}

function PurchaseSwitch() {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const { on } = club.purchaseTask
  const onAir = club.live !== null
  const turn = useCommand({
    run: (api, wanted: boolean) =>
      answerOf(api.PUT('/v1/clubs/{ownerId}/purchase-task', { params: { path: { ownerId } }, body: { on: wanted } })),
    changes: [['club', ownerId, 'view']],
    done: (task) => say(task.on ? 'purchase.switched.on' : 'purchase.switched.off'),
  })
  return (
    <Panel
      title={say('purchase.switch')}
      hint={say(onAir ? (on ? 'purchase.onHint' : 'purchase.offHint') : 'purchase.notLive')}
      actions={
        <Switch
          aria-label={say('purchase.switch')}
          checked={on && onAir}
          disabled={!onAir}
          loading={turn.isPending}
          onChange={(wanted) => turn.mutate(wanted)}
          checkedChildren={say('purchase.on')}
          unCheckedChildren={say('purchase.off')}
        />
      }
    >
      {null}
    </Panel>
  )
}

function Phases() {
  const { say, language } = useText()
  const { club } = useClub()
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const { phase, share } = club.purchaseTask
  return (
    <Panel
      title={say('purchase.phases')}
      hint={say('purchase.byPlatform')}
      actions={isPlatform(me) && <Button onClick={() => setOpen(true)}>{say('purchase.rollout')}</Button>}
    >
      <ol className={styles.phases}>
        {([1, 2, 3] as const).map((number) => (
          <li
            key={number}
            className={number === phase ? styles.now : styles.phase}
            aria-current={number === phase ? 'step' : undefined}
          >
            <span className={styles.number}>{number}</span>
            <h3>{say(`purchase.phase${number}.title`)}</h3>
            <p>{say(`purchase.phase${number}.body`)}</p>
            {number === phase && number === 1 && (
              <p className={styles.share}>{say('purchase.share', { n: formatShare(share, language) })}</p>
            )}
          </li>
        ))}
      </ol>
      <RolloutDialog open={open} onClose={() => setOpen(false)} />
    </Panel>
  )
}
