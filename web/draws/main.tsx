import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../shared/tokens.css'
import '../shared/base.css'
import { startI18n } from '../shared/i18n.ts'
import { DrawPage } from './DrawPage.tsx'
import en from './locales/en.json'
import zh from './locales/zh.json'

startI18n({ zh, en })

const root = document.getElementById('root')
if (root === null) throw new Error('#root is missing')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: 1 } } })}>
      <DrawPage />
    </QueryClientProvider>
  </StrictMode>,
)
