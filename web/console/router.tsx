import { createBrowserRouter } from 'react-router'
import { Broken, NotFound } from './pages/Broken.tsx'
import { Home } from './pages/Home.tsx'
import { Shell } from './shell/Shell.tsx'

/** Every page of the console; each comes as its own file when it is first opened. */
export const router = createBrowserRouter(
  [
    { path: '/sign-in', lazy: () => import('./pages/SignIn.tsx'), errorElement: <Broken />, HydrateFallback: Nothing },
    { path: '/accept', lazy: () => import('./pages/Accept.tsx'), errorElement: <Broken />, HydrateFallback: Nothing },
    {
      path: '/',
      element: <Shell />,
      errorElement: <Broken />,
      HydrateFallback: Nothing,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { index: true, element: <Home /> },
            { path: 'reviews', lazy: () => import('./pages/Reviews.tsx') },
            { path: 'reports', lazy: () => import('./pages/Reports.tsx') },
            { path: 'owners', lazy: () => import('./pages/Owners.tsx') },
            { path: 'operations', lazy: () => import('./pages/Operations.tsx') },
            { path: 'webhooks/:webhookId?', lazy: () => import('./pages/Webhooks.tsx') },
            { path: 'rule-sets', lazy: () => import('./pages/RuleSets.tsx') },
            { path: 'rule-sets/new', lazy: () => import('./pages/RuleSetEdit.tsx') },
            { path: 'rule-sets/:version', lazy: () => import('./pages/RuleSets.tsx') },
            {
              path: 'clubs/:ownerId',
              lazy: () => import('./club.tsx'),
              children: [
                { index: true, lazy: () => import('./pages/Overview.tsx') },
                { path: 'members/:userId?', lazy: () => import('./pages/Members.tsx') },
                { path: 'tasks/:sessionId?', lazy: () => import('./pages/SessionTasks.tsx') },
                { path: 'levels', lazy: () => import('./pages/Levels.tsx') },
                {
                  path: 'benefits',
                  lazy: () => import('./pages/Benefits.tsx'),
                  children: [
                    { path: 'campaigns/:campaignId?', lazy: () => import('./pages/benefits/CampaignsPage.tsx') },
                    { path: 'money', lazy: () => import('./pages/benefits/MoneyPage.tsx') },
                    { path: 'results', lazy: () => import('./pages/benefits/ResultsPage.tsx') },
                    { path: ':benefitId?', lazy: () => import('./pages/benefits/MatrixPage.tsx') },
                  ],
                },
                {
                  path: 'groups',
                  lazy: () => import('./pages/Groups.tsx'),
                  children: [
                    { index: true, lazy: () => import('./pages/groups/ListPage.tsx') },
                    { path: 'compose', lazy: () => import('./pages/groups/ComposePage.tsx') },
                    { path: 'posts', lazy: () => import('./pages/groups/PostsPage.tsx') },
                    { path: 'reports', lazy: () => import('./pages/reports/OwnerReportsPage.tsx') },
                    { path: 'rules', lazy: () => import('./pages/moderation/OwnerModerationPage.tsx') },
                    { path: ':groupId/:part?', lazy: () => import('./pages/groups/GroupPage.tsx') },
                  ],
                },
                { path: 'service/:userId?', lazy: () => import('./pages/Service.tsx') },
                { path: 'live/:sessionId?', lazy: () => import('./pages/Live.tsx') },
                {
                  path: 'settings',
                  lazy: () => import('./pages/Settings.tsx'),
                  children: [
                    { index: true, lazy: () => import('./pages/settings/SettingsHome.tsx') },
                    { path: 'mode', lazy: () => import('./pages/settings/ModePage.tsx') },
                    { path: 'purchase', lazy: () => import('./pages/settings/PurchaseTaskPage.tsx') },
                    { path: 'badge', lazy: () => import('./pages/settings/BadgeNamePage.tsx') },
                    { path: 'rooms/:connectionId?', lazy: () => import('./pages/settings/RoomsPage.tsx') },
                    { path: 'webhooks/:webhookId?', lazy: () => import('./pages/settings/WebhooksPage.tsx') },
                    { path: 'keys', lazy: () => import('./pages/settings/KeysPage.tsx') },
                    { path: 'staff', lazy: () => import('./pages/settings/StaffPage.tsx') },
                    { path: 'corrections', lazy: () => import('./pages/settings/CorrectionsPage.tsx') },
                    { path: 'refunds', lazy: () => import('./pages/settings/RefundsPage.tsx') },
                  ],
                },
              ],
            },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)

function Nothing() {
  return null
}
