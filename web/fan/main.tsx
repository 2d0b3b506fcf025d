import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import 'antd-mobile/es/global'
import { unstableSetRender } from 'antd-mobile/es/utils/unstable-render'
import '../shared/tokens.css'
import '../shared/base.css'
import './fan.css'
import { startI18n } from '../shared/i18n.ts'
import { ApiProblem } from '../shared/problem.ts'
import { App } from './App.tsx'
import en from './locales/en.json'
import zh from './locales/zh.json'

startI18n({ zh, en })

// antd-mobile's Toast renders by itself and knows only React 18's way; without this it silently shows nothing.
const roots = new WeakMap<Element | DocumentFragment, Root>()
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container)
  roots.set(container, root)
  root.render(node)
  return async () => {
    root.unmount()
    roots.delete(container)
  }
})

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
})

const root = document.getElementById('root')
if (root === null) throw new Error('#root is missing')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <BrowserRouter basename="/fan">
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
