import { z } from 'zod'
import { reject } from '../contract/rejections.ts'
import { edgeRoute } from './mount.ts'
import type { EdgeRoute } from './mount.ts'
import { storeAnswers } from './store.ts'

const tag = 'running'
const open = { kind: 'open' } as const
const ok = z.object({ status: z.literal('ok') })
/** `bus`: `away` does not make a node unready, it polls meanwhile; `none`: no bus is set. */
const readyView = ok.extend({ bus: z.enum(['none', 'connected', 'away']) })

const health = edgeRoute({
  name: 'getHealth',
  method: 'GET',
  path: '/healthz',
  tag,
  summary: 'The process is alive',
  clauses: [],
  access: open,
  answer: ok,
  unlimited: true,
  handle: () => Promise.resolve({ status: 'ok' }),
})

const ready = edgeRoute({
  name: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  tag,
  summary: 'The store answers and the server is not stopping; says how the bus to the other nodes stands',
  clauses: [],
  access: open,
  answer: readyView,
  unlimited: true,
  async handle(app, _input, { services }) {
    // Whatever the store throws: it is not ready, and this call says so in words.
    const answers = !services.stopping() && (await storeAnswers(app.db).catch(() => false))
    return answers ? { status: 'ok', bus: services.busLink() } : reject('unavailable')
  },
})

const metrics = edgeRoute({
  name: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  tag,
  summary: 'Measurements in Prometheus form',
  clauses: [],
  access: { kind: 'platform' },
  answer: z.string(),
  answersAs: 'text/plain',
  async handle(_app, _input, { services, reply }) {
    void reply.type(services.metrics.contentType).send(await services.metrics.text())
    return undefined
  },
})

const openApi = edgeRoute({
  name: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  tag,
  summary: 'This document',
  clauses: ['PLT-3'],
  access: open,
  answer: z.string(),
  answersAs: 'application/json',
  async handle(_app, _input, { services, request, reply }) {
    const { text, etag } = services.openApi()
    void reply.header('etag', etag).header('cache-control', 'no-cache').type('application/json; charset=utf-8')
    void (request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(text))
    return undefined
  },
})

export const healthRoutes: readonly EdgeRoute[] = [health, ready, metrics, openApi]
