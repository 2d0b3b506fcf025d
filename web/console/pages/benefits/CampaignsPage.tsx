import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { CampaignStatus, CampaignView } from '../../../../src/contract/campaigns.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Failed, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useCampaigns } from '../../data/benefits.ts'
import { Mark } from '../../parts/Chip.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { CampaignDrawer } from './CampaignDrawer.tsx'
import { conditionWords } from './campaign-words.ts'
import { Countdown } from './Countdown.tsx'
import { NewCampaign } from './NewCampaign.tsx'

const tones = { planned: 'quiet', running: 'good', closed: 'warn', drawn: 'quiet', cancelled: 'quiet' } as const

/** 权益 → 活动: five kinds of one engine, what runs on top (BEN-7, BEN-10). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const { campaignId } = useParams()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const query = useCampaigns(ownerId)
  const base = `/clubs/${encodeURIComponent(ownerId)}/benefits/campaigns`
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const isOn = ({ status }: CampaignView) => status === 'running' || status === 'closed' || status === 'planned'
  const on = items.filter(isOn).sort(soonestFirst)
  const past = items.filter((campaign) => !isOn(campaign))
  return (
    <>
      <Panel
        flush
        title={say('campaigns.on')}
        hint={say('campaigns.onHint')}
        actions={<NowButton onClick={() => setMaking(true)}>{say('campaigns.create')}</NowButton>}
      >
        {query.isPending ? (
          <div style={{ padding: 'var(--space-4) var(--space-5)' }}>
            <Skeleton lines={3} tall />
          </div>
        ) : query.data === undefined ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Rows empty={say('campaigns.empty')} hint={say('campaigns.emptyHint')}>
            {on.map((campaign) => (
              <CampaignRow key={campaign.campaignId} campaign={campaign} href={`${base}/${campaign.campaignId}`} />
            ))}
          </Rows>
        )}
      </Panel>
      {past.length > 0 && (
        <Panel flush title={say('campaigns.past')}>
          <Rows empty="">
            {past.map((campaign) => (
              <CampaignRow key={campaign.campaignId} campaign={campaign} href={`${base}/${campaign.campaignId}`} />
            ))}
          </Rows>
          <MoreButton query={query} />
        </Panel>
      )}
      <NewCampaign open={making} onClose={() => setMaking(false)} />
      <CampaignDrawer campaignId={campaignId} onClose={() => void navigate(base)} />
    </>
  )
}

/** What runs before what is still to come; of those the one that ends, or begins, first. */
function soonestFirst(a: CampaignView, b: CampaignView): number {
  const next = (campaign: CampaignView) => (campaign.status === 'planned' ? campaign.startsAt : campaign.endsAt)
  return Number(a.status === 'planned') - Number(b.status === 'planned') || next(a).localeCompare(next(b))
}

function CampaignRow({ campaign, href }: { readonly campaign: CampaignView; readonly href: string }) {
  const { say, language } = useText()
  const { kind, name, status, startsAt, endsAt, entries, winnersCount } = campaign
  const at = (instant: string) => formatDateTime(instant, language)
  return (
    <Row
      title={
        <>
          <Link to={href} style={{ minWidth: 0, maxWidth: '100%' }}>
            <MiddleEllipsis text={name} />
          </Link>
          <Mark>{say(`campaigns.kind.${kind}`)}</Mark>
          <CampaignMark campaign={campaign} />
        </>
      }
      hint={[`${at(startsAt)} – ${at(endsAt)}`, ...conditionWords(campaign.conditions, say)].join(' · ')}
      end={
        <>
          <span>
            {say(status === 'drawn' ? 'campaigns.won' : 'campaigns.entered', {
              n: formatNumber(status === 'drawn' ? winnersCount : entries, language),
            })}
          </span>
          {status === 'running' && <Countdown until={endsAt} />}
        </>
      }
    />
  )
}

/** Where a campaign stands, in words and tone. */
export function CampaignMark({ campaign }: { readonly campaign: CampaignView }) {
  const { say } = useText()
  return <Mark tone={tones[campaign.status]}>{say(statusText(campaign))}</Mark>
}

function statusText({ kind, status }: CampaignView): `campaigns.status.${CampaignStatus | 'ended'}` {
  const ends = kind === 'wishList' || kind === 'pointsExchange'
  return ends && (status === 'closed' || status === 'drawn') ? 'campaigns.status.ended' : `campaigns.status.${status}`
}
