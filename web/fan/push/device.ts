import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { useFan } from '../data/fan.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { deviceOf, findSubscription, readPushState, subscribe } from './browser.ts'

/** What this browser told the server last: whose it is, at which address, on which day. */
interface Told {
  readonly userId: string
  readonly endpoint: string
  readonly deviceId: string
  /** YYYY-MM-DD, UTC */
  readonly day: string
}

const key = 'tiefen.push'

function lastTold(): Told | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Told | null
  } catch {
    return null
  }
}

/** How the server calls this browser; null: it never asked to be told. */
export const thisDevice = (): string | null => lastTold()?.deviceId ?? null

const today = (): string => new Date().toISOString().slice(0, 10)

/** The browsers that are told of what happens, each as the server knows it. */
export const devicesQuery = (api: Api, userId: string) => ({
  queryKey: ['push-devices', userId],
  queryFn: () => answerOf(api.GET('/v1/users/{userId}/push-subscriptions', { params: { path: { userId } } })),
})

/** Tells the server of this browser; the same again is the same as once. */
async function tell(api: Api, userId: string, subscription: PushSubscription): Promise<void> {
  const body = deviceOf(subscription, document.documentElement.lang === 'en' ? 'en' : 'zh')
  const params = { path: { userId } }
  const { deviceId } = await answerOf(api.PUT('/v1/users/{userId}/push-subscriptions', { params, body }))
  const told: Told = { userId, endpoint: subscription.endpoint, deviceId, day: today() }
  localStorage.setItem(key, JSON.stringify(told))
}

async function forget(subscription: PushSubscription): Promise<void> {
  localStorage.removeItem(key)
  await subscription.unsubscribe()
}

/**
 * A browser that is told of things shows itself once a day, and at once where somebody else is signed in or its push service gave it another address: what is
 * pushed is for who sits before it. Where it was taken off the list from elsewhere, it gives its subscription up.
 */
export async function keepDevice(api: Api, userId: string): Promise<void> {
  const subscription = await findSubscription()
  if (subscription === null) return
  const told = lastTold()
  const same = told?.userId === userId && told.endpoint === subscription.endpoint
  if (same && told.day === today()) return
  if (same) {
    const { items } = await answerOf(api.GET('/v1/users/{userId}/push-subscriptions', { params: { path: { userId } } }))
    if (items.every(({ deviceId }) => deviceId !== told.deviceId)) return forget(subscription)
  }
  await tell(api, userId, subscription)
}

/** Whether this browser is told of things, and the two ways to change that. */
export function useDevice() {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const { data: state } = useQuery({ queryKey: ['push-state'], queryFn: readPushState, staleTime: 0 })
  const done = () =>
    Promise.all(['push-state', 'push-devices'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
  const onError = (error: unknown) =>
    // the browser's own push service is out of reach, or not there
    error instanceof DOMException ? toast(t('reminders.noService')) : toastProblem(error, t)
  const turnOn = useMutation({
    /** @returns whether it is on now */
    mutationFn: async () => {
      const { publicKey } = await answerOf(api.GET('/v1/push-key'))
      if (publicKey === null) {
        toast(t('reminders.noKey'))
        return false
      }
      const subscription = await subscribe(publicKey)
      if (subscription !== null) await tell(api, userId, subscription)
      return subscription !== null
    },
    onSettled: done,
    onError,
  })
  const turnOff = useMutation({
    mutationFn: async () => {
      const subscription = await findSubscription()
      if (subscription === null) return
      const told = lastTold()
      await forget(subscription)
      if (told?.userId !== userId) return
      const path = { userId, deviceId: told.deviceId }
      await answerOf(api.DELETE('/v1/users/{userId}/push-subscriptions/{deviceId}', { params: { path } }))
    },
    onSettled: done,
    onError,
  })
  return { state, turnOn, turnOff }
}
