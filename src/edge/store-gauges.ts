import { Gauge, type Registry } from 'prom-client'

/** What is yet to be pushed, from the store. */
export interface ReachFigures {
  /** pieces whose time has come */
  readonly pieces: number
  /** devices in them */
  readonly devices: number
  /** ms by which the oldest is late */
  readonly late: number
}

/** Voice and video links that run, from the store. */
export interface LinkFigures {
  /** nobody answered yet */
  readonly ringing: number
  readonly active: number
}

type Gauges<T> = readonly (readonly [name: string, help: string, value: (figures: T) => number])[]

/** Gauges of pushes. */
export const reachGauges: Gauges<ReachFigures> = [
  ['tiefen_push_backlog_pieces', 'Pieces of pushes whose time has come', ({ pieces }) => pieces],
  ['tiefen_push_backlog_devices', 'Devices in such pieces', ({ devices }) => devices],
  ['tiefen_push_backlog_seconds', 'By how much the oldest such piece is late', ({ late }) => late / 1_000],
]

/** Gauges of links (GRP-8). */
export const linkGauges: Gauges<LinkFigures> = [
  ['tiefen_links_ringing', 'Voice and video links that nobody answered yet', ({ ringing }) => ringing],
  ['tiefen_links_active', 'Voice and video links under way', ({ active }) => active],
]

/** All gauges of one scrape share a reading; null while the store is away. */
export function oncePerScrape<T>(read: () => Promise<T>): () => Promise<T | null> {
  let reading: Promise<T | null> | null = null
  return () =>
    (reading ??= read()
      .catch(() => null)
      .finally(() => (reading = null)))
}

/** Gauges that are read together, once a scrape; a store that is away leaves what was known. */
export function addStoreGauges<T>(registry: Registry, gauges: Gauges<T>, read: () => Promise<T>): void {
  const figures = oncePerScrape(read)
  for (const [name, help, value] of gauges)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await figures()
        if (found !== null) this.set(value(found))
      },
    })
}
