import type { OperationsView } from '../../../../src/contract/operations.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { Bars } from './Bars.tsx'

/** How many events shared a commit in the last hour: many small batches cost more than a few large ones. */
export function BatchSizes({ hour }: { readonly hour: OperationsView['hour'] }) {
  const { say, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  const labels = hour.batchSizes.map(({ upTo }, index) => {
    const below = index === 0 ? 0 : (hour.batchSizes[index - 1]?.upTo ?? 0)
    if (upTo === null) return say('operations.sizes.above', { n: number(below) })
    return below + 1 === upTo ? number(upTo) : `${number(below + 1)}–${number(upTo)}`
  })
  const used = hour.batchSizes.map((size) => size.batches > 0)
  const bars = hour.batchSizes.map(({ upTo, batches }, index) => ({
    key: String(upTo),
    label: say('operations.sizes.events', { n: labels[index] ?? '' }),
    value: batches,
    words: number(batches),
  }))
  const average = hour.batches === 0 ? 0 : Math.round(hour.events / hour.batches)
  return (
    <Panel
      title={say('operations.sizes.title')}
      hint={
        hour.batches === 0
          ? say('operations.hour')
          : say('operations.sizes.hint', { n: number(hour.batches), average: number(average) })
      }
    >
      {hour.batches === 0 ? (
        <Empty title={say('operations.sizes.empty')} />
      ) : (
        <Bars bars={bars.slice(used.indexOf(true), used.lastIndexOf(true) + 1)} />
      )}
    </Panel>
  )
}
