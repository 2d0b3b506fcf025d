import { createContext, use, useEffect, useEffectEvent } from 'react'
import { createApi, type Api, type Auth } from './api.ts'
import { createPositions } from './positions.ts'
import { createLive, type Live, type LiveEvents, type StreamMessage } from './stream.ts'

/** What every component of an app may talk through. */
export interface Connection {
  readonly api: Api
  readonly live: Live
}

/** The client and the live stream of one signed-in person; the stream begins where the client's answers stood. */
export function createConnection(auth: Auth, events: LiveEvents): Connection {
  const positions = createPositions(
    (request) => fetch(request),
    () => performance.now(),
  )
  return { api: createApi(auth, positions), live: createLive(auth, events, positions) }
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
