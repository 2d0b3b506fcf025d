import { useTranslation } from 'react-i18next'
import type { ServiceOrder } from '../../../src/contract/service.ts'
import { formatDateTime, formatMoney } from '../../shared/format.ts'
import { Card } from '../../shared/message/Card.tsx'
import { Bubble, Words } from '../../shared/message/Words.tsx'
import styles from './ServiceBody.module.css'
import type { ThreadMessage } from '../chat/thread-source.ts'

/** What stands in a message of a thread: words, an order, a product. */
export function ServiceBody({ message, own }: { readonly message: ThreadMessage; readonly own: boolean }) {
  const { t } = useTranslation()
  const { kind, text, order = null, orderId = '', productId = '' } = message
  const words = text === undefined ? null : <Words text={text} />
  if (kind === 'order')
    return (
      <Card icon="bag" title={t('service.order')}>
        {order === null ? <p>{t('service.orderGone', { id: orderId })}</p> : <OrderFace order={order} />}
        {words}
      </Card>
    )
  if (kind === 'product')
    return (
      <Card icon="cart" title={t('service.product')}>
        <p className={styles.id}>{productId}</p>
        {words}
      </Card>
    )
  return (
    <Bubble own={own} owner={!own}>
      {words}
      {kind === 'autoReply' && <p className={styles.auto}>{t('service.autoReply')}</p>}
    </Bubble>
  )
}

/** An order: its number and amount, when it was made and how it stands. */
export function OrderFace({ order }: { readonly order: ServiceOrder }) {
  const { t, i18n } = useTranslation()
  const part = order.state !== 'refunded' && order.refunded.value > 0
  return (
    <span className={styles.order}>
      <span className={styles.id}>{order.orderId}</span>
      <b className={styles.amount}>{formatMoney(order.paid, i18n.language)}</b>
      <span className={styles.small}>{formatDateTime(order.at, i18n.language)}</span>
      <span className={styles.state}>
        {t(`service.states.${order.state}`)}
        {part && <> · {t('service.refunded', { amount: formatMoney(order.refunded, i18n.language) })}</>}
      </span>
    </span>
  )
}
