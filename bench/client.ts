import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Sending } from './client-process.ts'

/** Clients of HTTP in a process of their own, so that their work is not counted as the server's. */
export interface HttpClient {
  /** Gives the order over, which costs this process; the returned function has it sent. */
  prepare(order: Sending): Promise<() => Promise<Answers>>
  /** Both in one, where the answers tell the time themselves. */
  send(order: Sending): Promise<Answers>
  stop(): void
}

/** ms of each call, as they ended; each call's status, as they were given. */
export interface Answers {
  readonly latencies: number[]
  readonly statuses: number[]
  /** from the first request to the last answer, connections standing */
  readonly seconds: number
}

/** Starts the clients' process, from the bundle that scripts/bench.mjs makes. */
export function startClient(): HttpClient {
  const child: ChildProcess = fork(fileURLToPath(new URL('./client-process.js', import.meta.url)), [], {
    serialization: 'advanced',
  })
  const tell = async (message: Sending | 'go'): Promise<Answers | 'ready'> => {
    child.send(message)
    const [answer] = (await once(child, 'message')) as [Answers | 'ready' | { readonly failed: string }]
    if (answer !== 'ready' && 'failed' in answer) throw new Error(answer.failed)
    return answer
  }
  const prepare = async (order: Sending): Promise<() => Promise<Answers>> => {
    await tell(order)
    return async () => (await tell('go')) as Answers
  }
  return {
    prepare,
    send: async (order) => (await prepare(order))(),
    stop: () => void child.kill(),
  }
}
