import { Link } from 'react-router'
import type { ServiceOrder } from '../../../../src/contract/service.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { may } from '../../data/me.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Person } from '../../parts/Person.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import { useCard } from './data.ts'
import styles from './FanCard.module.css'

interface FanCardProps {
  readonly userId: string
  readonly agentName: (agentId: string) => string
}

/** Who the fan is: level and badge, last orders, what he may use, what the desk noted. */
export function FanCard({ userId, agentName }: FanCardProps) {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const me = useSignedIn()
  const query = useCard(ownerId, userId)
  return (
    <Loaded query={query} skeleton={<Skeleton lines={6} tall />}>
      {(card) =>
        card === null ? (
          <Empty title={say('service.stranger')} hint={say('service.strangerHint')} />
        ) : (
          <div className={styles.card}>
            <header>
              <h2 className={styles.name}>
                <Person name={card.name} userId={card.userId} />
              </h2>
              {card.member === null ? (
                <p className={styles.small}>{say('service.noMember')}</p>
              ) : (
                <>
                  <p className={styles.line}>
                    <Badge
                      level={card.member.level}
                      name={card.member.badge.name}
                      lit={card.member.badge.lit}
                      title={card.member.title}
                      mode={club.mode}
                    />
                    <span>{card.member.title}</span>
                  </p>
                  <p className={styles.small}>
                    {say('service.intimacy', { n: formatNumber(card.member.intimacy, language) })} ·{' '}
                    {say('service.joined', { at: formatDateTime(card.member.joinedAt, language) })}
                  </p>
                </>
              )}
              {card.blocked !== null && (
                <p className={styles.small}>
                  <Mark tone="bad">{say('service.blocked')}</Mark> {card.blocked.reason}
                </p>
              )}
              {may(me, ownerId, 'members') && card.member !== null && (
                <Link
                  className={styles.more}
                  to={`/clubs/${encodeURIComponent(ownerId)}/members/${encodeURIComponent(card.userId)}`}
                >
                  {say('service.story')}
                </Link>
              )}
            </header>
            <Part title={say('service.orders')} empty={say('service.noOrders')} count={card.orders.length}>
              {card.orders.map((order) => (
                <li key={order.orderId}>
                  <OrderLine order={order} />
                </li>
              ))}
            </Part>
            <Part title={say('service.inHand')} empty={say('service.noBenefits')} count={card.benefits.length}>
              {card.benefits.map((benefit, index) => (
                <li key={index} className={styles.pair}>
                  <span className={styles.cut}>{benefit.name}</span>
                  <span className={styles.small}>
                    {benefit.expiresAt === null
                      ? say('service.noEnd')
                      : say('service.until', { at: formatDateTime(benefit.expiresAt, language) })}
                  </span>
                </li>
              ))}
            </Part>
            <Part title={say('service.notes')} empty={say('service.noNotes')} count={card.notes.length}>
              {card.notes.map((note) => (
                <li key={note.at + note.text}>
                  <p className={styles.note}>{note.text}</p>
                  <p className={styles.small}>
                    {agentName(note.agentId)} · {formatDateTime(note.at, language)}
                  </p>
                </li>
              ))}
            </Part>
          </div>
        )
      }
    </Loaded>
  )
}

function Part(props: {
  readonly title: string
  readonly empty: string
  readonly count: number
  readonly children: React.ReactNode
}) {
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{props.title}</h3>
      {props.count === 0 ? (
        <p className={styles.small}>{props.empty}</p>
      ) : (
        <ul className={styles.list}>{props.children}</ul>
      )}
    </section>
  )
}

/** An order in two lines: number and amount, when and how it stands. */
export function OrderLine({ order }: { readonly order: ServiceOrder }) {
  const { say, language } = useText()
  return (
    <>
      <span className={styles.pair}>
        <span className={styles.cut}>{order.orderId}</span>
        <b className={styles.amount}>{formatMoney(order.paid, language)}</b>
      </span>
      <span className={styles.pair}>
        <span className={styles.small}>{formatDateTime(order.at, language)}</span>
        <span className={styles.small}>
          {say(`service.orderStates.${order.state}`)}
          {order.state !== 'refunded' && order.refunded.value > 0 && (
            <> · {say('service.partRefunded', { amount: formatMoney(order.refunded, language) })}</>
          )}
        </span>
      </span>
    </>
  )
}
