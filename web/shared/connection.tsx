import { createContext, use, useEffect, useEffectEvent } from 'react'
import type { Api } from './api.ts'
import type { Live, StreamMessage } from './stream.ts'

/** What every component of an app may talk through. */
export interface Connection {
  readonly api: Api
  readonly live: Live
}

/** Put once around an app: `<ConnectionContext value={{ api, live }}>`. */
export const ConnectionContext = createContext<Connection | null>(null)

/** The app's client and live stream. */
export function useConnection(): Connection {
  const connection = use(ConnectionContext)
  if (connection === null) throw new Error('ConnectionContext is missing')
  return connection
}

/** The typed client. */
export function useApi(): Api {
  return useConnection().api
}

/** Hears live updates of `topics` while the component is shown; an empty list hears nothing. */
export function useStream(topics: readonly string[], onMessage: (message: StreamMessage) => void): void {
  const { live } = useConnection()
  const hear = useEffectEvent(onMessage)
  const key = topics.join(',')
  useEffect(() => {
    if (key === '') return
    return live.subscribe(key.split(','), (message) => hear(message))
  }, [live, key])
}
