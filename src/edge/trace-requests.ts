import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tracing } from '../ports/tracing.ts'

/** Every request is a span, named by its method and its route's pattern: addresses hold ids. */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, ReturnType<Tracing['request']>>()
  server.addHook('onRequest', (request, _reply, done) => {
    const span = tracing.request(request.headers, {
      'http.request.method': request.method,
      'url.scheme': request.protocol,
    })
    spans.set(request, span)
    span.within(done)
  })
  // the parsers call back from the socket's own context
  server.addHook('preValidation', (request, _reply, done) => spans.get(request)?.within(done))
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url
    spans.get(request)?.done(`${request.method} ${route ?? 'none'}`, {
      'http.response.status_code': reply.statusCode,
      ...(route === undefined ? {} : { 'http.route': route }),
      ...(reply.problemCode === null ? {} : { 'tiefen.problem': reply.problemCode }),
    })
    done()
  })
}
