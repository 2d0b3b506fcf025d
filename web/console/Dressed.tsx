import { App, ConfigProvider } from 'antd'
import enUs from 'antd/locale/en_US'
import zhCn from 'antd/locale/zh_CN'
import { useMemo, type ReactNode } from 'react'
import { useReducedMotion } from '../shared/motion.ts'
import { useTheme } from '../shared/theme.ts'
import { useText } from './text.ts'
import { consoleTheme } from './theme.ts'

/** antd in the product's dress: scheme, language, no waves. */
export function Dressed({ children }: { readonly children: ReactNode }) {
  const { dark } = useTheme()
  const { language } = useText()
  const still = useReducedMotion()
  const theme = useMemo(() => consoleTheme(dark ? 'dark' : 'light', still), [dark, still])
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUs : zhCn}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false }}
    >
      <App component={false} message={{ maxCount: 2, top: 16 }}>
        {children}
      </App>
    </ConfigProvider>
  )
}
