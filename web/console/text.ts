import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Texts } from './texts/zh.ts'

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]

/** Every text of the console, `members.column.name`: a key that is not there does not compile. */
export type TextKey = Leaves<Texts>

/** Says a text with its values filled in. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

/** The console's words in the chosen language, and that language for the formats. */
export function useText(): { readonly say: Say; readonly language: string } {
  const { t, i18n } = useTranslation('translation', { keyPrefix: 'console' })
  return useMemo(
    () => ({ say: (key, values) => t(key as never, values as never) as unknown as string, language: i18n.language }),
    [t, i18n.language],
  )
}
