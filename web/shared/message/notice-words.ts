import type { TFunction } from 'i18next'
import type { MessageView } from '../../../src/contract/messages.ts'
import { formatDateTime } from '../format.ts'

/** What a notice says: the owner's words, or ours for a notice of Tiefen's own (CLUB-4). */
export function noticeWords(
  message: Partial<Pick<MessageView, 'text' | 'code' | 'change'>>,
  t: TFunction,
  language: string,
): string {
  const { text, code, change } = message
  if (code === undefined) return text ?? ''
  if (code === 'mode_withdrawn') return t('message.modeWithdrawn')
  const { to, effectiveAt } = change ?? {}
  return to === undefined || effectiveAt === undefined
    ? t('message.unknown')
    : t('message.modeAnnounced', { mode: t(`mode.${to}`), at: formatDateTime(effectiveAt, language) })
}
