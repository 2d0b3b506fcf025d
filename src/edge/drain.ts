import type { FastifyInstance } from 'fastify'
import { edgeLimits } from './settings.ts'

const LOOK_MS = 25

/**
 * Makes `close()` end in bounded time: as soon as every accepted request is answered the open connections are let go, idle ones as well as those
 * that never asked anything (Node waits a minute for these); after `stopSeconds` whatever is still under way is cut.
 */
export function drainOnClose(server: FastifyInstance, realNow: () => number): void {
  let underWay = 0
  let look: NodeJS.Timeout | undefined
  server.addHook('onRequest', async (_request, reply) => {
    underWay += 1
    reply.raw.once('close', () => {
      underWay -= 1
    })
  })
  server.addHook('preClose', async () => {
    const deadline = realNow() + edgeLimits.stopSeconds * 1_000
    look = setInterval(() => {
      if (underWay === 0 || realNow() >= deadline) server.server.closeAllConnections()
    }, LOOK_MS)
  })
  server.addHook('onClose', async () => clearInterval(look))
}
