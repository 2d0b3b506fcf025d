import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { EventResult } from '../contract/events.ts'
import type { Db } from '../ports/db.ts'

/** What is counted, in Prometheus form. */
export interface Metrics {
  /** One answered request; `route` is the path's pattern, so that ids never become labels. */
  request(method: string, route: string, status: number, seconds: number): void
  /** One committed batch of events. */
  batch(report: {
    readonly events: number
    readonly results: readonly EventResult[]
    readonly milliseconds: number
  }): void
  /** Where to read the number of open streams. */
  streams(count: () => number): void
  /** Where to read the number of events that wait for a commit. */
  queue(count: () => number): void
  readonly contentType: string
  text(): Promise<string>
}

const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const BATCH_BUCKETS = [1, 5, 10, 50, 100, 500, 1_000, 2_500, 5_000]

/** `processMetrics` adds memory, CPU, garbage collection and event loop of this process. */
export function createMetrics(options: {
  readonly db: Pick<Db, 'statements'>
  readonly processMetrics: boolean
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (options.processMetrics) collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'tiefen_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const events = new Counter({
    name: 'tiefen_events_total',
    help: 'Events by what became of them, and why',
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
    name: 'tiefen_batch_seconds',
    help: 'Time from load to commit',
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const statements = new Counter({
    name: 'tiefen_store_statements_total',
    help: 'Statements sent to the store',
    registers,
    collect() {
      this.reset()
      this.inc(options.db.statements())
    },
  })
  void statements
  let countQueue = (): number => 0
  const queue = new Gauge({
    name: 'tiefen_events_queued',
    help: 'Events waiting for a commit or under way',
    registers,
    collect() {
      this.set(countQueue())
    },
  })
  void queue
  let countStreams = (): number => 0
  const streams = new Gauge({
    name: 'tiefen_stream_clients',
    help: 'Open live streams',
    registers,
    collect() {
      this.set(countStreams())
    },
  })
  void streams
  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    batch(report) {
      sizes.observe(report.events)
      durations.observe(report.milliseconds / 1_000)
      for (const { status, code } of report.results) events.inc({ status, code: code ?? '' })
    },
    streams(count) {
      countStreams = count
    },
    queue(count) {
      countQueue = count
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
