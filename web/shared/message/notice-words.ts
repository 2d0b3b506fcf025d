import type { TFunction } from 'i18next'
import type { MessageView } from '../../../src/contract/messages.ts'
import { formatDateTime } from '../format.ts'

/** What a notice says: the owner's words, or ours for a notice of Tiefen's own (CLUB-4, BEN-11). */
export function noticeWords(
  message: Partial<Pick<MessageView, 'text' | 'code' | 'change' | 'withdrawing'>>,
  t: TFunction,
  language: string,
): string {
  const { text, code, change, withdrawing } = message
  if (code === undefined) return text ?? ''
  if (code === 'mode_withdrawn') return t('message.modeWithdrawn')
  if (withdrawing !== undefined) {
    const { name, withdrawAt } = withdrawing
    return withdrawAt === undefined
      ? t('message.benefitKept', { name })
      : t('message.benefitWithdrawing', { name, at: formatDateTime(withdrawAt, language) })
  }
  const { to, effectiveAt } = change ?? {}
  return to === undefined || effectiveAt === undefined
    ? t('message.unknown')
    : t('message.modeAnnounced', { mode: t(`mode.${to}`), at: formatDateTime(effectiveAt, language) })
}
