import { Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { OfflineBar } from '../shared/OfflineBar.tsx'
import { Linking } from './linking/Linking.tsx'
import { RoomPage } from './room/RoomPage.tsx'
import { Frame } from './shell/Frame.tsx'
import { Boundary, Optional } from './shell/Boundary.tsx'
import { Gate } from './shell/Gate.tsx'
import { PageLoading } from './shell/Page.tsx'
import { lazyPart } from './parts/lazy-part.ts'

const KeepDevice = lazyPart(() => import('./push/KeepDevice.tsx').then((file) => file.KeepDevice))
const ClubPage = lazyPart(() => import('./club/ClubPage.tsx').then((file) => file.ClubPage))
const MePage = lazyPart(() => import('./me/MePage.tsx').then((file) => file.MePage))
const DataPage = lazyPart(() => import('./me/DataPage.tsx').then((file) => file.DataPage))
const RemindersPage = lazyPart(() => import('./push/RemindersPage.tsx').then((file) => file.RemindersPage))
const LuckPage = lazyPart(() => import('./luck/LuckPage.tsx').then((file) => file.LuckPage))
const WalletPage = lazyPart(() => import('./wallet/WalletPage.tsx').then((file) => file.WalletPage))
const StreamerPage = lazyPart(() => import('./streamer/StreamerPage.tsx').then((file) => file.StreamerPage))
const ChatPage = lazyPart(() => import('./groups/GroupChatPage.tsx').then((file) => file.GroupChatPage))
const GroupsPage = lazyPart(() => import('./groups/GroupsPage.tsx').then((file) => file.GroupsPage))
const GroupPage = lazyPart(() => import('./groups/GroupPage.tsx').then((file) => file.GroupPage))
const PhrasePage = lazyPart(() => import('./groups/GroupPage.tsx').then((file) => file.PhrasePage))
const MembersPage = lazyPart(() => import('./groups/MembersPage.tsx').then((file) => file.MembersPage))
const OwnerGroupsPage = lazyPart(() => import('./groups/OwnerGroupsPage.tsx').then((file) => file.OwnerGroupsPage))
const ServicePage = lazyPart(() => import('./service/ServicePage.tsx').then((file) => file.ServicePage))
const ThreadsPage = lazyPart(() => import('./service/ThreadsPage.tsx').then((file) => file.ThreadsPage))

/** This browser may be told of things by pushes. */
const isTold = 'Notification' in window && Notification.permission === 'granted'

/** The fan's pages: everything stands in the phone's frame; the streamer's page has a door of its own. */
export function App() {
  return (
    <>
      <OfflineBar />
      <Boundary>
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
      </Boundary>
    </>
  )
}

function FanPages() {
  return (
    <Gate>
      <Suspense
        fallback={
          <Frame>
            <PageLoading />
          </Frame>
        }
      >
        <Linking />
        {isTold && (
          <Optional>
            <KeepDevice />
          </Optional>
        )}
        <Routes>
          <Route path="/" element={<MePage />} />
          <Route path="/wallet" element={<WalletPage />} />
          <Route path="/data" element={<DataPage />} />
          <Route path="/reminders" element={<RemindersPage />} />
          <Route path="/groups" element={<GroupsPage />} />
          <Route path="/groups/:groupId" element={<ChatPage />} />
          <Route path="/groups/:groupId/about" element={<GroupPage />} />
          <Route path="/groups/:groupId/members" element={<MembersPage />} />
          <Route path="/g/:phrase" element={<PhrasePage />} />
          <Route path="/service" element={<ThreadsPage />} />
          <Route path="/:ownerId" element={<RoomPage />} />
          <Route path="/:ownerId/service" element={<ServicePage />} />
          <Route path="/:ownerId/groups" element={<OwnerGroupsPage />} />
          <Route path="/:ownerId/club" element={<ClubPage />} />
          <Route path="/:ownerId/draws/:campaignId" element={<LuckPage />} />
          <Route path="/:ownerId/me" element={<MePage />} />
          <Route path="/:ownerId/data" element={<DataPage />} />
          <Route path="/:ownerId/wallet" element={<WalletPage />} />
          <Route path="*" element={<MePage />} />
        </Routes>
      </Suspense>
    </Gate>
  )
}
