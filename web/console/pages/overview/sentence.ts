import type { z } from 'zod'
import type { ClubView, SessionTotals, overview } from '../../../../src/contract/views.ts'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { formatShare } from '../../format.ts'
import type { Say } from '../../text.ts'

interface SentenceInput {
  readonly club: ClubView
  readonly overview: z.infer<typeof overview>
  /** of the session on air, once known */
  readonly totals: SessionTotals | undefined
  readonly say: Say
  readonly language: string
}

/** The one sentence of what matters now: on air before a coming change before today before yesterday (screens.md Console 1). */
export function leadSentence({ club, overview, totals, say, language }: SentenceInput): string {
  const number = (value: number) => formatNumber(value, language)
  const sales = (value: number) => formatMoney({ value, currency: overview.currency }, language)
  if (totals !== undefined && club.live !== null) {
    if (totals.sales.value <= 0) return say('overview.sentence.liveQuiet', { viewers: number(totals.viewers) })
    const share = formatShare(totals.members.sales.value / totals.sales.value, language)
    return say('overview.sentence.live', { sales: formatMoney(totals.sales, language), share })
  }
  const change = club.pendingModeChange
  if (change !== undefined) {
    const day = formatDateTime(change.effectiveAt, language)
    const mode = say(`mode.${change.to}`)
    if (change.carries === 0) return say('overview.sentence.modeNobody', { day, mode })
    return say('overview.sentence.mode', { day, mode, n: number(change.carries) })
  }
  const { today, yesterday } = overview
  if (overview.members === 0 && today.leaves === 0) return say('overview.sentence.empty')
  if (today.joins === 0 && today.active === 0) {
    return say('overview.sentence.quiet', { joins: number(yesterday.joins), sales: sales(yesterday.memberSales) })
  }
  const values = { joins: number(today.joins), active: number(today.active), sales: sales(today.memberSales) }
  return say(today.memberSales > 0 ? 'overview.sentence.joins' : 'overview.sentence.joinsNoSales', values)
}
