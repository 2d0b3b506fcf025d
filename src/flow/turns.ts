import type { Waiting, Work } from './isolate.ts'
import type { Lane } from './lane.ts'

/**
 * Whose turn it is. Where much waits, every lane runs a transaction of its own, so that one waits for the store while another decides. Where
 * little waits, one transaction takes what waits in all lanes: its statements cost the same for ten events as for one, and one by one at 64
 * connections comes out half as fast again (docs/performance.md).
 */
export interface Turns {
  /** Resolves when the work is committed. @param lane its place among the lanes */
  run(lane: number, work: Work): Promise<void>
}

export interface TurnsOptions {
  readonly lanes: readonly Lane[]
  /** over all lanes' people */
  readonly joint: Lane
  /** events of one transaction */
  readonly batchEventsMost: number
  /** up to so many waiting events are taken together; 0: never */
  readonly jointEventsMost: number
}

/** Work in its queue. */
interface Queued extends Waiting {
  readonly lane: number
  /** order of arrival */
  readonly turn: number
}

/** Hands work to lanes; a lane has one transaction under way at most, and none while all are taken together. */
export function createTurns({ lanes, joint, batchEventsMost, jointEventsMost }: TurnsOptions): Turns {
  const queues: Queued[][] = lanes.map(() => [])
  const busy = lanes.map(() => false)
  let waitingEvents = 0
  let turns = 0
  let scheduled = false
  let together = false
  /** transactions under way; those that are large */
  let running = 0
  let large = 0

  const take = (queue: Queued[], sizeMost: number): Queued[] => {
    const [first] = queue
    if (first === undefined) return []
    let count = 0
    let events = 0
    for (const work of queue) {
      const size = work.items.length
      if (count > 0 && (work.history !== first.history || events + size > sizeMost)) break
      events += size
      count += 1
    }
    waitingEvents -= events
    return queue.splice(0, count)
  }

  const perform = async (lane: Lane, works: readonly Queued[]): Promise<void> => {
    const isLarge = works.reduce((events, { items }) => events + items.length, 0) > jointEventsMost
    running += 1
    if (isLarge) large += 1
    await lane.perform(works)
    running -= 1
    if (isLarge) large -= 1
  }

  const startLane = (index: number): void => {
    const lane = lanes[index]
    const works = take(queues[index] ?? [], batchEventsMost)
    if (lane === undefined || works.length === 0) return
    busy[index] = true
    void perform(lane, works).then(() => {
      busy[index] = false
      next()
    })
  }

  /** What waits everywhere, in order of arrival; history and the rest take turns. */
  const startJoint = (): void => {
    const all = queues.flatMap((queue) => queue.splice(0)).sort((a, b) => a.turn - b.turn)
    const works = take(all, batchEventsMost)
    for (const work of all) queues[work.lane]?.push(work)
    if (works.length === 0) return
    together = true
    void perform(joint, works).then(() => {
      together = false
      next()
    })
  }

  const next = (): void => {
    if (together) return
    if (waitingEvents > jointEventsMost || large > 0)
      queues.forEach((_queue, index) => !busy[index] && startLane(index))
    // small transactions end soon: those who wait for them go together then
    else if (running === 0) startJoint()
  }

  return {
    run: (lane, work) =>
      new Promise((resolve, fail) => {
        queues[lane]?.push({ ...work, lane, turn: turns++, resolve, fail })
        waitingEvents += work.items.length
        // one turn of the loop lets calls that came together share a commit
        if (scheduled) return
        scheduled = true
        setImmediate(() => {
          scheduled = false
          next()
        })
      }),
  }
}
