import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ConnectionContext, createConnection, useApi, useStream } from '../../shared/connection.tsx'
import { demoSignIn } from '../../shared/demo.ts'
import { renewDesk } from '../../shared/desk.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { reportStreamDown } from '../../shared/OfflineBar.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { onSessionChange, saveSession, savedSession, sessionAuth } from '../../shared/session.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { clubTopic, sessionTopic } from '../../shared/topics.ts'
import { clubQuery, demoQuery } from '../data/queries.ts'
import { OwnerLinking } from '../linking/OwnerLinking.tsx'
import { Button } from '../parts/Button.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Page } from '../shell/Page.tsx'
import { BadgeName } from './BadgeName.tsx'
import { madeOld } from './news.ts'
import { Online } from './Online.tsx'
import { PurchaseTask } from './PurchaseTask.tsx'
import { latestSessionQuery } from './queries.ts'
import { Tasks } from './Tasks.tsx'

const auth = sessionAuth('desk', renewDesk)

/** `/fan/{ownerId}/streamer`: the streamer's phone page (CLUB-10), for the owner's token; from the room and from the console's live page. */
export function StreamerPage() {
  const { ownerId = '' } = useParams()
  const { t } = useTranslation()
  const queries = useQueryClient()
  const session = useSyncExternalStore(onSessionChange, () => savedSession('desk'))
  const [connection] = useState(() =>
    createConnection(auth, { onDown: reportStreamDown, onRecovered: () => void refreshQueries(queries, []) }),
  )
  // who has no fan's identity here (an owner at work, come from the console) would find no room behind
  const back = savedSession('fan') === null ? {} : { back: `/${ownerId}` }
  const signedIn = session !== null && (session.role === 'admin' || session.ownerId === ownerId)
  return (
    <ConnectionContext value={connection}>
      <Page title={t('streamer.title')} {...back}>
        {signedIn ? <Board ownerId={ownerId} /> : <SignIn ownerId={ownerId} />}
      </Page>
    </ConnectionContext>
  )
}

function SignIn({ ownerId }: { readonly ownerId: string }) {
  const { t } = useTranslation()
  const demo = useQuery(demoQuery)
  const enter = useMutation({
    mutationFn: () => demoSignIn('owner', ownerId),
    onSuccess: (session) => saveSession('desk', session),
    onError: (error) => toastProblem(error, t),
  })
  if (demo.isPending) return <Skeleton lines={4} />
  const action: ReactNode = demo.data ? (
    <Button look="now" busy={enter.isPending} onClick={() => enter.mutate()}>
      {t('streamer.enterDemo')}
    </Button>
  ) : (
    <a href="/console/">{t('streamer.toConsole')}</a>
  )
  return <Empty title={t('streamer.signIn')} hint={t('streamer.signInHint')} action={action} />
}

function Board({ ownerId }: { readonly ownerId: string }) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const club = useQuery(clubQuery(api, ownerId))
  const session = useQuery(latestSessionQuery(api, ownerId))
  const sessionId = club.data?.live?.sessionId ?? session.data?.sessionId ?? null
  useStream([clubTopic(ownerId), ...(sessionId === null ? [] : [sessionTopic(sessionId)])], (message) => {
    if (message.topic === clubTopic(ownerId))
      for (const key of madeOld(message, ownerId)) void refreshQueries(queries, key)
    else if (message.kind === 'session.moved') void refreshQueries(queries, ['session', sessionId])
  })
  if (club.data === undefined)
    return (
      <Waiting of={[club]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  return (
    <>
      <p>
        <MiddleEllipsis text={club.data.name} /> · {t(club.data.live === null ? 'streamer.offAir' : 'room.onAir')}
      </p>
      <PurchaseTask club={club.data} />
      <Online sessionId={sessionId} mode={club.data.mode} live={club.data.live !== null} />
      <OwnerLinking ownerId={ownerId} />
      <Tasks sessionId={sessionId} live={club.data.live !== null} />
      <BadgeName club={club.data} />
    </>
  )
}
