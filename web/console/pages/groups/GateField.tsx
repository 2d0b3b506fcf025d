import { Button, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gate } from '../../../../src/contract/groups.ts'
import { modes, tiers, type Mode, type Tier } from '../../../../src/contract/words.ts'
import { gateWords } from '../../../shared/gate-words.ts'
import { useClub } from '../../club.tsx'
import { useText } from '../../text.ts'
import { groupBounds } from './bounds.ts'
import styles from './GateField.module.css'

const kinds = ['none', 'level', 'tier', 'follow'] as const
type Kind = (typeof kinds)[number]

/** Level 5 is where a club's core begins on a new ladder: a beginning that lets somebody in. */
const beginnings: Readonly<Record<Kind, Gate>> = {
  none: { kind: 'none' },
  level: { kind: 'level', level: 5 },
  tier: { kind: 'tier', tier: '铁粉' },
  follow: { kind: 'follow', days: 0 },
}

interface GateFieldProps {
  readonly id?: string
  /** null: nobody has chosen yet */
  readonly value?: Gate | null
  readonly onChange?: (gate: Gate) => void
}

/** Who may take a seat, chosen in the words in which fans read it; unset it says «去设置» (GRP-4). A form's control. */
export function GateField({ id, value = null, onChange }: GateFieldProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { club } = useClub()
  const [open, setOpen] = useState(false)
  return (
    <div
      {...(id === undefined ? {} : { id })}
      className={styles.gate}
      role="group"
      aria-label={say('groups.gate.label')}
    >
      <div className={styles.line}>
        <span className={value === null ? styles.unset : styles.words}>
          {value === null ? say('groups.gate.unset') : gateWords(value, club.mode, t)}
        </span>
        <Button
          size="small"
          aria-expanded={open}
          onClick={() => {
            // what is shown as chosen is chosen
            if (!open && value === null) onChange?.(beginnings.none)
            setOpen(!open)
          }}
        >
          {say(open ? 'groups.gate.done' : value === null ? 'groups.gate.set' : 'groups.gate.change')}
        </Button>
      </div>
      {open && value !== null && (
        <div className={styles.choice}>
          <Segmented<Kind>
            block
            value={value.kind}
            onChange={(kind) => onChange?.(beginnings[kind])}
            options={kinds.map((kind) => ({ value: kind, label: say(`groups.gate.kind.${kind}`) }))}
            aria-label={say('groups.gate.label')}
          />
          <Details gate={value} onChange={(next) => onChange?.(next)} />
        </div>
      )}
    </div>
  )
}

function Details({ gate, onChange }: { readonly gate: Gate; readonly onChange: (gate: Gate) => void }) {
  const { say } = useText()
  switch (gate.kind) {
    case 'none':
      return <p className={styles.hint}>{say('groups.gate.noneHint')}</p>
    case 'tier':
      return (
        <Select<Tier>
          virtual={false}
          aria-label={say('groups.gate.kind.tier')}
          value={gate.tier}
          onChange={(tier) => onChange({ kind: 'tier', tier })}
          options={tiers
            .slice(1)
            .map((tier) => ({ value: tier, label: say('groups.gate.tierOption', { tier: say(`tier.${tier}`) }) }))}
        />
      )
    case 'level':
      return <LevelDetails gate={gate} onChange={onChange} />
    case 'follow':
      return (
        <label className={styles.days}>
          {say('groups.gate.days')}
          <InputNumber
            value={gate.days}
            min={0}
            max={groupBounds.followDaysMost}
            precision={0}
            onChange={(days) => onChange({ kind: 'follow', days: days ?? 0 })}
          />
          <span className={styles.hint}>{say('groups.gate.daysHint')}</span>
        </label>
      )
  }
}

type LevelGate = Extract<Gate, { kind: 'level' }>

function LevelDetails({ gate, onChange }: { readonly gate: LevelGate; readonly onChange: (gate: Gate) => void }) {
  const { say } = useText()
  const { club } = useClub()
  const mode = gate.mode ?? 'running'
  const choose = (next: Mode | 'running', level: number) =>
    onChange(next === 'running' ? { kind: 'level', level } : { kind: 'level', level, mode: next })
  return (
    <div className={styles.level}>
      <Select<Mode | 'running'>
        virtual={false}
        aria-label={say('groups.gate.mode')}
        value={mode}
        onChange={(next) => choose(next, gate.level)}
        options={[
          { value: 'running' as const, label: say('groups.gate.running', { mode: say(`mode.${club.mode}`) }) },
          ...modes.map((each) => ({ value: each, label: say(`mode.${each}`) })),
        ]}
      />
      <Select<number>
        virtual={false}
        aria-label={say('groups.gate.level')}
        value={gate.level}
        onChange={(level) => choose(mode, level)}
        options={Array.from({ length: 20 }, (_, index) => ({
          value: index + 1,
          label: say('groups.gate.fromLevel', { level: index + 1 }),
        }))}
      />
    </div>
  )
}
