import type { DoctorReport } from './doctor.ts'
import { areas, isUnwell, type Finding, type Level } from './finding.ts'
import { findingWords } from './words.ts'

const marks: Readonly<Record<Level, string>> = { broken: '✗', risk: '!', note: '·' }
const MESSAGE_CHARACTERS = 300

/** A failure in one bounded line. */
export function errorText(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, MESSAGE_CHARACTERS)
}

function findingText({ code, subject, count, examples }: Finding): string {
  const { level, zh, en, todo } = findingWords[code]
  const about = subject === null ? '' : ` [${subject}]`
  const more = count > examples.length && examples.length > 0 ? [`    … ${count - examples.length} more`] : []
  return [
    `${marks[level]} ${zh} · ${en}${about}${count > 1 ? ` (${count})` : ''}`,
    ...examples.map((example) => `    ${example}`),
    ...more,
    `  → ${todo.zh} · ${todo.en}`,
  ].join('\n')
}

/** The report for people, worst first. */
export function reportText({ findings, store, milliseconds }: DoctorReport): string {
  const order: readonly Level[] = ['broken', 'risk', 'note']
  const sorted = order.flatMap((level) => findings.filter(({ code }) => findingWords[code].level === level))
  const seconds = areas.map((area) => `${area} ${(milliseconds[area] / 1_000).toFixed(1)} s`).join(', ')
  const verdict = isUnwell(findings) ? '有问题 · something is wrong' : '健康 · healthy'
  return `${[...sorted.map(findingText), `${store}: ${verdict} (${seconds})`].join('\n')}\n`
}

/** The report for programs: one JSON object. */
export function reportJson(report: DoctorReport): string {
  const findings = report.findings.map((finding) => ({ ...finding, ...findingWords[finding.code] }))
  return `${JSON.stringify({ healthy: !isUnwell(report.findings), ...report, findings })}\n`
}
