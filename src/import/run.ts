import { csvEvents, type EventReader, type LineListener } from './csv-events.ts'
import { jsonEvents } from './json-events.ts'
import { openLines } from './lines.ts'
import type { ImportMap } from './map.ts'
import type { OutEvent } from './out-event.ts'
import type { Progress, ProgressState } from './progress.ts'
import { addTallies, copyTally, emptyTally, linesOf, noteLine, noteResults, type Tally } from './tally.ts'
import type { Checkpoint, ImportTarget } from './target.ts'

/** Bytes of events in one batch, about: a call to a server takes at most 8 MB. */
const BATCH_BYTES_MOST = 4_000_000

export interface RunOptions {
  readonly file: string
  /** null: NDJSON */
  readonly map: ImportMap | null
  readonly ownerId: string
  /** what this import is called in the store: the same for the same file, map and owner */
  readonly key: string
  readonly batchEvents: number
  readonly target: ImportTarget
  readonly progress: Progress
  /** true once the process was asked to stop; the batch under way is finished */
  readonly stopped: () => boolean
}

/** What is told of returns beside the fate of their lines; minor units. */
export interface ReturnFigures {
  readonly left: Readonly<Record<string, { lines: number; amount: number }>>
  readonly overpaid: number
}

export interface ImportOutcome {
  readonly read: number
  readonly tally: Tally
  readonly returns: ReturnFigures
  readonly repeated: { readonly lines: number; readonly amount: number }
  readonly backwards: number
  readonly membersBefore: number
  readonly resumedAt: number
  readonly events: number
  /** false: asked to stop before the end */
  readonly complete: boolean
}

/** What the file itself said so far. */
interface FileFigures {
  readonly tally: Tally
  readonly left: Record<string, { lines: number; amount: number }>
  overpaid: number
  repeatedLines: number
  repeatedAmount: number
}

const listenerOf = (figures: FileFigures): LineListener => ({
  left: (line, code, text) => noteLine(figures.tally, line, code, text),
  returnLeft(code, amount) {
    const known = (figures.left[code] ??= { lines: 0, amount: 0 })
    known.lines += 1
    known.amount += amount
  },
  overpaid: (amount) => void (figures.overpaid += amount),
  repeated(amount) {
    figures.repeatedLines += 1
    figures.repeatedAmount += amount
  },
})

/**
 * Takes a file through the engine: reads on while a batch commits, goes on where an earlier run of the same file stopped, and gives every line
 * one fate. The events of a file are the same at every run, so a position is all that must be kept.
 */
export async function runImport(options: RunOptions): Promise<ImportOutcome> {
  const { target, key, progress } = options
  const source = await openLines(options.file, options.map?.encoding ?? 'utf-8')
  const figures: FileFigures = { tally: emptyTally(), left: {}, overpaid: 0, repeatedLines: 0, repeatedAmount: 0 }
  const listener = listenerOf(figures)
  const reader: EventReader =
    options.map === null ? jsonEvents(options.ownerId, listener) : csvEvents(options.map, options.ownerId, listener)
  const kept = await target.resume(key)
  const resumed = kept !== null && !kept.finished ? kept : null
  const sender = createSender(options, resumed ?? (await begin(target, key, options.ownerId)))

  const state = (): ProgressState => {
    const read = source.bytesRead()
    const part = source.totalBytes === 0 ? 1 : read / source.totalBytes
    return {
      lines: linesOf(figures.tally) + linesOf(sender.answers()),
      linesExpected: part === 0 ? 0 : reader.read() / part,
    }
  }
  if (resumed !== null) progress.resumed(linesOf(resumed.answers))
  const takeAll = async (events: readonly OutEvent[]): Promise<void> => {
    for (const event of events) {
      await sender.add(event)
      if (options.stopped()) return
    }
    progress.show(state())
  }
  try {
    for await (const block of source.blocks) {
      await takeAll(reader.take(block, false))
      if (options.stopped()) break
    }
    if (!options.stopped()) await takeAll(reader.take([], true))
  } catch (error) {
    // what is under way still commits: the next run goes on behind it
    await sender.finish(false).catch(() => undefined)
    throw error
  }
  const complete = !options.stopped()
  await sender.finish(complete)
  progress.done(state())
  return {
    read: reader.read(),
    tally: addTallies(figures.tally, sender.answers()),
    returns: { left: figures.left, overpaid: figures.overpaid },
    repeated: { lines: figures.repeatedLines, amount: figures.repeatedAmount },
    backwards: reader.backwards(),
    membersBefore: sender.checkpoint().membersBefore,
    resumedAt: resumed?.position ?? 0,
    events: sender.checkpoint().position,
    complete,
  }
}

async function begin(target: ImportTarget, key: string, ownerId: string): Promise<Checkpoint> {
  const fresh: Checkpoint = {
    position: 0,
    answers: emptyTally(),
    membersBefore: await target.members(ownerId),
    finished: false,
  }
  await target.keep(key, fresh)
  return fresh
}

/** Gathers events into batches; one batch is under way while the next is being read. */
function createSender(options: RunOptions, from: Checkpoint) {
  const { target, key } = options
  let current = from
  let toSkip = from.position
  let batch: OutEvent[] = []
  let bytes = 0
  let underWay: Promise<void> = Promise.resolve()

  const send = async (events: readonly OutEvent[]): Promise<void> => {
    let reached = current
    await target.send(
      events.map((one) => one.event),
      key,
      (results) => {
        const answers = copyTally(current.answers)
        noteResults(answers, events, results)
        reached = { ...current, position: current.position + events.length, answers }
        return reached
      },
    )
    current = reached
  }
  const flush = async (): Promise<void> => {
    await underWay
    if (batch.length === 0) return
    underWay = send(batch)
    // it is awaited before the next batch; until then its failure is not yet ours
    underWay.catch(() => undefined)
    batch = []
    bytes = 0
  }

  return {
    answers: () => current.answers,
    checkpoint: () => current,
    async add(event: OutEvent): Promise<void> {
      if (toSkip > 0) {
        toSkip -= 1
        return
      }
      if (bytes + event.weight > BATCH_BYTES_MOST) await flush()
      batch.push(event)
      bytes += event.weight
      if (batch.length >= options.batchEvents) await flush()
    },
    async finish(complete: boolean): Promise<void> {
      if (complete) await flush()
      await underWay
      if (!complete) return
      current = { ...current, finished: true }
      await target.keep(key, current)
    },
  }
}
