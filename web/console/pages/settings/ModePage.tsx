import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useModeChanges } from '../../data/club.ts'
import { useCurrentRuleSet } from '../../data/platform.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { ModeHistory } from './mode/ModeHistory.tsx'
import { ModePlan } from './mode/ModePlan.tsx'
import { PendingChange } from './mode/PendingChange.tsx'
import styles from './ModePage.module.css'

/** Settings → mode: what runs, the coming change or the plan for one, what happened before (CLUB-2…6). */
export function Component() {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const changes = useModeChanges(ownerId)
  const rules = useCurrentRuleSet()
  return (
    <>
      <Panel title={say('modePage.now')}>
        <div className={styles.modes}>
          {(['live', 'shopping'] as const).map((mode) => (
            <div
              key={mode}
              className={club.mode === mode ? styles.running : styles.paused}
              aria-current={club.mode === mode}
            >
              <h3>{say(`mode.${mode}`)}</h3>
              <p>{say(mode === 'live' ? 'modePage.liveWhat' : 'modePage.shoppingWhat')}</p>
            </div>
          ))}
        </div>
      </Panel>
      {club.pendingModeChange !== undefined && <PendingChange change={club.pendingModeChange} />}
      <Loaded query={changes} skeleton={<Skeleton lines={6} tall />}>
        {(past) => (
          <>
            {club.pendingModeChange === undefined && (
              <Loaded query={rules} skeleton={<Skeleton lines={6} tall />}>
                {(ruleSet) => <ModePlan changes={past} limits={ruleSet.body.limits} />}
              </Loaded>
            )}
            <ModeHistory changes={past} />
          </>
        )}
      </Loaded>
    </>
  )
}
