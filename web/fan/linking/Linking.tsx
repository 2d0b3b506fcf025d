import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useStream } from '../../shared/connection.tsx'
import { fanLinkQuery } from '../../shared/linking/queries.ts'
import { linksTopic } from '../../shared/topics.ts'
import { useFan } from '../data/fan.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { Optional } from '../shell/Boundary.tsx'

const FanCall = lazyPart(() => import('./FanCall.tsx').then((file) => file.FanCall))

/** Wherever the fan is, a call comes in or goes on. Its code comes with the first call. */
export function Linking() {
  const api = useApi()
  const { userId } = useFan()
  const mine = useQuery(fanLinkQuery(api, userId))
  const [wanted, setWanted] = useState(false)
  useStream([linksTopic(userId)], () => void mine.refetch())
  const link = mine.data?.link ?? null
  if (link !== null && !wanted) setWanted(true)
  if (!wanted) return null
  return (
    <Optional>
      <FanCall link={link} onChanged={() => void mine.refetch()} />
    </Optional>
  )
}
