import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { OperationsView } from '../contract/operations.ts'
import type { RejectionCode } from '../contract/rejections.ts'
import { statusAndCode, type BatchSeen } from '../operations/tally.ts'
import type { BusFigures } from '../ports/bus.ts'
import type { Db } from '../ports/db.ts'
import { addConsumerMetrics, type ConsumerFigures } from './consumer-metrics.ts'
import { addStoreGauges, linkGauges, reachGauges, type LinkFigures, type ReachFigures } from './store-gauges.ts'

/** What the store says about work that is behind, and what waits in quarantine. */
export type StoreState = Pick<OperationsView, 'lag'> & {
  readonly quarantine: { readonly waiting: number; readonly bytes: number }
}

/** A cache of the engine: lookups since the start, and what it holds now. */
export interface CacheFigures {
  readonly hits: number
  readonly misses: number
  readonly entries: number
  /** batches that met another node's write and ran again, since the start */
  readonly conflicts: number
}

/** What is counted, in Prometheus form. Names carry their unit; label values are of closed lists, so that ids never become labels. */
export interface Metrics {
  /** One answered request; `route` is the path's pattern, `problem` the code it was refused with. */
  request(method: string, route: string, status: number, seconds: number, problem: RejectionCode | null): void
  /** One committed batch of events. */
  batch(seen: BatchSeen): void
  /** One event that failed for a reason of ours: kept, or refused because the quarantine is full. */
  quarantined(outcome: 'kept' | 'full'): void
  /** One delivery to somebody else's server: `delivered`, or the error of the closed list in contract/webhooks.ts. */
  webhook(outcome: string, seconds: number): void
  /** Devices that were told something, or not, by what came of it. */
  push(result: string, devices: number): void
  /** Where to read what is yet to be pushed. */
  reach(read: () => Promise<ReachFigures>): void
  /** Where to read how many voice and video links run. */
  links(read: () => Promise<LinkFigures>): void
  /** What the store said with the last heartbeat, and when that was (UTC ms). */
  store(state: StoreState, at: number): void
  /** Where to read the open streams and how many were dropped since the start. */
  streams(figures: () => { readonly clients: number; readonly dropped: number }): void
  /** What `streams` was told to read; noughts before. */
  openStreams(): { readonly streamClients: number; readonly streamsDropped: number }
  /** Where to read the number of events that wait for a commit. */
  queue(count: () => number): void
  /** Where to read the engine's cache of people. */
  cache(figures: () => CacheFigures): void
  /** Where to read how the bus to the other nodes stands; without one nothing is shown. */
  bus(figures: () => BusFigures): void
  /** Where to read how far the consumers of streams came (they run in processes of their own). */
  consumers(read: () => Promise<readonly ConsumerFigures[]>): void
  readonly contentType: string
  text(): Promise<string>
}

const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const COMMIT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const BATCH_BUCKETS = [1, 5, 10, 50, 100, 500, 1_000, 2_500, 5_000]

/** `processMetrics` adds memory, CPU, garbage collection and event loop of this process. */
export function createMetrics(options: {
  readonly db: Pick<Db, 'statements'>
  readonly processMetrics: boolean
  readonly version?: string
}): Metrics {
  const registry = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
  addBuild(registry, options.version ?? 'dev')
  let openStreams = (): { readonly clients: number; readonly dropped: number } => ({ clients: 0, dropped: 0 })
  read(registry, 'counter', 'tiefen_store_statements_total', 'Statements sent to the store', () =>
    options.db.statements(),
  )
  return {
    ...requestMetrics(registry),
    ...batchMetrics(registry),
    ...outsideMetrics(registry),
    store: storeMetrics(registry),
    streams(figures) {
      openStreams = figures
      read(registry, 'gauge', 'tiefen_stream_clients', 'Open live streams', () => figures().clients)
      const help = 'Live streams dropped because their readers were too slow; they resume where they were'
      read(registry, 'counter', 'tiefen_stream_dropped_total', help, () => figures().dropped)
    },
    openStreams() {
      const { clients, dropped } = openStreams()
      return { streamClients: clients, streamsDropped: dropped }
    },
    queue: (count) =>
      read(registry, 'gauge', 'tiefen_events_queued', 'Events waiting for a commit or under way', count),
    cache: (figures) => addCache(registry, figures),
    bus: (figures) => addBus(registry, figures),
    consumers: (read) => addConsumerMetrics(registry, read),
    reach: (read) => addStoreGauges(registry, reachGauges, read),
    links: (read) => addStoreGauges(registry, linkGauges, read),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

/** A metric whose value is looked up when it is asked for. */
function read(registry: Registry, kind: 'gauge' | 'counter', name: string, help: string, value: () => number): void {
  const registers = [registry]
  if (kind === 'gauge')
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  else
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(value())
      },
    })
}

/** The same with one label. */
function readBy(
  registry: Registry,
  label: string,
  name: string,
  help: string,
  values: () => Readonly<Record<string, number>>,
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, count] of Object.entries(values())) this.inc({ [label]: value }, count)
    },
  })
}

function addBuild(registry: Registry, version: string): void {
  const help = 'Always 1; the version of this node is its label'
  new Gauge({ name: 'tiefen_build_info', help, labelNames: ['version'], registers: [registry] }).set({ version }, 1)
}

function requestMetrics(registry: Registry): Pick<Metrics, 'request'> {
  const registers = [registry]
  const requests = new Histogram({
    name: 'tiefen_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const problems = new Counter({
    name: 'tiefen_http_problems_total',
    help: 'Requests refused, by the code of the problem document',
    labelNames: ['code'],
    registers,
  })
  return {
    request(method, route, status, seconds, problem) {
      requests.observe({ method, route, status: String(status) }, seconds)
      if (problem !== null) problems.inc({ code: problem })
    },
  }
}

function batchMetrics(registry: Registry): Pick<Metrics, 'batch'> {
  const registers = [registry]
  const events = new Counter({
    name: 'tiefen_events_total',
    help: 'Events by what became of them, and why: duplicates are status="duplicate", refusals status="rejected" with their code',
    labelNames: ['status', 'code'],
    registers,
  })
  const sizes = new Histogram({
    name: 'tiefen_batch_events',
    help: 'Events in one committed batch',
    buckets: BATCH_BUCKETS,
    registers,
  })
  const durations = new Histogram({
    name: 'tiefen_batch_commit_seconds',
    help: 'Time of one batch from its load to its commit, retries included',
    buckets: COMMIT_BUCKETS,
    registers,
  })
  const waits = new Histogram({
    name: 'tiefen_batch_queue_wait_seconds',
    help: 'The longest that a request of a batch waited before the batch began',
    buckets: COMMIT_BUCKETS,
    registers,
  })
  return {
    batch(seen) {
      sizes.observe(seen.events)
      durations.observe(seen.milliseconds / 1_000)
      if (seen.waitMilliseconds !== undefined) waits.observe(seen.waitMilliseconds / 1_000)
      for (const [key, count] of seen.counts) {
        const [status, code] = statusAndCode(key)
        events.inc({ status, code }, count)
      }
    },
  }
}

function outsideMetrics(registry: Registry): Pick<Metrics, 'quarantined' | 'webhook' | 'push'> {
  const registers = [registry]
  const poison = new Counter({
    name: 'tiefen_quarantined_total',
    help: 'Events that failed for a reason of ours: kept in quarantine, or refused because it is full',
    labelNames: ['outcome'],
    registers,
  })
  const deliveries = new Histogram({
    name: 'tiefen_webhook_delivery_seconds',
    help: 'Deliveries to other servers, by what came of them',
    labelNames: ['outcome'],
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const pushes = new Counter({
    name: 'tiefen_pushes_total',
    help: 'Devices that were told something, by what came of it',
    labelNames: ['result'],
    registers,
  })
  return {
    quarantined: (outcome) => poison.inc({ outcome }),
    webhook: (outcome, seconds) => deliveries.observe({ outcome }, seconds),
    push: (result, devices) => pushes.inc({ result }, devices),
  }
}

/** Every node tells the same values here: they are the store's. */
function storeMetrics(registry: Registry): Metrics['store'] {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const outbox = gauge(
    'tiefen_outbox_lag_seconds',
    'Age of the oldest message that an older open transaction still hides from readers',
  )
  const due = gauge('tiefen_due_overdue', 'Due work whose time has come and that is not done')
  const dueLate = gauge('tiefen_due_overdue_seconds', 'By how much the oldest overdue work is late')
  const dueFailed = gauge('tiefen_due_failed', 'Due and long work that failed and was set aside')
  const webhooks = gauge(
    'tiefen_webhook_backlog',
    'Deliveries whose time has come and that are not made, counted up to 100 000',
  )
  const webhooksLate = gauge('tiefen_webhook_backlog_seconds', 'By how much the oldest such delivery is late')
  const unread = new Gauge({
    name: 'tiefen_feed_lag_seconds',
    help: 'Age of the oldest readable message that webhooks, or pushes, have not read yet',
    labelNames: ['feed'],
    registers: [registry],
  })
  const waiting = gauge('tiefen_quarantine_events', 'Events that wait in quarantine')
  const bytes = gauge('tiefen_quarantine_bytes', 'Bytes of their bodies')
  const heartbeat = gauge(
    'tiefen_node_heartbeat_timestamp_seconds',
    'When this node last wrote its heartbeat to the store, Unix time',
  )
  return ({ lag, quarantine }, at) => {
    outbox.set(lag.outbox / 1_000)
    due.set(lag.dueOverdue)
    dueLate.set(lag.dueLate / 1_000)
    dueFailed.set(lag.dueFailed)
    webhooks.set(lag.webhooksWaiting)
    webhooksLate.set(lag.webhooksLate / 1_000)
    unread.set({ feed: 'webhooks' }, lag.webhooksUnread / 1_000)
    unread.set({ feed: 'pushes' }, lag.pushesUnread / 1_000)
    waiting.set(quarantine.waiting)
    bytes.set(quarantine.bytes)
    heartbeat.set(at / 1_000)
  }
}

function addCache(registry: Registry, figures: () => CacheFigures): void {
  readBy(registry, 'outcome', 'tiefen_cache_lookups_total', 'Lookups of people in the memory of this node', () => {
    const { hits, misses } = figures()
    return { hit: hits, miss: misses }
  })
  read(registry, 'gauge', 'tiefen_cache_entries', 'People in the memory of this node', () => figures().entries)
  const help = 'Batches that met a write of another node and ran again on fresh rows'
  read(registry, 'counter', 'tiefen_batch_conflicts_total', help, () => figures().conflicts)
}

function addBus(registry: Registry, figures: () => BusFigures): void {
  if (figures().link === 'none') return
  const connected = '1: hints reach the other nodes; 0: the broker is away and nodes poll'
  read(registry, 'gauge', 'tiefen_bus_connected', connected, () => (figures().link === 'connected' ? 1 : 0))
  const hints = 'Hints between nodes: sent, heard, dropped because the broker was away'
  readBy(registry, 'way', 'tiefen_bus_hints_total', hints, () => {
    const { sent, heard, dropped } = figures()
    return { sent, heard, dropped }
  })
  const times = 'Times the broker was reached, the first included'
  read(registry, 'counter', 'tiefen_bus_connections_total', times, () => figures().connections)
}
