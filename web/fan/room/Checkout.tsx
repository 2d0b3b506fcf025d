import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import type { Product } from '../../shared/demo.ts'
import { formatMoney, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useOnce } from '../../shared/use-once.ts'
import { entitlementsQuery, refreshBenefits } from '../data/benefits.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { Quantity } from '../parts/Quantity.tsx'
import { toastProblem } from '../parts/toast.ts'
import { fittingCoupons } from './coupons.ts'
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
  const [paid, setPaid] = useState(product.price)
  const total = { ...product.price, value: product.price.value * quantity }
  const { chosen, fitting, choose } = useCoupons(ownerId, product.productId, total)
  const toPay = { ...total, value: total.value - (chosen?.off ?? 0) }
  const points = purchasePoints(member, toPay.value)
  const once = useOnce()
  const pay = useMutation({
    mutationFn: async () => {
      setPaid(toPay)
      const wish = { productId: product.productId, quantity, entitlementId: chosen?.entitlementId ?? null }
      return demo === null ? undefined : once(wish, (sent, key) => demo.client.order(ownerId, sent, key))
    },
    onSuccess: () => {
      for (const key of ['orders', 'member', 'ledger', 'points'])
        void queries.invalidateQueries({ queryKey: [key, ownerId] })
      refreshBenefits(queries, ownerId)
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
          <p className={styles.total}>{t('checkout.paid', { amount: formatMoney(paid, i18n.language) })}</p>
          <Earned member={member} earned={pay.data?.result.points ?? 0} />
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
        {fitting.length > 0 && (
          <label className={styles.line}>
            <span>{t('checkout.coupon')}</span>
            <select
              className={styles.select}
              value={chosen?.entitlementId ?? ''}
              onChange={(event) => choose(event.target.value)}
            >
              {fitting.map(({ entitlementId, name, off }) => (
                <option key={entitlementId} value={entitlementId}>
                  {`−${formatMoney({ ...total, value: off }, i18n.language)} ${name}`}
                </option>
              ))}
              <option value="">{t('checkout.noCoupon')}</option>
            </select>
          </label>
        )}
        {points !== null && (
          <div className={styles.line}>
            <span>{t('checkout.points')}</span>
            <span>+{formatNumber(points, i18n.language)}</span>
          </div>
        )}
        <div className={styles.line}>
          <span>{t('checkout.total')}</span>
          <span className={styles.total}>{formatMoney(toPay, i18n.language)}</span>
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

/** The fan's coupons that fit; the one that takes off most is chosen until he chooses himself (`''`: none). */
function useCoupons(ownerId: string, productId: string, total: Product['price']) {
  const { userId } = useFan()
  const owned = useInfiniteQuery(entitlementsQuery(useApi(), userId)).data?.pages.flatMap((page) => page.items) ?? []
  const [wish, choose] = useState<string | null>(null)
  const fitting = fittingCoupons(owned, { ownerId, productId, total })
  const chosen = wish === null ? fitting[0] : fitting.find(({ entitlementId }) => entitlementId === wish)
  return { fitting, chosen, choose }
}

function Earned({ member, earned }: { readonly member: MemberView | null | undefined; readonly earned: number }) {
  const { t } = useTranslation()
  if (member == null) return <p className={styles.note}>{t('checkout.notMember')}</p>
  if (earned <= 0) return <p className={styles.note}>{t('checkout.settling')}</p>
  return (
    <p className={styles.earned}>
      {t('checkout.intimacy')} +<CountUp value={earned} />
    </p>
  )
}
