import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../src/contract/views.ts'
import type { Product } from '../../shared/demo.ts'
import { formatMoney, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Checkout } from './Checkout.tsx'
import { Orders } from './Orders.tsx'
import styles from './Shelf.module.css'
import { purchasePoints } from './points.ts'
import { Tile } from './Tile.tsx'
import { useAct } from './useActs.ts'

interface ShelfProps {
  readonly ownerId: string
  readonly member: MemberView | null | undefined
  readonly tab: 'shelf' | 'orders'
  readonly onTab: (tab: 'shelf' | 'orders') => void
}

/** The demo shop: goods with a test checkout, and the fan's orders with refund and review. */
export function Shelf({ ownerId, member, tab, onTab }: ShelfProps) {
  const { t } = useTranslation()
  const [buying, setBuying] = useState<Product | null>(null)
  if (buying !== null) {
    return (
      <Checkout
        ownerId={ownerId}
        product={buying}
        member={member}
        onBack={() => setBuying(null)}
        onOrders={() => {
          setBuying(null)
          onTab('orders')
        }}
      />
    )
  }
  return (
    <>
      <Tabs
        label={t('shelf.title')}
        value={tab}
        onChange={onTab}
        items={[
          { value: 'shelf', text: t('shelf.goods') },
          { value: 'orders', text: t('shelf.orders') },
        ]}
      />
      {tab === 'orders' ? (
        <Orders ownerId={ownerId} onShelf={() => onTab('shelf')} />
      ) : (
        <Goods ownerId={ownerId} member={member} onBuy={setBuying} />
      )}
    </>
  )
}

interface GoodsProps {
  readonly ownerId: string
  readonly member: MemberView | null | undefined
  readonly onBuy: (product: Product) => void
}

function Goods({ ownerId, member, onBuy }: GoodsProps) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const act = useAct(ownerId)
  const shelf = useQuery({
    queryKey: ['shelf', ownerId],
    queryFn: async () => (await demo?.client.shelf(ownerId)) ?? { products: [] },
    staleTime: 5 * 60_000,
  })
  if (shelf.data === undefined)
    return (
      <Waiting of={[shelf]}>
        <Skeleton lines={4} tall />
      </Waiting>
    )
  if (shelf.data.products.length === 0) return <Empty title={t('shelf.empty')} hint={t('shelf.emptyHint')} />
  const cart = (product: Product) =>
    act.mutate(
      { kind: 'cart', productId: product.productId },
      { onSuccess: () => toast(t('shelf.carted')), onError: (error) => toastProblem(error, t) },
    )
  const buy = (product: Product) => {
    act.mutate({ kind: 'view', productId: product.productId })
    onBuy(product)
  }
  return (
    <ul className={styles.list}>
      {shelf.data.products.map((product) => {
        const points = purchasePoints(member, product.price.value)
        return (
          <li key={product.productId} className={styles.row}>
            <Tile emoji={product.emoji} hue={product.hue} />
            <div className={styles.words}>
              <p className={styles.title}>
                <MiddleEllipsis text={product.title} />
              </p>
              <p className={styles.price}>{formatMoney(product.price, i18n.language)}</p>
              {points !== null && points > 0 && (
                <p className={styles.points}>{t('shelf.points', { points: formatNumber(points, i18n.language) })}</p>
              )}
            </div>
            <div className={styles.buttons}>
              <Button
                className={styles.small}
                onClick={() => cart(product)}
                aria-label={t('shelf.cartThis', { title: product.title })}
              >
                {t('shelf.cart')}
              </Button>
              <Button
                look="strong"
                className={styles.small}
                onClick={() => buy(product)}
                aria-label={t('shelf.buyThis', { title: product.title })}
              >
                {t('shelf.buy')}
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
