import type { Bus } from '../ports/bus.ts'

/**
 * A bus inside one process: each call of what it returns joins one node. A node that joins alone has nobody to tell, which is how a node runs
 * without NATS; several are for tests and for whoever embeds them.
 */
export function createMemoryBus(): () => Bus {
  const nodes = new Set<() => void>()
  return () => {
    const listeners = new Set<() => void>()
    let sent = 0
    let heard = 0
    const hear = (): void => {
      heard += 1
      for (const listener of listeners) listener()
    }
    nodes.add(hear)
    return {
      hint() {
        if (nodes.size === 1 || !nodes.has(hear)) return
        sent += 1
        for (const node of nodes) if (node !== hear) node()
      },
      onHint(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      figures: () => ({ link: nodes.size === 1 ? 'none' : 'connected', sent, heard, dropped: 0, connections: 1 }),
      close() {
        nodes.delete(hear)
        listeners.clear()
        return Promise.resolve()
      },
    }
  }
}
