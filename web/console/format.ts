const shares = new Map<string, Intl.NumberFormat>()

/** A share from 0 to 1: 62%, 0.4%, and 0.0003% rather than a nought that would be wrong. */
export function formatShare(share: number, language: string): string {
  const digits = share <= 0 || share >= 0.1 ? 0 : share >= 0.001 ? 1 : 4
  const key = `${language}${digits}`
  const format =
    shares.get(key) ??
    new Intl.NumberFormat(language.startsWith('zh') ? 'zh-CN' : 'en-GB', {
      style: 'percent',
      maximumFractionDigits: digits,
    })
  shares.set(key, format)
  return format.format(share)
}
