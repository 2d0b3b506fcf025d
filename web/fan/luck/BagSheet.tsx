import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../shared/copy.ts'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { formatDateTime, formatMoneyShort, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useEnter } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './BagSheet.module.css'
import { conditionsOf, countdown, glyphOf, isFarOff, waysOf, type Condition } from './offers.ts'
import { Winners } from './Winners.tsx'

interface BagSheetProps {
  readonly campaign: CampaignView
  /** UTC ms of the decision clock */
  readonly now: number
  readonly onJoin: () => void
  readonly onSay: (phrase: string) => void
  readonly onClose: () => void
  /** its room is on air, or it needs none */
  readonly onAir?: boolean
  /** to the room, where this does not lie over it */
  readonly onWatch?: () => void
}

/** A lucky bag, draw or free order: prizes, the clock, what it takes and what is missing; then the winners and the proof (BEN-7, BEN-10). */
export function BagSheet(props: BagSheetProps) {
  const { campaign } = props
  const drawn = campaign.status === 'drawn'
  return (
    <div className={styles.sheet}>
      <Head {...props} />
      {drawn ? <Winners campaign={campaign} /> : <Prizes campaign={campaign} />}
      {campaign.status === 'running' && <Conditions {...props} />}
      <Proof campaign={campaign} />
    </div>
  )
}

function Head({ campaign, now }: BagSheetProps) {
  const { t, i18n } = useTranslation()
  const { kind, status, entries, name, mine, endsAt } = campaign
  const won = status === 'drawn' && mine !== null && mine.won.length > 0
  const left = Date.parse(endsAt) - now
  const farOff = isFarOff(left)
  const waiting = status === 'closed' || (status === 'running' && left <= 0)
  const words =
    status === 'cancelled'
      ? t('luck.cancelled')
      : status === 'drawn'
        ? t(won ? 'luck.won' : mine?.entered === true ? 'luck.notThisTime' : 'luck.over')
        : waiting
          ? t('luck.drawing')
          : t(farOff ? 'luck.drawsOn' : 'luck.drawsIn')
  return (
    <header className={styles.head}>
      <span className={styles.glyph}>
        <BenefitGlyph kind={glyphOf(campaign)} size={3.5} />
      </span>
      <p className={styles.name}>
        <MiddleEllipsis text={name} />
      </p>
      <p className={styles.words}>{words}</p>
      {won &&
        waysOf(campaign).map(({ way, names }, _, ways) => (
          <p key={way} className={styles.small}>
            {ways.length > 1 && <MiddleEllipsis text={names.join(' · ')} />} {t(`luck.${way}`)}
          </p>
        ))}
      {status === 'running' && !waiting && farOff && (
        <p className={styles.day}>{formatDateTime(endsAt, i18n.language)}</p>
      )}
      {status === 'running' && !waiting && !farOff && (
        <p className={styles.clock} role="timer">
          {countdown(left)}
        </p>
      )}
      {/* orders become entries when the window closes */}
      {(kind !== 'freeOrder' || status !== 'running') && (
        <p className={styles.small}>{t('luck.entries', { count: entries, n: formatNumber(entries, i18n.language) })}</p>
      )}
    </header>
  )
}

function Prizes({ campaign }: { readonly campaign: CampaignView }) {
  const { t, i18n } = useTranslation()
  return (
    <section className={styles.card} aria-label={t('luck.prizes')}>
      <ul>
        {campaign.prizes.map(({ name, quota, worth }, index) => (
          <li key={index} className={styles.prize}>
            <span className={styles.prizeName}>
              <MiddleEllipsis text={name} />
            </span>
            <span className={styles.worth}>
              {t(campaign.kind === 'freeOrder' ? 'luck.upTo' : 'luck.worth', {
                worth: formatMoneyShort(worth, i18n.language),
              })}
            </span>
            <b className={styles.quota}>× {formatNumber(quota, i18n.language)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Conditions({ campaign, now, onJoin, onSay, onClose, onAir = true, onWatch = onClose }: BagSheetProps) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const enter = useEnter(campaign.ownerId)
  const conditions = conditionsOf(campaign)
  const next = conditions.find(({ met }) => !met)
  const { phrase } = campaign.conditions
  if (campaign.mine?.entered === true) {
    return (
      <p className={styles.entered} role="status">
        <Icon name="check" />
        {t('luck.enteredLong')}
      </p>
    )
  }
  const at = (instant: string) => formatDateTime(instant, i18n.language)
  const byOrder = campaign.kind === 'freeOrder'
  const over = Date.parse(campaign.endsAt) <= now
  const inRoom = next?.key === 'phrase' || next?.key === 'watch'
  const can = !over && (onAir || !inRoom)
  return (
    <section className={styles.card} aria-label={t('luck.conditions')}>
      <h3 className={styles.title}>{t('luck.conditions')}</h3>
      {byOrder && <p>{t('luck.orders', { from: at(campaign.startsAt), until: at(campaign.endsAt) })}</p>}
      {conditions.length > 0 && (
        <ul>
          {conditions.map((condition) => (
            <ConditionRow key={condition.key} campaign={campaign} condition={condition} />
          ))}
        </ul>
      )}
      {!over && !onAir && inRoom && <p className={styles.small}>{t('luck.offAir')}</p>}
      {can && !byOrder && next === undefined && (
        <Button
          look="now"
          wide
          busy={enter.isPending}
          onClick={() =>
            enter.mutate({ campaignId: campaign.campaignId }, { onError: (error) => toastProblem(error, t) })
          }
        >
          {t('luck.enter')}
        </Button>
      )}
      {can && next?.key === 'join' && (
        <Button look="now" wide onClick={onJoin}>
          {t('luck.goJoin')}
        </Button>
      )}
      {can && next?.key === 'phrase' && phrase !== undefined && (
        <Button look="now" wide onClick={() => (demo === null ? copy(phrase, t) : onSay(phrase))}>
          {t(demo === null ? 'luck.copyPhrase' : 'luck.goSay')}
        </Button>
      )}
      {can && (next?.key === 'watch' || next?.key === 'level' || next?.key === 'ticket') && (
        <Button wide onClick={next.key === 'watch' ? onWatch : onClose}>
          {t(`luck.go.${next.key}`)}
        </Button>
      )}
    </section>
  )
}

/** Where the platform's own app has the comment field, the phrase goes there by way of the clipboard. */
function copy(phrase: string, t: TFunction): void {
  copyText(phrase).then(
    () => toast(t('luck.phraseCopied')),
    () => toast(t('wallet.notCopied')),
  )
}

function ConditionRow({ campaign, condition }: { readonly campaign: CampaignView; readonly condition: Condition }) {
  const { t } = useTranslation()
  const { key, met, minutes } = condition
  const { minLevel, tier, phrase } = campaign.conditions
  const words =
    key === 'level'
      ? minLevel === undefined
        ? t('benefit.fromTier', { tier: t(`tier.${tier ?? '新粉'}`) })
        : t('benefit.fromLevel', { level: minLevel })
      : key === 'phrase'
        ? t('luck.condition.phrase', { phrase })
        : key === 'watch'
          ? t('luck.condition.watch', { count: minutes?.of ?? 0 })
          : t(`luck.condition.${key}`)
  return (
    <li className={styles.condition}>
      <span className={met ? styles.met : styles.missing} aria-hidden="true">
        {met && <Icon name="check" size={0.75} />}
      </span>
      <span className={styles.conditionWords}>{words}</span>
      <span className={styles.small}>
        {met
          ? t('luck.met')
          : minutes === undefined
            ? t('luck.notYet')
            : t('luck.minutes', { done: minutes.done, of: minutes.of })}
      </span>
    </li>
  )
}

/** The public page of a draw; after `#`, which is never sent, what this fan needs to find his own entry in it. */
function proofAddress({ campaignId, mine }: CampaignView): string {
  const own = new URLSearchParams({
    ...(mine?.proofUserId == null ? {} : { user: mine.proofUserId }),
    ...(mine?.salt == null ? {} : { salt: mine.salt }),
    ...(mine?.nonce == null ? {} : { nonce: mine.nonce }),
  }).toString()
  return `/draws/${encodeURIComponent(campaignId)}${own === '' ? '' : `#${own}`}`
}

/** BEN-7: anyone can recompute the winners. */
function Proof({ campaign }: { readonly campaign: CampaignView }) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const drawn = campaign.status === 'drawn'
  const number = campaign.winners.find((winner) => winner.userId === userId)?.entry
  return (
    <p className={styles.proof}>
      <Icon name="shield" size={1} />
      <span>
        {t(drawn ? 'luck.proofDrawn' : 'luck.proof')}{' '}
        {number !== undefined && <span>{t('luck.myEntry', { number })} </span>}
        <a href={proofAddress(campaign)} target="_blank" rel="noreferrer">
          {t('luck.proofLink')}
        </a>
      </span>
    </p>
  )
}
