import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../src/contract/messages.ts'
import { BenefitCard } from '../BenefitCard.tsx'
import { MiddleEllipsis } from '../MiddleEllipsis.tsx'
import { formatDateTime } from '../format.ts'
import { Card } from './Card.tsx'
import { MediaFace } from './MediaFace.tsx'
import styles from './MessageBody.module.css'
import { noticeWords } from './notice-words.ts'
import { PacketFace } from './PacketFace.tsx'
import { PollFace, type PollActs } from './PollFace.tsx'
import { ProductFace } from './ProductFace.tsx'
import { Bubble, Words, type CalledOn } from './Words.tsx'
import './message-words.ts'

/** What of a message its face shows: a message as somebody reads it, or one that is being written. */
export type MessageFace = Pick<MessageView, 'kind'> & Partial<Omit<MessageView, 'kind'>>

export interface MessageBodyProps {
  readonly message: MessageFace
  /** said by who looks at it */
  readonly own: boolean
  /** who is called on in it */
  readonly names?: readonly CalledOn[] | undefined
  /** opens what the card is about: a product, a packet, a picture, a room */
  readonly onOpen?: (() => void) | undefined
  /** links in it may have run out: reads it again */
  readonly onExpired?: (() => void) | undefined
  /** what can be done with it, at its foot */
  readonly action?: ReactNode
  /** a coupon or a reward as its reader has it or can take it; without it the benefit as the message tells it */
  readonly benefit?: ReactNode
  /** what its reader can do in a poll or a call */
  readonly poll?: PollActs | undefined
}

/** What stands in a message of any kind: the same for who reads it and for who composes it. A kind that is not known asks for a newer page. */
export function MessageBody(props: MessageBodyProps) {
  const { message, own, names } = props
  const { t } = useTranslation()
  const owner = message.sender?.kind === 'owner'
  switch (message.kind) {
    case 'text':
      return (
        <Bubble own={own} owner={owner}>
          <Words text={message.text ?? ''} {...(names === undefined ? {} : { names })} />
        </Bubble>
      )
    case 'autoReply':
      return (
        <Bubble own={own} owner>
          <p className={styles.tag}>{t('message.autoReply')}</p>
          <Words text={message.text ?? ''} />
        </Bubble>
      )
    case 'picture':
    case 'screenshot':
    case 'video':
      return <Media {...props} />
    case 'redPacket':
      return <PacketFace message={message} onOpen={props.onOpen} />
    default:
      return <KindCard {...props} />
  }
}

function Media({ message, own, onOpen, onExpired }: MessageBodyProps) {
  const { t } = useTranslation()
  const { media, text, sender } = message
  if (media === undefined) return <Bubble own={own}>{t('message.gone')}</Bubble>
  return (
    <>
      <MediaFace media={media} onOpen={onOpen} onExpired={onExpired} />
      {text !== undefined && (
        <div className={styles.under}>
          <Bubble own={own} owner={sender?.kind === 'owner'}>
            <Words text={text} />
          </Bubble>
        </div>
      )}
    </>
  )
}

/** Kinds that stand on a card with a heading of their own. */
function KindCard({ message, own, onOpen, action, benefit, poll }: MessageBodyProps) {
  const { t, i18n } = useTranslation()
  const { kind, text } = message
  const words = text === undefined ? null : <Words text={text} />
  switch (kind) {
    case 'notice':
      return (
        <Card icon="notice" title={t('message.notice')} look="notice" foot={action}>
          <Words text={noticeWords(message, t, i18n.language)} />
        </Card>
      )
    case 'product':
      return (
        <Card icon="bag" title={t('message.product')} foot={action}>
          <ProductFace product={message} onOpen={onOpen} />
          {words}
        </Card>
      )
    case 'coupon':
      return (
        <Card icon="gift" title={t('message.coupon')} foot={action}>
          {words}
          {benefit ?? (message.benefit === undefined ? null : <BenefitCard benefit={message.benefit} />)}
        </Card>
      )
    case 'livePreview':
      return (
        <Card icon="clock" title={t('message.livePreview')} foot={action}>
          {message.startsAt !== undefined && (
            <p className={styles.when}>{formatDateTime(message.startsAt, i18n.language)}</p>
          )}
          {words}
        </Card>
      )
    case 'liveStarted':
    case 'newVideo':
      return (
        <Card icon="play" title={t(`message.${kind}`)} look={kind === 'liveStarted' ? 'live' : 'plain'} foot={action}>
          {message.title != null && (
            <p className={styles.title}>
              <MiddleEllipsis text={message.title} />
            </p>
          )}
          {words}
        </Card>
      )
    case 'poll':
    case 'productVote':
    case 'topicCall':
    case 'musicCall':
      return <PollFace message={message} acts={poll} />
    case 'reviewCall':
      return (
        <Card icon="star" title={t('message.reviewCall')} foot={action}>
          <ProductFace product={message} onOpen={onOpen} />
          {words}
          <p className={styles.small}>{t('message.reviewCallRule')}</p>
          {benefit ?? (message.reviewCall === undefined ? null : <BenefitCard benefit={message.reviewCall.benefit} />)}
        </Card>
      )
    default:
      return <Bubble own={own}>{t('message.unknown')}</Bubble>
  }
}
