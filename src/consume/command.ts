import { readFile } from 'node:fs/promises'
import type { App } from '../ports/app.ts'
import { Fault } from '../ports/db.ts'
import { DeliveryBroken, type EventStream, type StreamFacts } from '../ports/event-stream.ts'
import type { Log } from '../ports/log.ts'
import { adviceOn } from './advice.ts'
import { hashOf } from './batch.ts'
import { settleIncidents } from './incidents.ts'
import { goneIncident, judgeStream } from './judge.ts'
import { USAGE, UsageProblem, wishOf, type ConsumeWish } from './options.ts'
import { ABSENT_MOST, runConsumer, waitBefore } from './run.ts'
import type { Ending } from './reader.ts'
import { statusText } from './status.ts'
import { claimConsumer, Fenced, keepIncidents, readConsumers, type Consumer } from './store.ts'

/** An open store with the batch engine over it, as `wire.ts` makes one. */
export interface ConsumeStore {
  readonly app: Pick<App, 'ingest' | 'db'>
  close(): Promise<void>
}

/** What the command needs of the program around it. */
export interface ConsumeParts {
  openStore(): Promise<ConsumeStore>
  /** Connects, trying again until it can or `signal` fires (null); a UsageProblem says that no broker is configured. */
  openStream(stream: string, subject: string, signal: AbortSignal): Promise<EventStream | null>
  readonly log: Log
  readonly out: (text: string) => void
  readonly say: (text: string) => void
  readonly signal: AbortSignal
}

/** Exit codes, as in USAGE. */
const EXIT = { done: 0, failed: 1, usage: 2, changed: 3, fenced: 4 } as const

const HMAC_KEY_BYTES_LEAST = 16

/** What must be put right before reading can begin, in words. */
class SetupProblem extends Error {}

async function readKeys(file: string | null): Promise<Buffer[]> {
  if (file === null) return []
  const content = await readFile(file, 'utf8').catch(() => null)
  if (content === null) throw new SetupProblem(`there is no file ${file}`)
  const keys = content
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'utf8'))
  if (keys.length === 0 || keys.some((key) => key.length < HMAC_KEY_BYTES_LEAST))
    throw new SetupProblem(`${file}: one key a line, ${HMAC_KEY_BYTES_LEAST} characters or more`)
  return keys
}

/** The stream as the broker tells it; one that is not there may still be on its way while a broker starts. */
async function lookAt(stream: EventStream, known: boolean, { log, signal }: ConsumeParts): Promise<StreamFacts | null> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const facts = await stream.facts()
      if (facts !== null || failures >= (known ? ABSENT_MOST : 0)) return facts
    } catch (error) {
      if (!(error instanceof DeliveryBroken)) throw error
      log.warn({ err: error }, 'consume: the broker does not answer')
    }
    await waitBefore(failures, signal)
  }
  return null
}

function heed(facts: StreamFacts, log: Log): void {
  for (const { kind, words } of adviceOn(facts)) {
    if (kind === 'refuse') throw new SetupProblem(words)
    log.warn({ stream: facts.name }, `consume: ${words}`)
  }
}

const GO_ON =
  '确认后用 --accept-new-stream 从头读取(已生效的事件不会重复计入) · when you know why: --accept-new-stream reads it from its first message; what was ' +
  'applied before counts once'

/** Looks at the stream and takes the name over, or says why not. */
async function begin(
  wish: ConsumeWish,
  { app }: ConsumeStore,
  stream: EventStream,
  parts: ConsumeParts,
): Promise<Consumer | Ending> {
  const { durable, subject } = wish
  const [kept] = await readConsumers(app.db, durable)
  if (kept !== undefined && (kept.stream !== wish.stream || kept.subject !== subject))
    throw new SetupProblem(
      `--durable ${durable} reads ${kept.stream} ${kept.subject === '' ? '>' : kept.subject}: give what reads something else another name`,
    )
  const facts = await lookAt(stream, kept !== undefined, parts)
  if (parts.signal.aborted) return { kind: 'stopped' }
  if (facts === null) return absent(wish, kept, app)
  heed(facts, parts.log)
  const { firstSeq, lastSeq, created } = facts
  // what a stream dropped before it was ever read is no loss of ours
  const startBehind = Math.max(0, firstSeq - 1)
  const claim = {
    durable,
    stream: wish.stream,
    subject,
    streamCreated: created,
    startBehind,
    first: firstSeq,
    last: lastSeq,
  }
  if (kept === undefined) return claimConsumer(app.db, { ...claim, anew: false })
  const found = kept.position === 0 ? null : await stream.messageAt(kept.position)
  const verdict = judgeStream(kept, facts, found === null ? null : hashOf(found))
  if (verdict.kind === 'same') return claimConsumer(app.db, { ...claim, anew: false })
  await keepIncidents(app.db, kept, [verdict])
  return wish.acceptNewStream
    ? claimConsumer(app.db, { ...claim, anew: true })
    : { kind: 'changed', words: `${verdict.words}\n${GO_ON}` }
}

async function absent(wish: ConsumeWish, kept: Consumer | undefined, app: ConsumeStore['app']): Promise<Ending> {
  if (kept === undefined) throw new SetupProblem(`消息流不存在 · there is no stream ${wish.stream}`)
  const gone = goneIncident(kept)
  await keepIncidents(app.db, kept, [gone])
  return { kind: 'changed', words: gone.words }
}

async function consume(wish: ConsumeWish, parts: ConsumeParts): Promise<number> {
  const keys = await readKeys(wish.keyFile)
  const store = await parts.openStore()
  try {
    const stream = await parts.openStream(wish.stream, wish.subject, parts.signal)
    if (stream === null) return EXIT.done
    try {
      const begun = await begin(wish, store, stream, parts)
      const { app } = store
      const { log, signal } = parts
      const ending =
        'kind' in begun ? begun : await runConsumer({ ...wish, app, stream, consumer: begun, keys, log, signal })
      parts.out(await statusText(app.db, wish.durable))
      if (!('words' in ending)) return EXIT.done
      parts.say(`${ending.words}\n`)
      return EXIT.changed
    } finally {
      await stream.close()
    }
  } finally {
    await store.close()
  }
}

/**
 * `tiefen consume`: a stream of a broker as a source of events.
 * @param argv what follows `consume`
 * @returns the exit code
 */
export async function consumeCommand(argv: readonly string[], parts: ConsumeParts): Promise<number> {
  try {
    const wish = wishOf(argv)
    if (wish.kind === 'help') {
      parts.out(USAGE)
      return EXIT.done
    }
    if (wish.kind === 'consume') return await consume(wish, parts)
    const store = await parts.openStore()
    try {
      if (wish.kind === 'settle')
        return (await settleIncidents(wish, { app: store.app, out: parts.out })) ? EXIT.done : EXIT.failed
      parts.out(await statusText(store.app.db, wish.durable))
    } finally {
      await store.close()
    }
    return EXIT.done
  } catch (error) {
    if (error instanceof UsageProblem || error instanceof SetupProblem) {
      parts.say(`${error.message}\n${error instanceof UsageProblem ? `\n${USAGE}` : ''}`)
      return EXIT.usage
    }
    if (!(error instanceof Fault)) throw error
    parts.say(`${error.message}\n`)
    return error instanceof Fenced ? EXIT.fenced : EXIT.failed
  }
}
