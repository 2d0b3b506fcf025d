import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../src/contract/views.ts'
import { CountUp } from '../../shared/CountUp.tsx'
import type { Product } from '../../shared/demo.ts'
import { formatMoney, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { Quantity } from '../parts/Quantity.tsx'
import { toastProblem } from '../parts/toast.ts'
import { purchasePoints } from './points.ts'
import { Tile } from './Tile.tsx'
import styles from './Shelf.module.css'

/** One order takes at most this many pieces in the demo. */
const quantityMost = 99

interface CheckoutProps {
  readonly ownerId: string
  readonly product: Product
  readonly member: MemberView | null | undefined
  readonly onBack: () => void
  readonly onOrders: () => void
}

/** The test checkout: quantity, total, pay; then what the order earned. No money moves. */
export function Checkout({ ownerId, product, member, onBack, onOrders }: CheckoutProps) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const queries = useQueryClient()
  const [quantity, setQuantity] = useState(1)
  const [before, setBefore] = useState(member?.intimacy ?? 0)
  const total = { ...product.price, value: product.price.value * quantity }
  const points = purchasePoints(member, total.value)
  const pay = useMutation({
    mutationFn: async () => {
      setBefore(member?.intimacy ?? 0)
      return demo?.client.order(ownerId, product.productId, quantity)
    },
    onSuccess: () => {
      for (const key of ['orders', 'member', 'ledger']) void queries.invalidateQueries({ queryKey: [key, ownerId] })
    },
    onError: (error) => toastProblem(error, t),
  })
  if (pay.isSuccess) {
    return (
      <div className={styles.checkout}>
        <div className={styles.paid} role="status">
          <span className={styles.tick}>
            <Icon name="check" size={2} />
          </span>
          <p className={styles.total}>{t('checkout.paid', { amount: formatMoney(total, i18n.language) })}</p>
          <Earned member={member} before={before} />
        </div>
        <div className={styles.pair}>
          <Button onClick={onOrders}>{t('checkout.orders')}</Button>
          <Button onClick={onBack}>{t('checkout.more')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles.checkout}>
      <div className={styles.row}>
        <Tile emoji={product.emoji} hue={product.hue} />
        <div className={styles.words}>
          <p className={styles.title}>
            <MiddleEllipsis text={product.title} />
          </p>
          <p className={styles.price}>{formatMoney(product.price, i18n.language)}</p>
        </div>
      </div>
      <div className={styles.card}>
        <div className={styles.line}>
          <span>{t('checkout.quantity')}</span>
          <Quantity label={t('checkout.quantity')} value={quantity} most={quantityMost} onChange={setQuantity} />
        </div>
        {points !== null && (
          <div className={styles.line}>
            <span>{t('checkout.points')}</span>
            <span>+{formatNumber(points, i18n.language)}</span>
          </div>
        )}
        <div className={styles.line}>
          <span>{t('checkout.total')}</span>
          <span className={styles.total}>{formatMoney(total, i18n.language)}</span>
        </div>
      </div>
      <Button look="now" wide busy={pay.isPending} onClick={() => pay.mutate()}>
        {t('checkout.pay')}
      </Button>
      <p className={styles.note}>{t('checkout.test')}</p>
      <Button look="plain" onClick={onBack}>
        {t('checkout.back')}
      </Button>
    </div>
  )
}

function Earned({ member, before }: { readonly member: MemberView | null | undefined; readonly before: number }) {
  const { t } = useTranslation()
  if (member == null) return <p className={styles.note}>{t('checkout.notMember')}</p>
  const earned = member.intimacy - before
  if (earned <= 0) return <p className={styles.note}>{t('checkout.settling')}</p>
  return (
    <p className={styles.earned}>
      {t('checkout.intimacy')} +<CountUp value={earned} />
    </p>
  )
}
