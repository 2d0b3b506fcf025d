import type { FormRule } from 'antd'
import { formatMoneyShort } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { parseMoney } from '../../../shared/money-text.ts'
import { useText } from '../../text.ts'

interface Bounds {
  /** an empty field is fine */
  readonly optional?: boolean
  /** minor units, 1 unless given */
  readonly least?: number
  /** minor units */
  readonly most?: number
}

/** Makes the rule of an amount's field: readable, within its bounds, said in words. */
export function useMoneyRule(): (bounds?: Bounds) => FormRule {
  const { say, language } = useText()
  const { club } = useClub()
  const words = (value: number) => formatMoneyShort({ value, currency: club.currency }, language)
  return ({ optional = false, least = 1, most } = {}) => ({
    validator: (_, typed: string | undefined) => {
      const refuse = (message: string) => Promise.reject(new Error(message))
      if (typed === undefined || typed === '') return optional ? Promise.resolve() : refuse(say('word.required'))
      const value = parseMoney(typed, club.currency)
      if (value === null) return refuse(say('benefits.form.notMoney'))
      if (value < least) return refuse(say('benefits.form.tooLittle', { least: words(least) }))
      if (most !== undefined && value > most) return refuse(say('benefits.form.tooMuch', { most: words(most) }))
      return Promise.resolve()
    },
  })
}
