import { Button } from 'antd'
import { useState } from 'react'
import { formatDateTime, formatMoney } from '../../../shared/format.ts'
import { Failed, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useBenefits, useBooks, useBudget, type Budget, type Posting } from '../../data/benefits.ts'
import { useSandboxClock } from '../../data/clock.ts'
import { isPlatform } from '../../data/me.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Figure, FigureStrip } from '../../parts/Figure.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { When } from '../../parts/Person.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import { postingWords } from './books-words.ts'
import { BudgetDialog } from './BudgetDialog.tsx'
import styles from './MoneyPage.module.css'
import { Packets } from './Packets.tsx'

/** 权益 → 红包与账本: what can be spent, red packets under way, the books as sentences (BEN-8). */
export function Component() {
  const { ownerId } = useClub()
  const budget = useBudget(ownerId)
  return (
    <Loaded query={budget} skeleton={<Skeleton lines={3} tall />}>
      {(money) => (
        <>
          <Figures budget={money} />
          <Packets budget={money} />
          <Books budget={money} />
        </>
      )}
    </Loaded>
  )
}

function Figures({ budget }: { readonly budget: Budget }) {
  const { say, language } = useText()
  const money = (currency: string) => (value: number) => formatMoney({ value, currency }, language)
  const figure = (name: 'available' | 'held' | 'paid' | 'returned') => (
    <Figure
      label={say(`money.figure.${name}`)}
      definition={say(`money.define.${name}`)}
      value={budget[name].value}
      format={money(budget[name].currency)}
    />
  )
  return (
    <FigureStrip label={say('benefits.tabs.money')}>
      {figure('available')}
      {figure('held')}
      {figure('paid')}
      {figure('returned')}
    </FigureStrip>
  )
}

/** Nobody makes his own money: the platform says what came in and what was paid back, and in a sandbox an owner may try it out. */
function BudgetButtons({ budget }: { readonly budget: Budget }) {
  const { say } = useText()
  const me = useSignedIn()
  const sandbox = useSandboxClock().data
  const [way, setWay] = useState<'deposit' | 'withdrawal' | null>(null)
  if (!isPlatform(me) && (sandbox === undefined || sandbox === null))
    return <p className={styles.hint}>{say('money.byPlatform')}</p>
  const close = () => setWay(null)
  return (
    <>
      <Button disabled={budget.available.value === 0} onClick={() => setWay('withdrawal')}>
        {say('money.withdrawal.title')}
      </Button>
      <Button onClick={() => setWay('deposit')}>{say('money.deposit.title')}</Button>
      <BudgetDialog way="deposit" budget={budget} open={way === 'deposit'} onClose={close} />
      <BudgetDialog way="withdrawal" budget={budget} open={way === 'withdrawal'} onClose={close} />
    </>
  )
}

/** Double entry told line by line, newest first. */
function Books({ budget }: { readonly budget: Budget }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useBooks(ownerId)
  const benefits = useBenefits(ownerId, 'all')
  const nameOf = (benefitId: string) =>
    benefits.data?.items.find((benefit) => benefit.benefitId === benefitId)?.name ?? null
  return (
    <Panel flush title={say('money.books')} hint={say('money.booksHint')} actions={<BudgetButtons budget={budget} />}>
      {query.isPending ? (
        <div className={styles.waiting}>
          <Skeleton lines={5} />
        </div>
      ) : query.data === undefined ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <Rows empty={say('money.booksEmpty')} hint={say('money.booksEmptyHint')}>
            {query.data.pages
              .flatMap((page) => page.items)
              .map((posting) => (
                <Line key={`${posting.transferId}/${posting.account}`} posting={posting} nameOf={nameOf} />
              ))}
          </Rows>
          <MoreButton query={query} />
        </>
      )}
    </Panel>
  )
}

function Line({
  posting,
  nameOf,
}: {
  readonly posting: Posting
  readonly nameOf: (benefitId: string) => string | null
}) {
  const { say, language } = useText()
  const { change, balance, account, at } = posting
  const known = account === 'budget' || account === 'held' ? account : 'other'
  const sign = change.value < 0 ? '−' : '+'
  return (
    <Row
      title={
        <>
          {postingWords(posting, say, nameOf)} <Mark>{say(`money.account.${known}`)}</Mark>
        </>
      }
      hint={<When at={at} format={formatDateTime} />}
      end={
        <span className={styles.sum}>
          <b>{`${sign}${formatMoney({ ...change, value: Math.abs(change.value) }, language)}`}</b>
          <small>{say('money.balance', { sum: formatMoney(balance, language) })}</small>
        </span>
      }
    />
  )
}
