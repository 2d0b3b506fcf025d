import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import '../shared/tokens.css'
import '../shared/base.css'
import './console.css'
import { ConnectionContext, createConnection } from '../shared/connection.tsx'
import { renewDesk } from '../shared/desk.ts'
import { startI18n } from '../shared/i18n.ts'
import { OfflineBar, reportStreamDown } from '../shared/OfflineBar.tsx'
import { ApiProblem } from '../shared/problem.ts'
import { refreshQueries } from '../shared/refresh.ts'
import { sessionAuth } from '../shared/session.ts'
import { forgetOnLeave } from './data/forget.ts'
import { router } from './router.tsx'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'
import { Dressed } from './Dressed.tsx'

startI18n({ zh: { console: zh }, en: { console: en } })

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})
forgetOnLeave(queries)
const auth = sessionAuth('desk', renewDesk)
const connection = createConnection(auth, {
  onRecovered: () => void refreshQueries(queries, []),
  onDown: reportStreamDown,
})

const root = document.getElementById('root')
if (root === null) throw new Error('console.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ConnectionContext value={connection}>
      <QueryClientProvider client={queries}>
        <Dressed>
          <OfflineBar />
          <RouterProvider router={router} />
        </Dressed>
      </QueryClientProvider>
    </ConnectionContext>
  </StrictMode>,
)
