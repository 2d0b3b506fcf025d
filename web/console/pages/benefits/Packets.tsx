import { Button } from 'antd'
import { useState } from 'react'
import type { RedPacketView } from '../../../../src/contract/money.ts'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { usePackets, type Budget } from '../../data/benefits.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { Countdown } from './Countdown.tsx'
import styles from './MoneyPage.module.css'
import { PacketDrawer } from './Outcome.tsx'
import { PacketDialog } from './PacketDialog.tsx'

/** Red packets, newest first, the open ones moving; the way to send one to the room on air (BEN-8). */
export function Packets({ budget }: { readonly budget: Budget }) {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const query = usePackets(ownerId)
  const [sending, setSending] = useState(false)
  const [opened, setOpened] = useState<RedPacketView | null>(null)
  return (
    <Panel
      flush
      title={say('money.packets')}
      hint={say(club.live === null ? 'money.packetsOffAir' : 'money.packetsHint')}
      actions={
        <NowButton disabled={club.live === null} onClick={() => setSending(true)}>
          {say('money.send')}
        </NowButton>
      }
    >
      <Loaded
        query={query}
        skeleton={
          <div className={styles.waiting}>
            <Skeleton lines={3} />
          </div>
        }
      >
        {({ pages }) => (
          <>
            <Rows empty={say('money.packetsEmpty')} hint={say('money.packetsEmptyHint')}>
              {pages
                .flatMap((page) => page.items)
                .map((packet) => (
                  <PacketRow key={packet.packetId} packet={packet} onOpen={() => setOpened(packet)} />
                ))}
            </Rows>
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
      <PacketDrawer packet={opened} onClose={() => setOpened(null)} />
      <PacketDialog budget={budget} open={sending} onClose={() => setSending(false)} />
    </Panel>
  )
}

const tones = { open: 'good', empty: 'quiet', returned: 'quiet' } as const

function PacketRow({ packet, onOpen }: { readonly packet: RedPacketView; readonly onOpen: () => void }) {
  const { say, language } = useText()
  const { split, status, total, count, claimed, remaining, returned, sharesClaimed, fromLevel, greeting } = packet
  const number = (value: number) => formatNumber(value, language)
  const words = [
    say(`money.split.${split}`),
    say('money.shares', { n: number(count) }),
    fromLevel === null ? say('money.everyone') : say('benefits.form.levelFrom', { level: fromLevel }),
    formatDateTime(packet.openedAt, language),
  ]
  return (
    <Row
      title={
        <>
          {formatMoney(total, language)} {greeting !== null && `「${greeting}」`}{' '}
          <Mark tone={tones[status]}>{say(`money.packetStatus.${status}`)}</Mark>
        </>
      }
      hint={words.join(' · ')}
      end={
        <>
          {status === 'open' && (
            <>
              <span>{say('money.returnsIn')}</span>
              <Countdown until={packet.expiresAt} />
            </>
          )}
          <Button size="small" onClick={onOpen} aria-label={`${say('outcome.open')}: ${formatMoney(total, language)}`}>
            {say('outcome.open')}
          </Button>
        </>
      }
    >
      <div className={styles.progress}>
        <span>
          {say('money.taken')} <b>{say('money.ofShares', { done: number(sharesClaimed), n: number(count) })}</b>
        </span>
        <span>
          {say('money.takenSum')} <b>{formatMoney(claimed, language)}</b>
        </span>
        <span>
          {say(status === 'returned' ? 'money.returnedSum' : 'money.remainingSum')}{' '}
          <b>{formatMoney(status === 'returned' ? returned : remaining, language)}</b>
        </span>
        <Bar value={sharesClaimed} max={count} label={say('money.taken')} />
      </div>
    </Row>
  )
}
