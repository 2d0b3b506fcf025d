import { Gauge, type Registry } from 'prom-client'
import { oncePerScrape } from './store-gauges.ts'

/** How far one consumer of a stream came, from its row in the store. Instants in UTC ms. */
export interface ConsumerFigures {
  readonly durable: string
  readonly position: number
  readonly pending: number
  readonly messages: number
  readonly badMessages: number
  readonly rejected: number
  readonly holes: number
  readonly movedAt: number
  readonly seenAt: number
}

type Reading = (figures: ConsumerFigures) => number
const gauges: readonly (readonly [name: string, help: string, value: Reading])[] = [
  ['position', 'Sequence of the last message whose effects are committed', ({ position }) => position],
  ['pending', 'Messages of the stream that waited when the consumer last looked', ({ pending }) => pending],
  ['messages', 'Messages taken since the beginning', ({ messages }) => messages],
  ['bad_messages', 'Messages that held no events or could not be taken', ({ badMessages }) => badMessages],
  ['rejected_events', 'Events that were refused', ({ rejected }) => rejected],
  ['holes', 'Places where messages were gone before they were read', ({ holes }) => holes],
  ['moved_timestamp_seconds', 'Last commit', ({ movedAt }) => movedAt / 1_000],
  ['seen_timestamp_seconds', 'Last sign of life of the process', ({ seenAt }) => seenAt / 1_000],
]

/** One gauge a figure, labelled with the durable name. The rows are read once a scrape; a store that is away leaves what was known. */
export function addConsumerMetrics(registry: Registry, read: () => Promise<readonly ConsumerFigures[]>): void {
  const rows = oncePerScrape(read)
  for (const [name, help, value] of gauges)
    new Gauge({
      name: `tiefen_consumer_${name}`,
      help,
      labelNames: ['durable'],
      registers: [registry],
      async collect() {
        const found = await rows()
        if (found === null) return
        this.reset()
        for (const figures of found) this.set({ durable: figures.durable }, value(figures))
      },
    })
}
