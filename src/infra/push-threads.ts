import type { Worker } from 'node:worker_threads'
import type { Log } from '../ports/log.ts'
import type { PushBatch, PushOutcome, PushSender } from '../ports/push-sender.ts'
import type { PushThreadAnswer, PushThreadData, PushThreadRequest } from './push-worker.ts'
import { startThread } from './thread.ts'

interface Waiting {
  readonly count: number
  done(outcomes: readonly PushOutcome[]): void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

const stopped: PushOutcome = { result: 'stopped', status: null, retryAfter: null }

/**
 * Spreads batches over threads, made when the first is needed. A thread that ends takes nothing along but the answers: what it had counts as
 * stopped, and another takes its place.
 */
export function createPushThreads(count: number, data: PushThreadData, log: Log): PushSender {
  const threads: Thread[] = []
  let lastId = 0
  let closed = false

  function open(): Thread {
    const worker = startThread('push-worker', data)
    worker.unref()
    const thread: Thread = { worker, waiting: new Map() }
    const end = (why: string): void => {
      const place = threads.indexOf(thread)
      if (place >= 0) threads.splice(place, 1)
      if (!closed && thread.waiting.size > 0) log.error({ why }, 'a thread of pushes ended; what it had is sent again')
      for (const { count: targets, done } of thread.waiting.values())
        done(Array.from({ length: targets }, () => stopped))
      thread.waiting.clear()
    }
    worker.on('error', (error) => end(error.message))
    worker.on('exit', () => end('exit'))
    worker.on('message', ({ id, outcomes }: PushThreadAnswer) => {
      thread.waiting.get(id)?.done(outcomes)
      thread.waiting.delete(id)
    })
    threads.push(thread)
    return thread
  }

  /** The thread that has least to do; another one while there may be more. */
  function idlest(): Thread {
    const [first] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size)
    return first === undefined || (first.waiting.size > 0 && threads.length < count) ? open() : first
  }

  return {
    send(batch: PushBatch, stop: AbortSignal) {
      if (closed || stop.aborted) return Promise.resolve(batch.targets.map(() => stopped))
      const { worker, waiting } = idlest()
      lastId += 1
      const id = lastId
      return new Promise((resolve) => {
        const halt = (): void => worker.postMessage({ kind: 'stop', id } satisfies PushThreadRequest)
        stop.addEventListener('abort', halt, { once: true })
        waiting.set(id, {
          count: batch.targets.length,
          done(outcomes) {
            stop.removeEventListener('abort', halt)
            resolve(outcomes)
          },
        })
        worker.postMessage({ kind: 'send', id, batch } satisfies PushThreadRequest)
      })
    },
    async close() {
      closed = true
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
