import type { TFunction } from 'i18next'
import type { LedgerEntry } from '../../src/contract/views.ts'
import { formatDay, formatDelta, formatMoney, formatNumber, formatTime } from './format.ts'

/** A ledger entry in words (@rule TASK-12). */
export interface Explained {
  /** 今天 18:02 */
  readonly when: string
  /** 购买 ¥149.99: for lists that show the points in a column of their own */
  readonly subject: string
  /** 购买 ¥149.99,+299 */
  readonly what: string
  /** 今日购买上限 450,还剩 151: what is left of the day's cap, what could not be taken, why it was corrected */
  readonly notes: readonly string[]
  /** all of it as one sentence */
  readonly sentence: string
}

/** Says in words where an entry's points came from. `today` is the business day that runs now (YYYY-MM-DD). */
export function explain(entry: LedgerEntry, t: TFunction, language: string, today: string): Explained {
  const when = `${dayWords(entry.businessDay, today, t, language)} ${formatTime(entry.at, language)}`
  const subject = whatWords(entry, t, language)
  const what = t('explain.line', { what: subject, delta: formatDelta(entry.delta, language) })
  const notes = [capNote(entry, t, language, today), shortfallNote(entry, t, language), reasonNote(entry, t)].filter(
    (note) => note !== null,
  )
  return { when, subject, what, notes, sentence: [`${when} ${what}`, ...notes].join(t('explain.joint')) }
}

/** 今天, 昨天, or the date. */
export function dayWords(businessDay: string, today: string, t: TFunction, language: string): string {
  if (businessDay === today) return t('explain.today')
  if (Date.parse(today) - Date.parse(businessDay) === 86_400_000) return t('explain.yesterday')
  return formatDay(businessDay, language)
}

function whatWords(entry: LedgerEntry, t: TFunction, language: string): string {
  const amount = entry.amount === undefined ? '' : ` ${formatMoney(entry.amount, language)}`
  if (entry.task === 'purchase') return `${t(isTakenBack(entry) ? 'explain.refund' : 'task.purchase')}${amount}`
  switch (entry.task) {
    case 'correction':
    case 'migration':
    case 'leave':
    case 'merge':
      return t(`explain.${entry.task}`)
    default:
      return t(`task.${entry.task}`)
  }
}

/** A purchase entry that takes points, or would have if there had been any (TASK-8, TASK-12). */
function isTakenBack(entry: LedgerEntry): boolean {
  return entry.delta < 0 || entry.shortfall > 0
}

function capNote(entry: LedgerEntry, t: TFunction, language: string, today: string): string | null {
  if (entry.dayCap === undefined || entry.dayEarned === undefined || entry.delta <= 0) return null
  const left = Math.max(0, entry.dayCap - entry.dayEarned)
  const day = entry.businessDay === today ? 'Today' : 'ThatDay'
  const values = {
    task: t(`task.${entry.task}`),
    cap: formatNumber(entry.dayCap, language),
    left: formatNumber(left, language),
  }
  return t(left === 0 ? `explain.capReached${day}` : `explain.capLeft${day}`, values)
}

function shortfallNote(entry: LedgerEntry, t: TFunction, language: string): string | null {
  return entry.shortfall > 0 ? t('explain.shortfall', { points: formatNumber(entry.shortfall, language) }) : null
}

function reasonNote(entry: LedgerEntry, t: TFunction): string | null {
  return entry.reason === undefined || entry.reason === '' ? null : t('explain.reason', { reason: entry.reason })
}
