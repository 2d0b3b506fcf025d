import { Input } from 'antd'
import { useClub } from '../../../club.tsx'
import { MoneyInput } from '../../../parts/MoneyInput.tsx'
import { useText } from '../../../text.ts'
import styles from './Compose.module.css'
import type { ProductDraft } from './draft.ts'
import { Labelled } from './Labelled.tsx'

interface ProductFieldsProps {
  readonly product: ProductDraft
  readonly onChange: (product: ProductDraft) => void
}

/** A product: the shop is the platform’s, so its id is asked for, and what its card shows. */
export function ProductFields({ product, onChange }: ProductFieldsProps) {
  const { say } = useText()
  const { club } = useClub()
  const set = (change: Partial<ProductDraft>) => onChange({ ...product, ...change })
  return (
    <div className={styles.pair}>
      <Labelled label={say('groups.compose.productId')}>
        {(id) => (
          <Input
            id={id}
            value={product.productId}
            maxLength={128}
            autoComplete="off"
            onChange={(event) => set({ productId: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say('groups.compose.productName')}>
        {(id) => (
          <Input
            id={id}
            value={product.name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say('groups.compose.price')}>
        {(id) => (
          <MoneyInput id={id} currency={club.currency} value={product.price} onChange={(price) => set({ price })} />
        )}
      </Labelled>
      <Labelled label={say('groups.compose.imageUrl')}>
        {(id) => (
          <Input
            id={id}
            value={product.imageUrl}
            maxLength={1_000}
            inputMode="url"
            autoComplete="off"
            placeholder="https://"
            onChange={(event) => set({ imageUrl: event.target.value })}
          />
        )}
      </Labelled>
    </div>
  )
}
