import { useTranslation } from 'react-i18next'
import { formatMoney } from '../format.ts'
import type { MessageFace } from './MessageBody.tsx'
import styles from './PacketFace.module.css'

/** A red packet in a group: its greeting and what has become of it; one touch opens it (BEN-8). */
export function PacketFace({
  message,
  onOpen,
}: {
  readonly message: MessageFace
  readonly onOpen: (() => void) | undefined
}) {
  const { t, i18n } = useTranslation()
  const { packet } = message
  const state =
    packet === undefined
      ? t('message.packetOpen')
      : packet.mine !== null
        ? t('message.packetMine', { amount: formatMoney(packet.mine, i18n.language) })
        : t(`message.packet.${packet.status}`)
  const over = packet !== undefined && (packet.mine !== null || packet.status !== 'open')
  const face = (
    <>
      <span className={styles.body}>
        <span className={styles.envelope} aria-hidden="true">
          {t('message.packetSeal')}
        </span>
        <span className={styles.words}>
          <b className={styles.greeting}>{packet?.greeting ?? message.text ?? t('message.packetGreeting')}</b>
          <span className={styles.state}>{state}</span>
        </span>
      </span>
      <span className={styles.foot}>
        {t(packet === undefined ? 'message.redPacket' : `message.split.${packet.split}`)}
      </span>
    </>
  )
  const look = over ? `${styles.packet} ${styles.over}` : styles.packet
  if (onOpen === undefined) return <div className={look}>{face}</div>
  return (
    <button type="button" className={look} onClick={onOpen}>
      {face}
    </button>
  )
}
