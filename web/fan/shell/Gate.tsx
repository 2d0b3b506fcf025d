import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ConnectionContext, createConnection, useApi } from '../../shared/connection.tsx'
import { createDemoClient, demoGuest } from '../../shared/demo.ts'
import { reportStreamDown } from '../../shared/OfflineBar.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { onSessionChange, saveSession, savedSession, sessionAuth, takeHandedToken } from '../../shared/session.ts'
import { Empty, Failed } from '../../shared/states.tsx'
import { demoQuery, userQuery } from '../data/queries.ts'
import { FanContext, type Fan } from '../data/fan.tsx'
import { Frame } from './Frame.tsx'
import { Page, PageLoading } from './Page.tsx'

const auth = sessionAuth('fan', async (old) => (old.demo === true ? demoGuest(old) : null))

const handed = takeHandedToken()
if (handed !== null) saveSession('fan', { token: handed.token, id: handed.userId, role: 'fan' })

/** Lets somebody in: with the token an app handed over, as who he was before, or in the demo as a guest with a name, at once. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const session = useSyncExternalStore(onSessionChange, () => savedSession('fan'))
  const demo = useQuery(demoQuery)
  const [connection] = useState(() =>
    createConnection(auth, { onDown: reportStreamDown, onRecovered: () => void refreshQueries(queries, []) }),
  )
  const guest = useQuery({
    queryKey: ['guest'],
    queryFn: async () => {
      const made = await demoGuest()
      saveSession('fan', made)
      return made.id
    },
    enabled: session === null && demo.data != null,
    staleTime: 0,
    gcTime: 0,
  })
  const userId = session?.id
  const name = session?.name ?? null
  const fan = useMemo<Fan | null>(() => {
    if (userId === undefined || demo.data === undefined) return null
    return { userId, name, demo: demo.data === null ? null : { client: createDemoClient(auth), info: demo.data } }
  }, [userId, name, demo.data])

  if (fan !== null) {
    return (
      <ConnectionContext value={connection}>
        <KnownFirstAs userId={fan.userId} />
        <FanContext value={fan}>{children}</FanContext>
      </ConnectionContext>
    )
  }
  const error = demo.error ?? guest.error
  if (error !== null) {
    const retry = () => void (demo.isError ? demo.refetch() : guest.refetch())
    return (
      <Frame>
        <Page title={t('brand')}>
          <Failed error={error} onRetry={retry} />
        </Page>
      </Frame>
    )
  }
  return (
    <Frame>
      {demo.data === null ? (
        <Page title={t('brand')}>
          <Empty title={t('gate.title')} hint={t('gate.hint')} />
        </Page>
      ) : (
        <PageLoading />
      )}
    </Frame>
  )
}

/** PLT-8: what he says and does comes back under the id by which he is known first; the page takes that for his, whatever id the app handed over. */
function KnownFirstAs({ userId }: { readonly userId: string }) {
  const { data } = useQuery(userQuery(useApi(), userId))
  const first = data?.userId ?? userId
  useEffect(() => {
    const session = savedSession('fan')
    if (session !== null && session.id === userId && first !== userId) saveSession('fan', { ...session, id: first })
  }, [userId, first])
  return null
}
