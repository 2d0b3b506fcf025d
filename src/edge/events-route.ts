import { z } from 'zod'
import { eventAnswer } from '../contract/events.ts'
import { reject } from '../contract/rejections.ts'
import { malformed } from './json.ts'
import { edgeRoute } from './mount.ts'
import { edgeLimits } from './settings.ts'

/** Media types of POST /v1/events; the shape of the body says whether it is one event or a batch. */
export const eventMediaTypes = [
  'application/json',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
] as const

/** Events in (api.md). Only the size of the batch is checked here: each event is judged by itself, in the engine. */
export const eventsRoute = edgeRoute({
  name: 'sendEvents',
  method: 'POST',
  path: '/v1/events',
  tag: 'events',
  summary: 'One CloudEvent or a batch of up to 5 000; answers after the commit, results in the order sent',
  clauses: ['TASK-10', 'PLT-2'],
  access: { kind: 'platform' },
  query: z.object({ mode: z.enum(['history']).optional() }),
  answer: eventAnswer,
  rawEvents: true,
  async handle(app, { body, query, subject }, { request }) {
    const history = query.mode === 'history'
    if (history && subject.role !== 'platform') return reject('forbidden')
    const batch: unknown = body
    if (typeof batch !== 'object' || batch === null)
      return malformed([{ path: 'body', message: 'A CloudEvent or an array of them' }])
    const events: readonly unknown[] = Array.isArray(batch) ? batch : [batch]
    if (events.length > edgeLimits.batchEvents) return reject('batch_too_large')
    return app.ingest(events, { history, bytes: request.bodyBytes })
  },
})
