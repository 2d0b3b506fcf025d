import * as api from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { Tracing } from '../ports/tracing.ts'
import { realNow } from './system-clock.ts'

/** Which process the spans come from. */
export interface TracingOptions {
  readonly version: string
  readonly nodeId: string
}

/** Spans waiting to be sent; beyond, new ones are dropped: a collector that is away costs memory up to here and no time. */
const SPANS_WAITING_MOST = 4_096

/**
 * OpenTelemetry over OTLP/HTTP. This module holds the SDK and is itself loaded only where traces are wanted: without them the server never reads it.
 * Endpoint, headers, sampler and service name come from the OTEL_… variables of the environment, as everywhere.
 */
export function startTracing({ version, nodeId }: TracingOptions): Tracing {
  const own = { 'service.name': 'tiefen', 'service.version': version, 'service.instance.id': nodeId }
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(own))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { maxQueueSize: SPANS_WAITING_MOST })],
  })
  // AsyncLocalStorage for the context, W3C headers for what comes from outside
  provider.register()
  const tracer = provider.getTracer('tiefen', version)
  const kinds = { internal: api.SpanKind.INTERNAL, client: api.SpanKind.CLIENT } as const

  const fail = (span: api.Span, error: unknown): void => {
    span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
    span.setStatus({ code: api.SpanStatusCode.ERROR })
  }
  return {
    run(name, work, { root = false, kind = 'internal', attributes = {} } = {}) {
      const parent: api.Context = root ? api.ROOT_CONTEXT : api.context.active()
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...attributes } }, parent)
      return api.context.with(api.trace.setSpan(parent, span), async () => {
        try {
          return await work({ set: (key, value) => void span.setAttribute(key, value) })
        } catch (error) {
          fail(span, error)
          throw error
        } finally {
          span.end()
        }
      })
    },
    record(name, milliseconds, attributes) {
      const end = realNow()
      tracer
        .startSpan(name, { startTime: end - milliseconds, attributes: { ...attributes } }, api.ROOT_CONTEXT)
        .end(end)
    },
    outside: (work) => api.context.with(api.ROOT_CONTEXT, work),
    request(headers, attributes) {
      const came = api.propagation.extract(api.ROOT_CONTEXT, headers)
      const span = tracer.startSpan('request', { kind: api.SpanKind.SERVER, attributes: { ...attributes } }, came)
      const inside = api.trace.setSpan(came, span)
      return {
        within: (work) => api.context.with(inside, work),
        done(name, more) {
          span.updateName(name)
          span.setAttributes(more as api.Attributes)
          if (Number(more['http.response.status_code']) >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    async close() {
      await provider.shutdown()
      for (const part of [api.trace, api.context, api.propagation]) part.disable()
    },
  }
}
