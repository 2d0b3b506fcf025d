import { InputNumber } from 'antd'
import { formatZone } from '../../../../shared/format.ts'
import { InstantInput } from '../../../parts/InstantInput.tsx'
import { useText } from '../../../text.ts'
import { BenefitPicker } from './BenefitPicker.tsx'
import styles from './Compose.module.css'
import type { FieldsProps } from './fields.ts'
import { Labelled } from './Labelled.tsx'
import { ProductFields } from './ProductFields.tsx'
import { TextField } from './TextField.tsx'

/** A rewarded review: of what, for what, how many, until when. */
export function ReviewFields(props: FieldsProps) {
  const { draft, set, now } = props
  const { say, language } = useText()
  return (
    <>
      <p className={styles.hint}>{say('groups.compose.reviewRule')}</p>
      <ProductFields product={draft.product} onChange={(product) => set({ product })} />
      <BenefitPicker value={draft.benefitId} onChange={(benefitId) => set({ benefitId })} />
      <div className={styles.pair}>
        <Labelled label={say('groups.compose.quota')}>
          {(id) => (
            <InputNumber<number>
              id={id}
              min={1}
              max={1_000_000}
              precision={0}
              style={{ width: '100%' }}
              value={draft.quota}
              onChange={(quota) => set({ quota: quota ?? 1 })}
            />
          )}
        </Labelled>
        <Labelled label={say('groups.compose.closesAt')} hint={formatZone(language)}>
          {(id) => (
            <InstantInput id={id} value={draft.closesAt} from={now} onChange={(closesAt) => set({ closesAt })} />
          )}
        </Labelled>
      </div>
      <TextField {...props} label={say('groups.compose.textOptional')} />
    </>
  )
}
