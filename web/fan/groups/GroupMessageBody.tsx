import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { MessageBody } from '../../shared/message/MessageBody.tsx'
import { useFan } from '../data/fan.tsx'
import { CouponCard } from './CouponCard.tsx'
import { useGroupPlace } from './GroupPlace.tsx'
import { LiveAction } from './LiveAction.tsx'
import { PacketMessage } from './PacketMessage.tsx'
import { PollMessage } from './PollMessage.tsx'
import type { GroupMessage } from './source.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import { Optional } from '../shell/Boundary.tsx'

const MediaViewer = lazyPart(() => import('../chat/MediaViewer.tsx').then((file) => file.MediaViewer))

interface GroupMessageBodyProps {
  readonly message: GroupMessage
  readonly own: boolean
}

/** A message of a group with what a fan can do with it. */
export function GroupMessageBody({ message, own }: GroupMessageBodyProps) {
  const { ownerId } = useGroupPlace()
  const navigate = useNavigate()
  const { demo } = useFan()
  switch (message.kind) {
    case 'text':
      return <TextMessage message={message} own={own} />
    case 'picture':
    case 'screenshot':
    case 'video':
      return <MediaMessage message={message} own={own} />
    case 'redPacket':
      return <PacketMessage message={message} />
    case 'coupon':
    case 'reviewCall':
      return <MessageBody message={message} own={own} benefit={<CouponCard message={message} />} />
    case 'product':
      return (
        <MessageBody
          message={message}
          own={own}
          onOpen={demo === null ? undefined : () => void navigate(`/${ownerId}?sheet=shelf`)}
        />
      )
    case 'livePreview':
    case 'liveStarted':
      return <MessageBody message={message} own={own} action={<LiveAction message={message} />} />
    case 'poll':
    case 'productVote':
    case 'topicCall':
    case 'musicCall':
      return <PollMessage message={message} own={own} />
    default:
      return <MessageBody message={message} own={own} />
  }
}

const none: readonly string[] = []

function TextMessage({ message, own }: GroupMessageBodyProps) {
  const { people } = useGroupPlace()
  const { userId } = useFan()
  const mentions = message.mentions ?? none
  const names = useMemo(
    () =>
      mentions.flatMap((id) => {
        const name = people.get(id)?.name ?? null
        return name === null ? [] : [{ name, me: id === userId }]
      }),
    [mentions, people, userId],
  )
  return <MessageBody message={message} own={own} names={names} />
}

function MediaMessage({ message, own }: GroupMessageBodyProps) {
  const [open, setOpen] = useState(false)
  const { again } = useGroupPlace()
  const { media, seq } = message
  const onExpired = () => again(seq)
  return (
    <>
      <MessageBody message={message} own={own} onOpen={() => setOpen(true)} onExpired={onExpired} />
      {open && media !== undefined && (
        <Optional>
          <MediaViewer media={media} onExpired={onExpired} onClose={() => setOpen(false)} />
        </Optional>
      )}
    </>
  )
}
