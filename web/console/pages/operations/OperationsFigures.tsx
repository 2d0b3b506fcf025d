import type { OperationsView } from '../../../../src/contract/operations.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Figure, FigureStrip } from '../../parts/Figure.tsx'
import { Sparkline } from '../../parts/Sparkline.tsx'
import { useText } from '../../text.ts'
import { shortTime } from './lags.ts'

/** Five figures of now, each with the last hour's shape. */
export function OperationsFigures({ view }: { readonly view: OperationsView }) {
  const { say, language } = useText()
  const { hour, minutes } = view
  const number = (value: number) => formatNumber(value, language)
  const time = (value: number) => shortTime(value, say)
  const queued = view.nodes.filter((node) => node.state === 'alive').reduce((sum, node) => sum + node.figures.queued, 0)
  const duplicates = hour.byStatus.duplicate
  return (
    <FigureStrip label={say('operations.title')}>
      <Figure
        label={say('operations.figure.rate')}
        definition={say('operations.define.rate')}
        value={view.rate.now}
        format={(value) => number(Math.round(value * 10) / 10)}
        foot={say('operations.foot.rate', { n: number(view.rate.hour) })}
        picture={<Sparkline values={minutes.map((minute) => minute.events)} />}
      />
      <Figure
        label={say('operations.figure.commit')}
        definition={say('operations.define.commit')}
        value={hour.commit.p99 ?? 0}
        format={hour.commit.p99 === null ? () => '–' : time}
        foot={say('operations.foot.commit', { n: hour.commit.p50 === null ? '–' : time(hour.commit.p50) })}
        picture={<Sparkline values={minutes.map((minute) => minute.commit.p99 ?? 0)} />}
      />
      <Figure
        label={say('operations.figure.queue')}
        definition={say('operations.define.queue')}
        value={queued}
        foot={
          hour.queueWait.p99 === null
            ? say('operations.foot.queueMost', { n: number(Math.max(...minutes.map((minute) => minute.queueMost))) })
            : say('operations.foot.queue', { n: time(hour.queueWait.p99) })
        }
        picture={<Sparkline values={minutes.map((minute) => minute.queueMost)} />}
      />
      <Figure
        label={say('operations.figure.duplicates')}
        definition={say('operations.define.duplicates')}
        value={duplicates}
        foot={say('operations.foot.ofEvents', { n: number(hour.events) })}
        picture={<Sparkline values={minutes.map((minute) => minute.duplicates)} />}
      />
      <Figure
        label={say('operations.figure.rejected')}
        definition={say('operations.define.rejected')}
        value={hour.byStatus.rejected}
        foot={say('operations.foot.ofEvents', { n: number(hour.events) })}
        picture={<Sparkline values={minutes.map((minute) => minute.rejected)} />}
      />
    </FigureStrip>
  )
}
