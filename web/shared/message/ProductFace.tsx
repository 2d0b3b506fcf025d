import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../src/contract/messages.ts'
import { formatMoney } from '../format.ts'
import { Icon } from '../Icon.tsx'
import { MiddleEllipsis } from '../MiddleEllipsis.tsx'
import styles from './ProductFace.module.css'

type Product = Partial<Pick<MessageView, 'productId' | 'name' | 'imageUrl' | 'price'>>

/** A product as its sender described it; Tiefen keeps no catalogue. */
export function ProductFace({
  product,
  onOpen,
}: {
  readonly product: Product
  readonly onOpen?: (() => void) | undefined
}) {
  const { i18n } = useTranslation()
  const [broken, setBroken] = useState<string | null>(null)
  const { productId = '', name = productId, imageUrl, price } = product
  const face = (
    <>
      <span className={styles.picture}>
        {imageUrl === undefined || imageUrl === broken ? (
          <Icon name="bag" size={1.5} />
        ) : (
          <img src={imageUrl} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(imageUrl)} />
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          <MiddleEllipsis text={name} />
        </span>
        {price !== undefined && <b className={styles.price}>{formatMoney(price, i18n.language)}</b>}
      </span>
      {onOpen !== undefined && <Icon name="next" size={1} />}
    </>
  )
  if (onOpen === undefined) return <div className={styles.product}>{face}</div>
  return (
    <button type="button" className={styles.product} onClick={onOpen}>
      {face}
    </button>
  )
}
