import type { NodeFigures, OperationsView } from '../contract/operations.ts'
import type { Db } from '../ports/db.ts'
import { readHeld, readLag } from './read.ts'
import { beat, sayGoodbye } from './store.ts'
import { percentile, type Tally } from './tally.ts'

/** What a heartbeat reads of its node. */
export interface NodeReading {
  readonly queued: number
  readonly streamClients: number
  readonly streamsDropped: number
  readonly memoryBytes: number
}

export interface HeartbeatOptions {
  readonly db: Db
  readonly nodeId: string
  readonly version: string
  readonly tally: Tally
  /** UTC ms of the machine */
  readonly realNow: () => number
  /** UTC ms of decisions */
  readonly decisionNow: () => Promise<number>
  readonly read: () => NodeReading
  /** Hears what the store says about work that is behind. */
  readonly tell: (state: Pick<OperationsView, 'lag' | 'quarantine'>, at: number) => void
}

/** A node's word to the store that it lives and what it does; and the store's word to the node's metrics. */
export interface NodeHeart {
  /** The first word: from here on other nodes know of this one. */
  begin(): Promise<void>
  beat(): Promise<void>
  /** The last beat: this node stops on purpose. */
  goodbye(): Promise<void>
}

/** Makes the heart of one node; somebody else keeps the time. */
export function createHeart(options: HeartbeatOptions): NodeHeart {
  const { db, nodeId, version, tally, realNow } = options
  const write = async (): Promise<void> => {
    const at = realNow()
    const { queued, ...rest } = options.read()
    tally.queue(queued, at)
    const rates = tally.rates(at)
    const figures: NodeFigures = {
      eventsPerSecond: rates.events,
      batchesPerSecond: rates.batches,
      queued,
      ...rest,
      commitP99: percentile(tally.recentCommits(at), 0.99),
    }
    const minutes = tally.take(at)
    await beat(db, { nodeId, version, figures, minutes }).catch((error: unknown) => {
      tally.giveBack(minutes, at)
      throw error
    })
  }
  return {
    begin: write,
    async beat() {
      await write()
      options.tell({ lag: await readLag(db, await options.decisionNow()), quarantine: await readHeld(db) }, realNow())
    },
    async goodbye() {
      await write()
      await sayGoodbye(db, nodeId)
    },
  }
}
