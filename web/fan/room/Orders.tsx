import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DemoOrder } from '../../shared/demo.ts'
import { formatDateTime, formatMoney } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { moneyText, parseMoney } from '../../shared/money-text.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useOnce } from '../../shared/use-once.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Tile } from './Tile.tsx'
import styles from './Shelf.module.css'

/** What the fan bought, with refund (whole or part) and review. */
export function Orders({ ownerId, onShelf }: { readonly ownerId: string; readonly onShelf: () => void }) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const orders = useQuery({
    queryKey: ['orders', ownerId],
    queryFn: async () => (await demo?.client.orders(ownerId)) ?? { items: [] },
  })
  if (orders.data === undefined)
    return (
      <Waiting of={[orders]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  if (orders.data.items.length === 0) {
    return (
      <Empty
        title={t('orders.empty')}
        hint={t('orders.emptyHint')}
        action={<Button onClick={onShelf}>{t('orders.toShelf')}</Button>}
      />
    )
  }
  return (
    <ul className={styles.list}>
      {orders.data.items.map((order) => (
        <Order key={order.orderId} ownerId={ownerId} order={order} />
      ))}
    </ul>
  )
}

function Order({ ownerId, order }: { readonly ownerId: string; readonly order: DemoOrder }) {
  const { t, i18n } = useTranslation()
  const [refunding, setRefunding] = useState(false)
  const review = useOrderCall(ownerId, (client) => client.review(ownerId, order.orderId), t('orders.reviewedNow'))
  const left = order.amount.value - order.refunded.value
  const money = (value: number) => formatMoney({ ...order.amount, value }, i18n.language)
  return (
    <li className={styles.row}>
      <Tile emoji={order.emoji} hue={order.hue} size={3.25} />
      <div className={styles.words}>
        <p className={styles.title}>
          <MiddleEllipsis text={order.title} />
        </p>
        <p className={styles.state}>
          {money(order.amount.value)} · {t('orders.pieces', { count: order.quantity })} ·{' '}
          {formatDateTime(order.paidAt, i18n.language)}
        </p>
        {order.refunded.value > 0 && (
          <p className={styles.state}>
            {left === 0 ? t('orders.refunded') : t('orders.partlyRefunded', { amount: money(order.refunded.value) })}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        {!order.reviewed && left > 0 && (
          <Button className={styles.small} busy={review.isPending} onClick={() => review.mutate()}>
            {t('orders.review')}
          </Button>
        )}
        {left > 0 && (
          <Button
            look="plain"
            className={styles.small}
            aria-expanded={refunding}
            onClick={() => setRefunding(!refunding)}
          >
            {t('orders.refund')}
          </Button>
        )}
      </div>
      {refunding && left > 0 && (
        <Refund ownerId={ownerId} order={order} left={left} onDone={() => setRefunding(false)} />
      )}
    </li>
  )
}

interface RefundProps {
  readonly ownerId: string
  readonly order: DemoOrder
  /** minor units not refunded yet */
  readonly left: number
  readonly onDone: () => void
}

function Refund({ ownerId, order, left, onDone }: RefundProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [text, setText] = useState(moneyText(left, order.amount.currency))
  const value = parseMoney(text, order.amount.currency)
  const valid = value !== null && value > 0 && value <= left
  const once = useOnce()
  const refund = useOrderCall(
    ownerId,
    (client) =>
      once({ ...order.amount, value: value ?? left }, (amount, key) =>
        client.refund(ownerId, order.orderId, amount, key),
      ),
    t('orders.refundedNow'),
  )
  return (
    <form
      className={styles.refund}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) refund.mutate(undefined, { onSuccess: onDone })
      }}
    >
      <div className={styles.field}>
        <label htmlFor={id}>{t('orders.refundAmount')}</label>
        <TextInput
          id={id}
          short
          inputMode="decimal"
          value={text}
          aria-invalid={!valid}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className={styles.warn}>
        {valid
          ? t('orders.refundConsequence')
          : t('orders.refundMost', { amount: formatMoney({ ...order.amount, value: left }, i18n.language) })}
      </p>
      <Button type="submit" look="danger" disabled={!valid} busy={refund.isPending}>
        {t('orders.refundConfirm')}
      </Button>
    </form>
  )
}

type Client = NonNullable<ReturnType<typeof useFan>['demo']>['client']

function useOrderCall(ownerId: string, call: (client: Client) => Promise<unknown>, done: string) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => (demo === null ? null : call(demo.client)),
    onSuccess: () => {
      toast(done)
      for (const key of ['orders', 'member', 'ledger', 'points'])
        void queries.invalidateQueries({ queryKey: [key, ownerId] })
    },
    onError: (error) => toastProblem(error, t),
  })
}
