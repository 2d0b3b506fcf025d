import { useTranslation } from 'react-i18next'
import { setLanguage } from './i18n.ts'
import { Icon } from './Icon.tsx'
import styles from './PageHead.module.css'
import { setTheme, useTheme } from './theme.ts'

/** Head of a page that stands by itself: whose it is, language, light or dark. @param home where the name leads; nowhere on the front page itself */
export function PageHead({ home }: { readonly home?: string }) {
  const { t, i18n } = useTranslation()
  const { dark } = useTheme()
  const english = i18n.language.startsWith('en')
  const brand = (
    <>
      <img src="/icon.svg" alt="" width="28" height="28" />
      {t('brand')}
    </>
  )
  return (
    <header className={styles.top}>
      {home === undefined ? (
        <p className={styles.brand}>{brand}</p>
      ) : (
        <a className={styles.brand} href={home}>
          {brand}
        </a>
      )}
      <div className={styles.switches}>
        <button type="button" lang={english ? 'zh-CN' : 'en'} onClick={() => setLanguage(english ? 'zh' : 'en')}>
          {english ? '中文' : 'English'}
        </button>
        <button
          type="button"
          aria-label={t(dark ? 'head.light' : 'head.dark')}
          onClick={() => setTheme(dark ? 'light' : 'dark')}
        >
          <Icon name={dark ? 'sun' : 'moon'} />
        </button>
      </div>
    </header>
  )
}
