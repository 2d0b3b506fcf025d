import type { App } from '../ports/app.ts'
import type { Db } from '../ports/db.ts'
import type { Tracing } from '../ports/tracing.ts'
import type { WebhookSender } from '../ports/webhook-sender.ts'

/** A store whose transactions are spans, with the number of times each had to run. */
export const tracedDb = (db: Db, tracing: Tracing): Db => ({
  ...db,
  transaction: (work) =>
    tracing.run(
      'transaction',
      (span) => {
        let attempts = 0
        return db.transaction((tx) => {
          span.set('tiefen.attempts', (attempts += 1))
          return work(tx)
        })
      },
      { kind: 'client', attributes: { 'db.system.name': db.kind === 'pglite' ? 'pglite' : 'postgresql' } },
    ),
})

/**
 * Calls of `ingest` as spans: from the call to its answer, the wait for a batch included. The batch gathers many calls, so it runs outside their traces and is
 * recorded as a trace of its own when it has committed.
 */
export const tracedIngest =
  (ingest: App['ingest'], tracing: Tracing): App['ingest'] =>
  (events, options) =>
    tracing.run('ingest', () => tracing.outside(() => ingest(events, options)), {
      attributes: { 'tiefen.events': events.length },
    })

/** A sender whose deliveries are spans; the address is told by its host alone. */
export const tracedSender = (sender: WebhookSender, tracing: Tracing): WebhookSender => ({
  ...sender,
  send: (request, signal) =>
    tracing.run(
      'webhook delivery',
      async (span) => {
        const outcome = await sender.send(request, signal)
        span.set('tiefen.webhook.outcome', outcome.error ?? 'delivered')
        if (outcome.status !== null) span.set('http.response.status_code', outcome.status)
        return outcome
      },
      { root: true, kind: 'client', attributes: { 'server.address': new URL(request.url).hostname } },
    ),
})

/** A sender that tells what came of each delivery: `delivered` or the error, and how long it took in seconds. */
export const countedSender = (
  sender: WebhookSender,
  count: (outcome: string, seconds: number) => void,
): WebhookSender => ({
  ...sender,
  async send(request, signal) {
    const outcome = await sender.send(request, signal)
    if (outcome.error !== 'aborted') count(outcome.error ?? 'delivered', outcome.milliseconds / 1_000)
    return outcome
  },
})
