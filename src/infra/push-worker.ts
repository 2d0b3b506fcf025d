import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { PushBatch, PushOutcome } from '../ports/push-sender.ts'
import { outsidePolicy } from './outside-address.ts'
import type { VapidKeys } from './push-crypto.ts'
import { realNow } from './system-clock.ts'
import { createWebPush } from './web-push.ts'

/** Encrypting and sending in a thread of its own: a push costs about 0.2 ms of computing, and the node's own thread answers people. */

export interface PushThreadData {
  readonly sandbox: boolean
  readonly networks: readonly string[]
  readonly keys: VapidKeys
  readonly contact: string
  readonly timeoutMilliseconds: number
  readonly atOnce: number
}

export type PushThreadRequest =
  | { readonly kind: 'send'; readonly id: number; readonly batch: PushBatch }
  | { readonly kind: 'stop'; readonly id: number }

export interface PushThreadAnswer {
  readonly id: number
  readonly outcomes: readonly PushOutcome[]
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  const { sandbox, networks, ...options } = workerData as PushThreadData
  const push = createWebPush({ ...options, policy: outsidePolicy(sandbox, networks), now: realNow })
  const running = new Map<number, AbortController>()
  port.on('message', (request: PushThreadRequest) => {
    if (request.kind === 'stop') return running.get(request.id)?.abort()
    const stop = new AbortController()
    running.set(request.id, stop)
    void push.send(request.batch, stop.signal).then((outcomes) => {
      running.delete(request.id)
      port.postMessage({ id: request.id, outcomes } satisfies PushThreadAnswer)
    })
  })
}
