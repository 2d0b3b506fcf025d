import { App, Button, Drawer, Switch } from 'antd'
import type { CampaignView } from '../../../../src/contract/campaigns.ts'
import { CountUp } from '../../../shared/CountUp.tsx'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { benefitCalls, campaignsKey, useCampaign, useWinners, useWishes, type Winner } from '../../data/benefits.ts'
import { useCommand } from '../../data/use-command.ts'
import { Copyable } from '../../parts/Copyable.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { nameOf, Person } from '../../parts/Person.tsx'
import { useText } from '../../text.ts'
import styles from './CampaignDrawer.module.css'
import { CampaignMark } from './CampaignsPage.tsx'
import { conditionWords } from './campaign-words.ts'
import { Countdown } from './Countdown.tsx'
import { CampaignOutcome } from './Outcome.tsx'

/** One campaign: entries counting, the countdown, who exchanged what, and after the draw who won and how to check it. */
export function CampaignDrawer({
  campaignId,
  onClose,
}: {
  readonly campaignId: string | undefined
  readonly onClose: () => void
}) {
  const { say } = useText()
  return (
    <Drawer
      open={campaignId !== undefined}
      onClose={onClose}
      size="min(40rem, 100vw)"
      title={say('campaigns.one')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {campaignId !== undefined && <OneCampaign key={campaignId} campaignId={campaignId} />}
    </Drawer>
  )
}

function OneCampaign({ campaignId }: { readonly campaignId: string }) {
  const { ownerId } = useClub()
  const query = useCampaign(ownerId, campaignId)
  return (
    <Loaded query={query} skeleton={<Skeleton lines={4} tall />}>
      {(campaign) => (
        <div className={styles.one}>
          <Head campaign={campaign} />
          <State campaign={campaign} />
          <Prizes campaign={campaign} />
          {campaign.proof !== null && <Proof campaign={campaign} />}
          {tellsWinners(campaign) && <Winners campaign={campaign} />}
          {campaign.status !== 'planned' && campaign.status !== 'cancelled' && <CampaignOutcome campaign={campaign} />}
          {campaign.status === 'planned' && <CancelButton campaign={campaign} />}
        </div>
      )}
    </Loaded>
  )
}

/** A draw has winners once it is drawn; in an exchange there is somebody to hand a prize to from the first one on (BEN-10). */
const tellsWinners = ({ kind, status, winnersCount }: CampaignView): boolean =>
  status === 'drawn' || (kind === 'pointsExchange' && (status === 'closed' || winnersCount > 0))

function Head({ campaign }: { readonly campaign: CampaignView }) {
  const { say, language } = useText()
  const at = (instant: string) => formatDateTime(instant, language)
  return (
    <header>
      <h2 className={styles.name}>{campaign.name}</h2>
      <p className={styles.hint}>
        <CampaignMark campaign={campaign} /> {say(`campaigns.kind.${campaign.kind}`)} · {at(campaign.startsAt)} –{' '}
        {at(campaign.endsAt)}
      </p>
      <p className={styles.hint}>{conditionWords(campaign.conditions, say).join(' · ')}</p>
    </header>
  )
}

/** Entries and time: the two figures one watches while it runs. */
function State({ campaign }: { readonly campaign: CampaignView }) {
  const { say } = useText()
  const { status, endsAt, startsAt, entries, joined } = campaign
  const clock = status === 'running' ? endsAt : status === 'planned' ? startsAt : null
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{say('campaigns.entries')}</dt>
        <dd>
          <CountUp value={entries} />
        </dd>
      </div>
      <div>
        <dt>{say('campaigns.joined')}</dt>
        <dd>
          <CountUp value={joined} />
        </dd>
      </div>
      {clock !== null && (
        <div>
          <dt>{say(status === 'running' ? 'campaigns.untilEnd' : 'campaigns.untilStart')}</dt>
          <dd>
            <Countdown until={clock} large />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Prizes({ campaign }: { readonly campaign: CampaignView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const wishing = campaign.kind === 'wishList'
  const wishes = useWishes(ownerId, campaign.campaignId, wishing)
  const count = (prize: number) => wishes.data?.find((each) => each.prize === prize)?.wishes ?? 0
  const most = Math.max(1, ...campaign.prizes.map((_, index) => count(index)))
  const number = (value: number) => formatNumber(value, language)
  return (
    <section>
      <h3 className={styles.part}>{say(wishing ? 'campaigns.wishes' : 'campaigns.prizes')}</h3>
      <ul className={styles.prizes}>
        {campaign.prizes.map((prize, index) => (
          <li key={prize.name + String(index)}>
            <span className={wishing ? styles.wish : styles.prize}>
              <MiddleEllipsis text={prize.name} />
            </span>
            {wishing ? (
              <>
                <span className={styles.bar} aria-hidden="true">
                  <i style={{ width: `${(count(index) / most) * 100}%` }} />
                </span>
                <b>{number(count(index))}</b>
              </>
            ) : (
              <span className={styles.hint}>
                {[
                  ...(prize.points === undefined ? [] : [say('campaigns.points', { n: number(prize.points) })]),
                  ...(prize.worth.value === 0 ? [] : [formatMoney(prize.worth, language)]),
                  say('campaigns.quota', { left: number(prize.left), n: number(prize.quota) }),
                ].join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why nobody has to believe us: the seed's hash from the start, the seed after the draw, and the page that recomputes it (BEN-7). */
function Proof({ campaign }: { readonly campaign: CampaignView }) {
  const { say } = useText()
  const { proof } = campaign
  if (proof === null) return null
  return (
    <section className={styles.proof}>
      <h3 className={styles.part}>{say('campaigns.proof')}</h3>
      <p className={styles.hint}>{say(proof.seed === null ? 'campaigns.proofBefore' : 'campaigns.proofAfter')}</p>
      <Copyable label={say('campaigns.seedHash')} value={proof.seedHash} />
      {proof.seed !== null && <Copyable label={say('campaigns.seed')} value={proof.seed} />}
      <a
        className={styles.link}
        href={`/draws/${encodeURIComponent(campaign.campaignId)}`}
        target="_blank"
        rel="noreferrer"
      >
        {say('campaigns.proofPage')}
      </a>
    </section>
  )
}

function Winners({ campaign }: { readonly campaign: CampaignView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { campaignId, kind, status, winnersCount, deliveredCount, prizes, entries } = campaign
  const query = useWinners(ownerId, campaignId, status === 'running')
  const exchanged = kind === 'pointsExchange'
  const title = say(exchanged ? 'campaigns.exchanged' : 'campaigns.winners')
  const nobody = exchanged
    ? 'campaigns.nobodyExchanged'
    : entries === 0
      ? 'campaigns.nobodyEntered'
      : 'campaigns.nobodyWon'
  if (winnersCount === 0)
    return (
      <section>
        <h3 className={styles.part}>{title}</h3>
        <Empty title={say(nobody)} />
      </section>
    )
  return (
    <section>
      <h3 className={styles.part}>
        {title}{' '}
        <small>
          {say('campaigns.deliveredOf', {
            done: formatNumber(deliveredCount, language),
            n: formatNumber(winnersCount, language),
          })}
        </small>
      </h3>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <ul className={styles.winners}>
              {pages
                .flatMap((page) => page.items)
                .map((winner) => (
                  <WinnerRow
                    key={`${winner.entry}-${winner.prize}`}
                    campaignId={campaignId}
                    winner={winner}
                    prize={prizes[winner.prize]?.name ?? ''}
                  />
                ))}
            </ul>
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
    </section>
  )
}

function WinnerRow({
  campaignId,
  winner,
  prize,
}: {
  readonly campaignId: string
  readonly winner: Winner
  readonly prize: string
}) {
  const { say } = useText()
  const { ownerId } = useClub()
  const mark = useCommand({
    run: (api, delivered: boolean) =>
      benefitCalls(api, ownerId).deliver(campaignId, winner.entry, { delivered, prize: winner.prize }),
    changes: [campaignsKey(ownerId, campaignId)],
  })
  return (
    <li>
      <span className={styles.who}>
        <Person name={winner.name} userId={winner.userId} />
        <small>
          {prize}
          {winner.orderId !== null && ` · ${say('campaigns.order', { id: winner.orderId })}`}
        </small>
      </span>
      <label className={styles.delivered}>
        <Switch
          size="small"
          checked={winner.delivered}
          loading={mark.isPending}
          onChange={(delivered) => mark.mutate(delivered)}
          aria-label={say('campaigns.deliveredTo', { name: nameOf(winner, say) })}
        />
        <span aria-hidden="true">{say('campaigns.delivered')}</span>
      </label>
    </li>
  )
}

function CancelButton({ campaign }: { readonly campaign: CampaignView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const cancel = useCommand({
    run: (api) => benefitCalls(api, ownerId).cancelCampaign(campaign.campaignId),
    changes: [campaignsKey(ownerId)],
    done: () => say('campaigns.cancelled'),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('campaigns.cancelTitle', { name: campaign.name }),
      content: say('campaigns.cancelBody'),
      okText: say('campaigns.cancel'),
      okButtonProps: { danger: true },
      cancelText: say('word.close'),
      onOk: () => cancel.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <div>
      <Button danger onClick={ask}>
        {say('campaigns.cancel')}
      </Button>
    </div>
  )
}
