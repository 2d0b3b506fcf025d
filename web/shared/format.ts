import type { Money } from '../../src/contract/forms.ts'

/** The platform's time zone, IANA name: business days and the times beside them are told in it. `/instance.js` tells it before the first render. */
export const timeZone =
  (typeof document === 'undefined' ? undefined : document.documentElement.dataset['timeZone']) ?? 'Asia/Shanghai'

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const found = cache.get(key)
  if (found !== undefined) return found as F
  const made = make()
  cache.set(key, made)
  return made
}
const tag = (language: string) => (language.startsWith('zh') ? 'zh-CN' : 'en-GB')

/** 12345 → 12,345. */
export function formatNumber(value: number, language: string): string {
  return cached(`n${language}`, () => new Intl.NumberFormat(tag(language))).format(value)
}

/** Large counts in few characters: 12345 → 1.2万 (zh), 12K (en). */
export function formatCompact(value: number, language: string): string {
  const make = () => new Intl.NumberFormat(tag(language), { notation: 'compact', maximumFractionDigits: 1 })
  return cached(`c${language}`, make).format(value)
}

/** Points with their sign: +299, −299 (a real minus). */
export function formatDelta(value: number, language: string): string {
  return `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), language)}`
}

/** Minor units → ¥149.99. The number of minor digits is the currency's own. */
export function formatMoney(money: Money, language: string): string {
  const format = cached(`m${language}${money.currency}`, () => {
    return new Intl.NumberFormat(tag(language), {
      style: 'currency',
      currency: money.currency,
      currencyDisplay: 'narrowSymbol',
    })
  })
  return format.format(money.value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** Minor units → ¥20, ¥4.50: without the nought of a whole amount, for cards and sentences. */
export function formatMoneyShort(money: Money, language: string): string {
  const format = cached(`ms${language}${money.currency}`, () => {
    return new Intl.NumberFormat(tag(language), {
      style: 'currency',
      currency: money.currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    })
  })
  return format.format(money.value / 10 ** minorDigits(money.currency))
}

/** How many digits of a currency are minor units: 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  const make = () => new Intl.NumberFormat('en', { style: 'currency', currency })
  return cached(`md${currency}`, make).resolvedOptions().maximumFractionDigits ?? 2
}

/** 18:02 in the platform's time zone. */
export function formatTime(instant: string, language: string): string {
  const make = () =>
    new Intl.DateTimeFormat(tag(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return cached(`t${language}`, make).format(new Date(instant))
}

/** The day of an instant in the platform's time zone: YYYY-MM-DD. */
export function dayIn(instant: string | number): string {
  const make = () => new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
  return cached('k', make).format(new Date(instant))
}

/** A business day (YYYY-MM-DD) as people say it: 3月1日, 1 Mar. */
export function formatDay(businessDay: string, language: string): string {
  const make = () => new Intl.DateTimeFormat(tag(language), { month: 'short', day: 'numeric', timeZone: 'UTC' })
  return cached(`d${language}`, make).format(new Date(`${businessDay}T00:00:00Z`))
}

/** 3月1日 18:02 in the platform's time zone. */
export function formatDateTime(instant: string, language: string): string {
  const make = () => {
    return new Intl.DateTimeFormat(tag(language), {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  }
  return cached(`dt${language}`, make).format(new Date(instant))
}

/** What the platform's time zone is called: 中国标准时间, China Standard Time. */
export function formatZone(language: string): string {
  const make = () => new Intl.DateTimeFormat(tag(language), { timeZone, timeZoneName: 'longGeneric' })
  const parts = cached(`z${language}`, make).formatToParts(0)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** Milliseconds still to wait → hours and minutes, rounded up so that 0 means now. */
export function hoursAndMinutes(milliseconds: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.max(0, Math.ceil(milliseconds / 60_000))
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/** 甲、乙和丙; Ann, Bo and Cy. */
export function formatList(names: readonly string[], language: string): string {
  return new Intl.ListFormat(tag(language)).format(names)
}
