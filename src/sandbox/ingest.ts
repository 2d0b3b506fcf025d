import { isRejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { clockInput, clockView } from '../contract/views.ts'
import { fromInstant, toInstant } from '../lib/time.ts'

const setClock = route({
  name: 'putSandboxClock',
  method: 'PUT',
  path: '/v1/sandbox/clock',
  tag: 'sandbox',
  summary: 'Move the sandbox clock forward; what falls due on the way is done, in order, before the answer',
  clauses: ['PLT-5'],
  access: { kind: 'platform' },
  sandboxOnly: true,
  body: clockInput,
  answer: clockView,
  handle: async (app, { body }) => {
    const set = await app.setClock({ now: fromInstant(body.now), rate: body.rate ?? 0 })
    return isRejection(set) ? set : { now: toInstant(set.now), rate: set.rate }
  },
})

const getClock = route({
  name: 'getSandboxClock',
  method: 'GET',
  path: '/v1/sandbox/clock',
  tag: 'sandbox',
  summary: 'What the sandbox clock shows',
  clauses: ['PLT-5'],
  access: { kind: 'any' },
  sandboxOnly: true,
  answer: clockView,
  handle: async (app) => ({ now: toInstant(await app.clock.now()), rate: await app.clockRate() }),
})

/** Routes of the sandbox clock. */
export const sandboxRoutes: readonly Route[] = [setClock, getClock]
