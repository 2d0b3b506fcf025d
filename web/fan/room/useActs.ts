import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Act } from '../../shared/demo.ts'
import { useFan } from '../data/fan.tsx'

/** How often watching is told, in real time. */
const watchEverySeconds = 30
/** Likes are sent together when the thumb rests. */
const likeRestMilliseconds = 600
/** One watch event covers at most a day (events.ts). */
const watchSecondsMost = 86_400

/** Does something in the room through the demo's shop backend; undefined where there is none. */
export function useAct(ownerId: string) {
  const { demo } = useFan()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (act: Act) => demo?.client.act(ownerId, act),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['member', ownerId] })
      void queries.invalidateQueries({ queryKey: ['ledger', ownerId] })
      // what was said or watched may be what a lucky bag asks for
      void queries.invalidateQueries({ queryKey: ['campaigns', ownerId] })
    },
  })
}

/** Tells that the fan entered and that he watches, in the sandbox's own time, while the page is seen. */
export function useWatching(ownerId: string, live: boolean): void {
  const { demo } = useFan()
  const rate = Math.max(1, demo?.info.clock.rate ?? 1)
  const tell = useEffectEvent((act: Act) => {
    demo?.client.act(ownerId, act).catch(() => undefined)
  })
  useEffect(() => {
    if (!live) return
    tell({ kind: 'enter' })
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      tell({ kind: 'watch', seconds: Math.min(watchSecondsMost, Math.round(watchEverySeconds * rate)) })
    }, watchEverySeconds * 1_000)
    return () => clearInterval(timer)
  }, [live, ownerId, rate])
}

/** Counts likes and sends them together. */
export function useLikes(ownerId: string): () => void {
  const act = useAct(ownerId)
  const count = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = useEffectEvent(() => {
    if (count.current > 0) act.mutate({ kind: 'like', count: count.current })
    count.current = 0
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      send()
    },
    [],
  )
  const { mutate } = act
  return () => {
    count.current += 1
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      mutate({ kind: 'like', count: count.current })
      count.current = 0
    }, likeRestMilliseconds)
  }
}
