const formats = new Map<string, Intl.NumberFormat>()

/** A share from 0 to 1: 62%, 0.4%, 0.0003% rather than a nought that would be wrong, 99.6% rather than a whole that would be. */
export function formatShare(share: number, language: string): string {
  const almost = share > 0.99 && share < 1
  const small = share > 0 && share < 0.1
  const shown = almost ? Math.floor(share * 1_000) / 1_000 : share
  const key = `${language}${almost ? 'almost' : small ? 'small' : ''}`
  const options = almost
    ? { minimumFractionDigits: 1 }
    : small
      ? { maximumSignificantDigits: 2 }
      : { maximumFractionDigits: 0 }
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language.startsWith('zh') ? 'zh-CN' : 'en-GB', { style: 'percent', ...options })
  formats.set(key, format)
  return format.format(shown)
}
