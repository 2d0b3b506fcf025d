import i18next, { type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import sharedEn from './locales/en.json'
import sharedZh from './locales/zh.json'

export type Language = 'zh' | 'en'
const key = 'tiefen.language'

/** The words of one page, by language; they join the shared ones. */
export interface Words {
  readonly zh: Readonly<Record<string, unknown>>
  readonly en: Readonly<Record<string, unknown>>
}

/** Chinese unless the person chose English before (PLT-7). */
export function savedLanguage(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'zh'
}

/** Sets up i18next with the shared words and a page's own; call once before rendering. */
export function startI18n(words: Words): void {
  const resources: Resource = {
    zh: { translation: { ...sharedZh, ...words.zh } },
    en: { translation: { ...sharedEn, ...words.en } },
  }
  void i18next.use(initReactI18next).init({
    resources,
    lng: savedLanguage(),
    fallbackLng: 'zh',
    initAsync: false,
    interpolation: { escapeValue: false },
  })
}

/** Joins the words of a part that is loaded later. */
export function addWords({ zh, en }: Words): void {
  i18next.addResourceBundle('zh', 'translation', zh, true)
  i18next.addResourceBundle('en', 'translation', en, true)
}

/** Switches the page and keeps the choice. */
export function setLanguage(language: Language): void {
  localStorage.setItem(key, language)
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  void i18next.changeLanguage(language)
}
