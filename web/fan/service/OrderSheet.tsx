import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { Icon } from '../../shared/Icon.tsx'
import { makeUuid } from '../../shared/make-uuid.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { ordersQuery } from './data.ts'
import styles from './OrderSheet.module.css'
import { OrderFace } from './ServiceBody.tsx'

interface OrderToolProps {
  readonly ownerId: string
  /** an order was sent */
  readonly onSent: () => void
}

/** «发送订单»: names one of his orders to the desk. */
export function OrderTool({ ownerId, onSent }: OrderToolProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={styles.tool} onClick={() => setOpen(true)}>
        <span className={styles.square}>
          <Icon name="bag" size={1.625} />
        </span>
        {t('service.sendOrder')}
      </button>
      <Sheet open={open} title={t('service.orders')} onClose={() => setOpen(false)}>
        <Orders
          ownerId={ownerId}
          onSent={() => {
            setOpen(false)
            onSent()
          }}
        />
      </Sheet>
    </>
  )
}

function Orders({ ownerId, onSent }: OrderToolProps) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const orders = useQuery(ordersQuery(api, ownerId, userId))
  /** one for each order: touched twice, it is sent once */
  const [sendIds] = useState(() => new Map<string, string>())
  const send = useMutation({
    mutationFn: (orderId: string) => {
      const sendId = sendIds.get(orderId) ?? makeUuid()
      sendIds.set(orderId, sendId)
      return answerOf(
        api.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', {
          params: { path: { ownerId, userId } },
          body: { kind: 'order', sendId, orderId, side: 'fan' },
        }),
      )
    },
    onSuccess: onSent,
    onError: (error) => toastProblem(error, t),
  })
  if (orders.data === undefined)
    return (
      <Waiting of={[orders]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  if (orders.data.length === 0) return <Empty title={t('service.noOrders')} hint={t('service.noOrdersHint')} />
  return (
    <ul className={styles.list}>
      {orders.data.map((order) => (
        <li key={order.orderId}>
          <button
            type="button"
            className={styles.order}
            disabled={send.isPending}
            onClick={() => send.mutate(order.orderId)}
          >
            <OrderFace order={order} />
          </button>
        </li>
      ))}
    </ul>
  )
}
