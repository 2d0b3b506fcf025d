import type { ShopLine } from './shop-line.ts'
import type { LineCode } from './words.ts'

/** An order or a return: the lines of one number. */
export interface ShopDocument {
  readonly kind: ShopLine['kind']
  readonly id: string
  readonly userId: string
  /** UTC ms, of its earliest line */
  at: number
  readonly firstLine: number
  lastLine: number
  readonly lines: ShopLine[]
}

/** With a file in time order: an order is complete when this many lines went by without one of its own. */
const HOLD_LINES = 20_000
const LOOK_EVERY_LINES = 2_000

/**
 * Gathers lines into orders and returns, and lets them go oldest first: levels of a day are judged from the days before (TASK-3), so an order
 * that leaves too early or too late would earn under a wrong cap. In a file said to be in time order only the last lines are held; one line
 * with a wrong date then delays nothing for long and moves nothing else. Otherwise all is held to the end.
 */
export function createGrouper(options: { readonly inTimeOrder: boolean; readonly dropRepeated: boolean }) {
  const open = new Map<string, ShopDocument>()
  const gone = new Set<string>()
  let closed: ShopDocument[] = []
  let lookedAt = 0
  let lastLeft = -Infinity
  let backwards = 0

  const release = (ready: ShopDocument[]): ShopDocument[] => {
    ready.sort((a, b) => a.at - b.at || a.firstLine - b.firstLine)
    for (const document of ready) {
      if (document.at < lastLeft) backwards += 1
      else lastLeft = document.at
    }
    return ready
  }

  return {
    /** Takes a line; a code when it cannot belong to its order. */
    add(line: ShopLine): LineCode | null {
      const key = `${line.kind}:${line.orderId}`
      const document = open.get(key)
      if (document === undefined) {
        if (gone.has(key)) return 'order_closed'
        open.set(key, {
          kind: line.kind,
          id: line.orderId,
          userId: line.userId,
          at: line.at,
          firstLine: line.line,
          lastLine: line.line,
          lines: [line],
        })
        return null
      }
      if (document.userId !== line.userId) return 'other_customer'
      if (options.dropRepeated && document.lines.some((other) => isSame(other, line))) return 'repeated_line'
      document.lines.push(line)
      document.lastLine = line.line
      document.at = Math.min(document.at, line.at)
      return null
    },
    /** What is complete once the file was read to `lineNumber`. */
    ready(lineNumber: number): ShopDocument[] {
      if (!options.inTimeOrder || lineNumber - lookedAt < LOOK_EVERY_LINES) return []
      lookedAt = lineNumber
      let oldestOpen = Infinity
      for (const [key, document] of open) {
        if (document.lastLine >= lineNumber - HOLD_LINES) oldestOpen = Math.min(oldestOpen, document.at)
        else {
          closed.push(document)
          open.delete(key)
          gone.add(key)
        }
      }
      const leaving = closed.filter((document) => document.at <= oldestOpen)
      closed = closed.filter((document) => document.at > oldestOpen)
      return release(leaving)
    },
    /** Everything that is left, at the end of the file. */
    rest(): ShopDocument[] {
      const all = [...closed, ...open.values()]
      closed = []
      open.clear()
      return release(all)
    },
    /** Documents that left after a younger one: their lines came too late in a file said to be in time order. */
    backwards: () => backwards,
  }
}

const isSame = (a: ShopLine, b: ShopLine): boolean =>
  a.productId === b.productId &&
  a.quantity === b.quantity &&
  a.amount === b.amount &&
  a.at === b.at &&
  a.lineId === b.lineId
