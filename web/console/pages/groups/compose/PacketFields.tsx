import { Input, InputNumber, Segmented, Select } from 'antd'
import { formatMoney } from '../../../../shared/format.ts'
import { useClub } from '../../../club.tsx'
import { useBudget } from '../../../data/benefits.ts'
import { MoneyInput } from '../../../parts/MoneyInput.tsx'
import { useText } from '../../../text.ts'
import styles from './Compose.module.css'
import type { Draft } from './draft.ts'
import type { FieldsProps } from './fields.ts'
import { Labelled } from './Labelled.tsx'

/** A red packet: what is shared out, in how many parts, to whom. */
export function PacketFields({ draft, set }: FieldsProps) {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const budget = useBudget(ownerId)
  const available = budget.data === undefined ? '…' : formatMoney(budget.data.available, language)
  return (
    <>
      <Segmented<Draft['split']>
        value={draft.split}
        onChange={(split) => set({ split })}
        options={(['lucky', 'equal'] as const).map((each) => ({ value: each, label: say(`money.split.${each}`) }))}
        aria-label={say('money.splitLabel')}
      />
      <div className={styles.pair}>
        <Labelled label={say('money.total')} hint={say('groups.compose.budget', { sum: available })}>
          {(id) => (
            <MoneyInput id={id} currency={club.currency} value={draft.total} onChange={(total) => set({ total })} />
          )}
        </Labelled>
        <Labelled label={say('money.count')}>
          {(id) => (
            <InputNumber<number>
              id={id}
              min={1}
              max={10_000}
              precision={0}
              style={{ width: '100%' }}
              value={draft.count}
              onChange={(count) => set({ count: count ?? 1 })}
            />
          )}
        </Labelled>
      </div>
      <Labelled label={say('money.who')}>
        {(id) => (
          <Select<number>
            id={id}
            virtual={false}
            value={draft.minLevel}
            onChange={(minLevel) => set({ minLevel })}
            options={[
              { value: 0, label: say('groups.compose.everySeat') },
              ...Array.from({ length: 20 }, (_, index) => ({
                value: index + 1,
                label: say('benefits.form.levelFrom', { level: index + 1 }),
              })),
            ]}
          />
        )}
      </Labelled>
      <Labelled label={say('money.greeting')}>
        {(id) => (
          <Input
            id={id}
            value={draft.text.slice(0, 40)}
            maxLength={40}
            autoComplete="off"
            placeholder={say('money.greetingPlaceholder')}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Labelled>
    </>
  )
}
