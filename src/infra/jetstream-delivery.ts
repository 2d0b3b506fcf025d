import { createInbox } from '@nats-io/transport-node'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { DeliveryBroken, type Delivery, type StreamMessage } from '../ports/event-stream.ts'

/** One request for messages stands open so long. */
const PULL_MS = 20_000
/** With a request open the broker shows itself this often. */
const HEARTBEAT_MS = 3_000
/** Silence after which the delivery counts as broken. */
const SILENCE_MS = 10_000
/** Bytes of one request, unless a single message may be larger, and of what is handed out at once; with so many held nothing more is asked for. */
const PULL_BYTES = 8 * 1024 * 1024
const NANOS_PER_MS = 1_000_000
const ACK = '+ACK'

/** `$JS.ACK.{stream}.{consumer}.{deliveries}.{stream seq}.{consumer seq}.{time}.{pending}`, newer ones with a domain and an account before the stream. */
export function readReply(reply: string): { seq: number; deliverySeq: number; pending: number } | null {
  const tokens = reply.split('.')
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK' || (tokens.length !== 9 && tokens.length < 11)) return null
  const at = tokens.length === 9 ? 5 : 7
  const [seq = Number.NaN, deliverySeq = Number.NaN, , pending = Number.NaN] = tokens.slice(at, at + 4).map(Number)
  return Number.isSafeInteger(seq) && Number.isSafeInteger(deliverySeq) && Number.isSafeInteger(pending)
    ? { seq, deliverySeq, pending }
    : null
}

interface Held extends StreamMessage {
  readonly reply: string
}

/** How many of the first messages are at most `most` and `PULL_BYTES` together; one always is. */
function countWithin(held: readonly Held[], most: number): number {
  let bytes = 0
  const end = held.slice(0, most).findIndex(({ data }, index) => (bytes += data.length) > PULL_BYTES && index > 0)
  return end < 0 ? most : end
}

interface Place {
  readonly stream: string
  readonly consumer: string
  /** messages of one request; twice as many are held at most, and twice `PULL_BYTES` */
  readonly most: number
  /** messages waiting when it was made */
  readonly pending: number
}

/**
 * Pulls messages of one JetStream consumer, in order. The broker numbers its deliveries: a number left out means that a message was lost on the
 * way, and the delivery is broken rather than the order. Messages that come again are passed over.
 */
export function openDelivery(nats: NatsConnection, place: Place): Omit<Delivery, 'close'> & { stop(): void } {
  const inbox = createInbox()
  const held: Held[] = []
  let heldBytes = 0
  /** messages that the open request may still bring */
  let asked = 0
  let lastDelivery = 0
  let lastSeq = 0
  let pending = place.pending
  let broken: DeliveryBroken | null = null
  let wake: () => void = () => undefined
  let heardAt = performance.now()

  const fail = (reason: string): void => {
    broken ??= new DeliveryBroken(reason)
    wake()
  }

  const ask = (): void => {
    if (broken !== null || asked > 0 || held.length > place.most || heldBytes >= PULL_BYTES) return
    asked = place.most
    heardAt = performance.now()
    const request = {
      batch: place.most,
      max_bytes: Math.max(PULL_BYTES, 2 * (nats.info?.max_payload ?? 0)),
      expires: PULL_MS * NANOS_PER_MS,
      idle_heartbeat: HEARTBEAT_MS * NANOS_PER_MS,
    }
    nats.publish(`$JS.API.CONSUMER.MSG.NEXT.${place.stream}.${place.consumer}`, JSON.stringify(request), {
      reply: inbox,
    })
  }

  /** A line of the protocol: a sign of life, the end of a request, or the end of the delivery. */
  const control = (code: number, message: Msg): void => {
    if (code === 100) {
      const sent = Number(message.headers?.get('Nats-Last-Consumer') ?? '0')
      if (sent > lastDelivery) fail('a message was lost on the way')
      return
    }
    const words = `${code} ${message.headers?.description ?? ''}`
    const isEnd = code === 404 || code === 408 || (code === 409 && /max ?bytes|batch completed/i.test(words))
    if (!isEnd) return fail(`the broker ended the delivery: ${words}`)
    asked = 0
    ask()
  }

  const take = (message: Msg): void => {
    const told = readReply(message.reply ?? '')
    if (told === null) return fail('a message that is none of the stream')
    if (told.deliverySeq !== lastDelivery + 1) return fail('a message was lost on the way')
    lastDelivery = told.deliverySeq
    asked = Math.max(0, asked - 1)
    if (told.seq > lastSeq) {
      lastSeq = told.seq
      pending = told.pending
      held.push({
        seq: told.seq,
        subject: message.subject,
        data: message.data,
        pending: told.pending,
        reply: message.reply ?? '',
        header: (name) => message.headers?.get(name) ?? null,
      })
      heldBytes += message.data.length
    }
    ask()
    wake()
  }

  const subscription = nats.subscribe(inbox, {
    callback: (error, message) => {
      heardAt = performance.now()
      if (error !== null) return fail(error.message)
      const code = message.subject === inbox ? (message.headers?.code ?? 0) : 0
      if (code > 0) control(code, message)
      else take(message)
    },
  })
  const watch = setInterval(() => {
    if (asked > 0 && performance.now() - heardAt > SILENCE_MS) fail('the broker is silent')
  }, HEARTBEAT_MS)
  watch.unref()
  void followStatus(nats, () => broken !== null, fail)
  ask()

  return {
    async next(most, waitMs, signal) {
      if (held.length === 0 && broken === null && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', wake, { once: true })
        }).finally(() => signal.removeEventListener('abort', wake))
      wake = () => undefined
      // what came in order before it broke is good
      if (held.length === 0 && broken !== null) throw broken
      const taken = held.splice(0, countWithin(held, most))
      for (const { data } of taken) heldBytes -= data.length
      ask()
      return taken
    },
    acknowledge(message) {
      if (broken === null && !nats.isClosed()) nats.publish((message as Held).reply, ACK)
    },
    pending: () => pending,
    stop() {
      broken ??= new DeliveryBroken('closed')
      clearInterval(watch)
      subscription.unsubscribe()
      wake()
    },
  }
}

/** A connection that was away for a moment may have lost messages, and the broker its whole stream. */
async function followStatus(nats: NatsConnection, over: () => boolean, fail: (reason: string) => void): Promise<void> {
  for await (const status of nats.status()) {
    if (over()) return
    if (status.type === 'disconnect') fail('the connection was lost')
  }
}
