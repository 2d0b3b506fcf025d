import { Link, useNavigate } from 'react-router'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { may } from '../../data/me.ts'
import { NowButton } from '../../parts/NowButton.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import styles from './Introduction.module.css'

const steps = ['join', 'task', 'level', 'badge'] as const

/** What a shopping club is, for a club that has never run as one (CLUB-8). */
export function Introduction() {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const me = useSignedIn()
  const navigate = useNavigate()
  const modePage = `/clubs/${encodeURIComponent(ownerId)}/settings/mode`
  const pending = club.pendingModeChange
  return (
    <section className={styles.introduction} aria-labelledby="introduction">
      <div className={styles.words}>
        <p className={styles.eyebrow}>{say('intro.eyebrow')}</p>
        <h2 id="introduction" className={styles.title}>
          {say('intro.title')}
        </h2>
        <p className={styles.lede}>{say('intro.lede')}</p>
        {pending !== undefined ? (
          <p className={styles.pending}>
            <Link to={modePage}>{say('intro.pending', { at: formatDateTime(pending.effectiveAt, language) })}</Link>
          </p>
        ) : (
          may(me, ownerId, 'club') && (
            <div className={styles.act}>
              <NowButton size="large" onClick={() => void navigate(modePage)}>
                {say('intro.cta')}
              </NowButton>
              <span>{say('intro.ctaHint')}</span>
            </div>
          )
        )}
      </div>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step} className={styles.step}>
            <StepPicture step={index} />
            <h3>{say(`intro.steps.${step}.title`)}</h3>
            <p>{say(`intro.steps.${step}.body`)}</p>
          </li>
        ))}
      </ol>
      <p className={styles.now}>{say('intro.now', { n: formatNumber(club.members, language) })}</p>
    </section>
  )
}

/** Four small scenes made of the product's own parts: a grey badge, a day's bar, four rungs, a lit badge. */
function StepPicture({ step }: { readonly step: number }) {
  return (
    <div className={styles.picture} aria-hidden="true">
      {step === 0 && <Badge level={1} name="购物团" lit={false} size="l" explains={false} />}
      {step === 1 && (
        <span className={styles.day}>
          <i style={{ flex: 100, background: 'var(--tier1-a)' }} />
          <i style={{ flex: 75, background: 'var(--tier1-b)' }} />
          <i style={{ flex: 450, background: 'var(--tier4-a)' }} />
          <i style={{ flex: 350, background: 'var(--sunken)' }} />
        </span>
      )}
      {step === 2 && (
        <span className={styles.rungs}>
          {([1, 2, 3, 4] as const).map((tier) => (
            <i key={tier} style={{ height: `${tier * 25}%`, background: `var(--tier${tier}-a)` }} />
          ))}
        </span>
      )}
      {step === 3 && <Badge level={12} name="购物团" lit size="l" />}
    </div>
  )
}
