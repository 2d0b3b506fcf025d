import { useTranslation } from 'react-i18next'
import type { ReachSwitches } from '../../../src/contract/reach.ts'
import { groupMessageChoices, reachKinds, type ReachKind } from '../../../src/contract/reach-kinds.ts'
import { Tabs } from '../parts/Tabs.tsx'
import styles from './RemindersPage.module.css'
import type { Some } from './settings.ts'

interface SwitchesProps {
  readonly values: ReachSwitches
  readonly onChange: (change: Some) => void
}

/** One switch for each kind of reminder; messages of groups have three choices. */
export function Switches({ values, onChange }: SwitchesProps) {
  const { t } = useTranslation()
  return reachKinds.map((kind) =>
    kind === 'groupMessages' ? (
      <div key={kind} className={styles.setting}>
        <Words kind={kind} />
        <Tabs
          label={t(`reminders.kind.${kind}`)}
          value={values.groupMessages}
          onChange={(groupMessages) => onChange({ groupMessages })}
          items={groupMessageChoices.map((value) => ({ value, text: t(`reminders.choice.${value}`) }))}
        />
      </div>
    ) : (
      <label key={kind} className={styles.setting}>
        <Words kind={kind} />
        <Switch checked={values[kind]} onChange={(on) => onChange({ [kind]: on })} />
      </label>
    ),
  )
}

interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

/** On or off; the label around it says what. */
export function Switch({ checked, onChange }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={styles.switch}
      checked={checked}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}

function Words({ kind }: { readonly kind: ReachKind }) {
  const { t } = useTranslation()
  return (
    <span className={styles.words}>
      <span>{t(`reminders.kind.${kind}`)}</span>
      {kind === 'notices' && <span className={styles.hint}>{t('reminders.noticesHint')}</span>}
      {kind === 'groupMessages' && <span className={styles.hint}>{t('reminders.groupHint')}</span>}
    </span>
  )
}
