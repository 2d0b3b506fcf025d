/** Values of a span's attributes: names of ours, counts and codes, never ids or texts of people. */
export type SpanValue = string | number | boolean

/** A piece of work under way. */
export interface Span {
  set(name: string, value: SpanValue): void
}

/** Traces, where an operator switched them on (OTEL_EXPORTER_OTLP_ENDPOINT or TIEFEN_OTEL); without it nothing is wrapped and nothing is loaded. */
export interface Tracing {
  /** Runs work inside a span: a child of the one under way, or the first of a new trace with `root`. Its error is told by its type. */
  run<T>(name: string, work: (span: Span) => Promise<T>, options?: SpanOptions): Promise<T>
  /** A piece of work that is over and took so long, as a trace of its own: what serves many requests at once belongs to none of them. */
  record(name: string, milliseconds: number, attributes: Readonly<Record<string, SpanValue>>): void
  /** Runs work outside every trace: what it starts belongs to nobody's request. */
  outside<T>(work: () => T): T
  /** A request that came with W3C headers `traceparent` and `tracestate`; `done` ends its span. `within` runs what belongs to it. */
  request(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    attributes: Readonly<Record<string, SpanValue>>,
  ): { within<T>(work: () => T): T; done(name: string, attributes: Readonly<Record<string, SpanValue>>): void }
  /** Sends what is left. */
  close(): Promise<void>
}

export interface SpanOptions {
  readonly root?: boolean
  readonly kind?: 'internal' | 'client'
  readonly attributes?: Readonly<Record<string, SpanValue>>
}
