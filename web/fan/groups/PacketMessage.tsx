import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi, useStream } from '../../shared/connection.tsx'
import { MessageBody } from '../../shared/message/MessageBody.tsx'
import { isBeingAsked, refreshQueries } from '../../shared/refresh.ts'
import { Skeleton } from '../../shared/states.tsx'
import { seatsTopic } from '../../shared/topics.ts'
import { packetQuery } from '../data/benefits.ts'
import { useServerNow } from '../data/clock.ts'
import { useFan } from '../data/fan.tsx'
import { clubQuery, memberQuery } from '../data/queries.ts'
import { Sheet } from '../parts/Sheet.tsx'
import { useGroupPlace } from './GroupPlace.tsx'
import { withPacketNews } from './packet-news.ts'
import type { GroupMessage } from './source.ts'
import { useSeldom } from './useSeldom.ts'
import { lazyPart } from '../parts/lazy-part.ts'

const PacketSheet = lazyPart(() => import('../luck/PacketSheet.tsx').then((file) => file.PacketSheet))

/** A red packet in a group: it opens as in the room (BEN-8), and its face says what became of it. */
export function PacketMessage({ message }: { readonly message: GroupMessage }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const packetId = message.packetId ?? message.packet?.packetId
  const { userId } = useFan()
  const queries = useQueryClient()
  const asked = packetQuery(useApi(), packetId ?? '')
  const { queryKey } = asked
  const known = useQuery({ ...asked, enabled: packetId !== undefined, staleTime: 60_000 })
  const askSoon = useSeldom(() => void refreshQueries(queries, queryKey))
  useStream([seatsTopic(userId)], ({ kind, body }) => {
    if (kind !== 'packet.moved' || body['packetId'] !== packetId) return
    // it tells all that the face shows, and its thousands of readers ask nothing; who has it open sees soon who took how much, and what is
    // being asked already may be answered as it was before
    queries.setQueryData(queryKey, (shown) => (shown === undefined ? shown : withPacketNews(shown, body)))
    if (open || known.data === undefined || isBeingAsked(queries, queryKey)) askSoon()
  })
  const openIt = () => {
    // the news makes what is known look new, and tells neither the sums nor who took them
    void refreshQueries(queries, queryKey)
    setOpen(true)
  }
  const face = known.data === undefined ? message : { ...message, packet: known.data }
  return (
    <>
      <MessageBody message={face} own={false} onOpen={packetId === undefined ? undefined : openIt} />
      <Sheet open={open} title={t('message.redPacket')} onClose={() => setOpen(false)}>
        {open && packetId !== undefined && <Opened packetId={packetId} />}
      </Sheet>
    </>
  )
}

function Opened({ packetId }: { readonly packetId: string }) {
  const { ownerId } = useGroupPlace()
  const api = useApi()
  const { userId } = useFan()
  const navigate = useNavigate()
  const now = useServerNow()
  const club = useQuery(clubQuery(api, ownerId))
  const member = useQuery(memberQuery(api, ownerId, userId))
  if (club.data === undefined) return <Skeleton lines={3} tall />
  return (
    <Suspense fallback={<Skeleton lines={3} tall />}>
      <PacketSheet
        club={club.data}
        member={member.data}
        packetId={packetId}
        now={now}
        onJoin={() => void navigate(`/${ownerId}/club?from=group`)}
      />
    </Suspense>
  )
}
