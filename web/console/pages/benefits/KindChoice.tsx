import { benefitKindsInOrder } from './kinds.ts'
import type { BenefitKind } from '../../../../src/contract/benefits.ts'
import { BenefitGlyph } from '../../../shared/BenefitGlyph.tsx'
import { useText } from '../../text.ts'
import styles from './KindChoice.module.css'

/** The first question of the builder: which of the six kinds, each told in one sentence (BEN-1). */
export function KindChoice({ onChoose }: { readonly onChoose: (kind: BenefitKind) => void }) {
  const { say } = useText()
  return (
    <ul className={styles.kinds} aria-label={say('benefits.form.kind')}>
      {benefitKindsInOrder.map((kind) => (
        <li key={kind}>
          <button type="button" className={styles.kind} onClick={() => onChoose(kind)}>
            <BenefitGlyph kind={kind} size={2} />
            <span>
              <b>{say(`benefits.kind.${kind}`)}</b>
              <small>{say(`benefits.kindHint.${kind}`)}</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
