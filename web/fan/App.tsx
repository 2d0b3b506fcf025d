import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { OfflineBar } from '../shared/OfflineBar.tsx'
import { RoomPage } from './room/RoomPage.tsx'
import { Frame } from './shell/Frame.tsx'
import { Gate } from './shell/Gate.tsx'
import { PageLoading } from './shell/Page.tsx'

const ClubPage = lazy(() => import('./club/ClubPage.tsx').then((file) => ({ default: file.ClubPage })))
const MePage = lazy(() => import('./me/MePage.tsx').then((file) => ({ default: file.MePage })))
const StreamerPage = lazy(() => import('./streamer/StreamerPage.tsx').then((file) => ({ default: file.StreamerPage })))

/** The fan's pages: everything stands in the phone's frame; the streamer's page has a door of its own. */
export function App() {
  return (
    <>
      <OfflineBar />
      <Routes>
        <Route
          path="/:ownerId/streamer"
          element={
            <Frame>
              <Suspense fallback={<PageLoading />}>
                <StreamerPage />
              </Suspense>
            </Frame>
          }
        />
        <Route path="*" element={<FanPages />} />
      </Routes>
    </>
  )
}

function FanPages() {
  return (
    <Gate>
      <Suspense fallback={<PageLoading />}>
        <Routes>
          <Route path="/" element={<MePage />} />
          <Route path="/:ownerId" element={<RoomPage />} />
          <Route path="/:ownerId/club" element={<ClubPage />} />
          <Route path="/:ownerId/me" element={<MePage />} />
          <Route path="*" element={<MePage />} />
        </Routes>
      </Suspense>
    </Gate>
  )
}
