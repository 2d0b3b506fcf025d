import { Button, Input, InputNumber, Select } from 'antd'
import { formatZone } from '../../../../shared/format.ts'
import { InstantInput } from '../../../parts/InstantInput.tsx'
import { useText } from '../../../text.ts'
import { pollBounds } from '../bounds.ts'
import styles from './Compose.module.css'
import { emptyProduct, type Draft, type ProductDraft } from './draft.ts'
import type { FieldsProps } from './fields.ts'
import { Labelled } from './Labelled.tsx'
import { ProductFields } from './ProductFields.tsx'

/** Polls, votes on new products, calls for topics and music. */
export function AskFields({ kind, draft, set, now }: FieldsProps) {
  const { say, language } = useText()
  const call = kind === 'topicCall' || kind === 'musicCall'
  return (
    <>
      <Labelled label={say(`groups.compose.question.${kind as 'poll'}`)}>
        {(id) => (
          <Input
            id={id}
            value={draft.question}
            maxLength={pollBounds.questionMost}
            showCount
            autoComplete="off"
            onChange={(event) => set({ question: event.target.value })}
          />
        )}
      </Labelled>
      {kind === 'poll' && <Options options={draft.options} onChange={(options) => set({ options })} />}
      {kind === 'productVote' && <Products products={draft.products} onChange={(products) => set({ products })} />}
      <div className={styles.pair}>
        <Labelled
          label={say('groups.compose.closesAt')}
          hint={say('groups.compose.closesHint', { zone: formatZone(language), n: pollBounds.daysMost })}
        >
          {(id) => (
            <InstantInput id={id} value={draft.closesAt} from={now} onChange={(closesAt) => set({ closesAt })} />
          )}
        </Labelled>
        <Labelled label={say('groups.compose.results')}>
          {(id) => (
            <Select<Draft['results']>
              id={id}
              virtual={false}
              value={draft.results}
              onChange={(results) => set({ results })}
              options={(['always', 'voted', 'ended'] as const).map((value) => ({
                value,
                label: say(`groups.compose.shown.${value}`),
              }))}
            />
          )}
        </Labelled>
        <Labelled label={say(call ? 'groups.compose.each' : 'groups.compose.choices')}>
          {(id) => (
            <InputNumber<number>
              id={id}
              min={1}
              max={pollBounds.optionsMost}
              precision={0}
              style={{ width: '100%' }}
              value={call ? draft.each : draft.choicesMost}
              onChange={(count) => set(call ? { each: count ?? 1 } : { choicesMost: count ?? 1 })}
            />
          )}
        </Labelled>
      </div>
    </>
  )
}

interface OptionsProps {
  readonly options: readonly string[]
  readonly onChange: (options: readonly string[]) => void
}

function Options({ options, onChange }: OptionsProps) {
  const { say } = useText()
  return (
    <fieldset className={styles.set}>
      <legend>{say('groups.compose.options')}</legend>
      {options.map((option, index) => (
        <Input
          key={index}
          value={option}
          maxLength={pollBounds.optionMost}
          autoComplete="off"
          aria-label={say('groups.compose.option', { n: index + 1 })}
          placeholder={say('groups.compose.option', { n: index + 1 })}
          onChange={(event) => onChange(options.with(index, event.target.value))}
        />
      ))}
      {options.length < pollBounds.optionsMost && (
        <Button size="small" onClick={() => onChange([...options, ''])}>
          {say('groups.compose.addOption')}
        </Button>
      )}
    </fieldset>
  )
}

interface ProductsProps {
  readonly products: readonly ProductDraft[]
  readonly onChange: (products: readonly ProductDraft[]) => void
}

function Products({ products, onChange }: ProductsProps) {
  const { say } = useText()
  return (
    <fieldset className={styles.set}>
      <legend>{say('groups.compose.candidates')}</legend>
      {products.map((product, index) => (
        <div key={index} className={styles.candidate}>
          <b>{say('groups.compose.candidate', { n: index + 1 })}</b>
          <ProductFields product={product} onChange={(next) => onChange(products.with(index, next))} />
        </div>
      ))}
      {products.length < pollBounds.optionsMost && (
        <Button size="small" onClick={() => onChange([...products, emptyProduct])}>
          {say('groups.compose.addCandidate')}
        </Button>
      )}
    </fieldset>
  )
}
