import { Drawer } from 'antd'
import type { CampaignView } from '../../../../src/contract/campaigns.ts'
import type { RedPacketView } from '../../../../src/contract/money.ts'
import { formatDateTime, formatMoney } from '../../../shared/format.ts'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useCampaignResult, usePacketResult } from '../../data/benefits.ts'
import { Figure, FigureStrip } from '../../parts/Figure.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import styles from './CampaignDrawer.module.css'
import { resultDays } from './kinds.ts'
import { figuresOfCampaign, figuresOfPacket, type OutcomeFigure } from './outcome-figures.ts'

/** What came of a campaign: who won, what that was worth, the orders that followed; each figure explains itself (BEN-12). */
export function CampaignOutcome({ campaign }: { readonly campaign: CampaignView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useCampaignResult(ownerId, campaign.campaignId)
  return (
    <section>
      <h3 className={styles.part}>{say('outcome.title')}</h3>
      <Loaded query={query} skeleton={<Skeleton lines={2} />}>
        {(result) => <Figures figures={figuresOfCampaign(result)} />}
      </Loaded>
    </section>
  )
}

/** What came of a red packet, opened from the right (BEN-12). */
export function PacketDrawer({
  packet,
  onClose,
}: {
  readonly packet: RedPacketView | null
  readonly onClose: () => void
}) {
  const { say } = useText()
  return (
    <Drawer
      open={packet !== null}
      onClose={onClose}
      size="min(40rem, 100vw)"
      title={say('outcome.packet')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {packet !== null && <PacketOutcome packet={packet} />}
    </Drawer>
  )
}

function PacketOutcome({ packet }: { readonly packet: RedPacketView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = usePacketResult(ownerId, packet.packetId, packet.status === 'open')
  return (
    <div className={styles.one}>
      <header>
        <h2 className={styles.name}>{formatMoney(packet.total, language)}</h2>
        <p className={styles.hint}>
          {[
            ...(packet.greeting === null ? [] : [`「${packet.greeting}」`]),
            say(`money.split.${packet.split}`),
            formatDateTime(packet.openedAt, language),
          ].join(' · ')}
        </p>
      </header>
      <Loaded query={query} skeleton={<Skeleton lines={3} tall />}>
        {(result) => <Figures figures={figuresOfPacket(result)} />}
      </Loaded>
    </div>
  )
}

function Figures({ figures }: { readonly figures: readonly OutcomeFigure[] }) {
  const { say, language } = useText()
  return (
    <FigureStrip label={say('outcome.title')}>
      {figures.map(({ name, define, value }) => (
        <Figure
          key={name}
          label={say(`outcome.${name}`)}
          definition={say(`outcome.define.${define}`, { n: resultDays })}
          {...(typeof value === 'number'
            ? { value }
            : { value: value.value, format: (sum: number) => formatMoney({ ...value, value: sum }, language) })}
        />
      ))}
    </FigureStrip>
  )
}
