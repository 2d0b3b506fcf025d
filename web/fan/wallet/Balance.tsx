import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatDateTime, formatMoney } from '../../shared/format.ts'
import { moneyText, parseMoney } from '../../shared/money-text.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { balanceQuery, payoutsQuery, useRequestPayout } from '../data/benefits.ts'
import type { PayoutView, UserBalance } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './Wallet.module.css'

/** Minor units; src/contract/money.ts `payoutLeast`. */
const payoutLeast = 100
type Item = UserBalance['items'][number]

/** Money from red packets: what there is, asking for it, and how that goes (BEN-8). */
export function Balance() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const balance = useQuery(balanceQuery(useApi(), userId))
  if (balance.data === undefined)
    return (
      <Waiting of={[balance]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  if (balance.data.items.length === 0) return <Empty title={t('wallet.noMoney')} hint={t('wallet.noMoneyHint')} />
  return (
    <>
      {balance.data.items.map((item) => (
        <Purse key={item.currency} item={item} />
      ))}
      <Payouts />
    </>
  )
}

function Purse({ item }: { readonly item: Item }) {
  const { t, i18n } = useTranslation()
  const [asking, setAsking] = useState(false)
  // here and not in the form: the form opened anew asks for the same again where the answer was lost
  const request = useRequestPayout()
  const { available, payingOut, paidOut } = item
  const money = (value: number) => formatMoney({ ...available, value }, i18n.language)
  const enough = available.value >= payoutLeast
  return (
    <section className={styles.card} aria-label={t('wallet.tab.money')}>
      <p className={styles.small}>{t('wallet.available')}</p>
      <p className={styles.figure}>
        <CountUp value={available.value} format={money} />
      </p>
      <p className={styles.small}>
        {[
          payingOut.value > 0 ? t('wallet.payingOut', { amount: money(payingOut.value) }) : '',
          paidOut.value > 0 ? t('wallet.paidOut', { amount: money(paidOut.value) }) : '',
        ]
          .filter((words) => words !== '')
          .join(' · ')}
      </p>
      {asking && enough ? (
        <Ask item={item} request={request} onDone={() => setAsking(false)} />
      ) : (
        <>
          <Button look="now" wide disabled={!enough} onClick={() => setAsking(true)}>
            {t('wallet.payOut')}
          </Button>
          {!enough && <p className={styles.small}>{t('wallet.payOutLeast', { least: money(payoutLeast) })}</p>}
        </>
      )}
    </section>
  )
}

interface AskProps {
  readonly item: Item
  readonly request: ReturnType<typeof useRequestPayout>
  readonly onDone: () => void
}

function Ask({ item, request, onDone }: AskProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const { available } = item
  const [text, setText] = useState(moneyText(available.value, item.currency))
  const value = parseMoney(text, item.currency)
  const valid = value !== null && value >= payoutLeast && value <= available.value
  const money = (shown: number) => formatMoney({ ...available, value: shown }, i18n.language)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!valid) return
        request.mutate(
          { value, currency: item.currency },
          {
            onSuccess: () => {
              toast(t('wallet.asked'))
              onDone()
            },
            onError: (error) => toastProblem(error, t),
          },
        )
      }}
    >
      <label htmlFor={id} className={styles.small}>
        {t('wallet.payOutAmount')}
      </label>
      <TextInput
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={!valid}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className={styles.small}>
        {valid
          ? t('wallet.payOutHint')
          : t('wallet.payOutBounds', { least: money(payoutLeast), most: money(available.value) })}
      </p>
      <div className={styles.pair}>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" look="now" disabled={!valid} busy={request.isPending}>
          {t('wallet.payOutConfirm')}
        </Button>
      </div>
    </form>
  )
}

function Payouts() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const payouts = useQuery(payoutsQuery(useApi(), userId))
  if (payouts.data === undefined)
    return (
      <Waiting of={[payouts]}>
        <Skeleton lines={2} tall />
      </Waiting>
    )
  if (payouts.data.items.length === 0) return null
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('wallet.payouts')}</h2>
      <ul>
        {payouts.data.items.map((payout) => (
          <PayoutRow key={payout.payoutId} payout={payout} />
        ))}
      </ul>
    </section>
  )
}

function PayoutRow({ payout }: { readonly payout: PayoutView }) {
  const { t, i18n } = useTranslation()
  return (
    <li className={styles.entry}>
      <p className={styles.what}>
        {formatMoney(payout.amount, i18n.language)} · {t(`wallet.payout.${payout.status}`)}
      </p>
      <p className={styles.small}>{formatDateTime(payout.requestedAt, i18n.language)}</p>
      {payout.reason !== null && <p className={styles.small}>{payout.reason}</p>}
    </li>
  )
}
