import type { OperationsView } from '../../../../src/contract/operations.ts'
import { rejections, type RejectionCode } from '../../../../src/contract/rejections.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { Bars } from './Bars.tsx'

const SHOWN = 8

/** A code in the product's own words; a code of a newer node stays a code. */
export function codeWords(code: string, language: string): string {
  const entry = code in rejections ? rejections[code as RejectionCode] : undefined
  return entry === undefined ? code : entry[language.startsWith('zh') ? 'zh' : 'en']
}

/** Why events were refused in the last hour. */
export function Rejections({ hour }: { readonly hour: OperationsView['hour'] }) {
  const { say, language } = useText()
  const rest = hour.rejections.slice(SHOWN).reduce((sum, each) => sum + each.events, 0)
  const bars = hour.rejections.slice(0, SHOWN).map(({ code, events }) => ({
    key: code,
    label: codeWords(code, language),
    title: code,
    value: events,
    words: formatNumber(events, language),
  }))
  if (rest > 0)
    bars.push({
      key: '',
      label: say('operations.rejections.rest'),
      title: '',
      value: rest,
      words: formatNumber(rest, language),
    })
  return (
    <Panel title={say('operations.rejections.title')} hint={say('operations.hour')}>
      {bars.length === 0 ? <Empty title={say('operations.rejections.empty')} /> : <Bars bars={bars} tone="bad" />}
    </Panel>
  )
}
