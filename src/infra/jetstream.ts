import { AckPolicy, DeliverPolicy, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream'
import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import { DeliveryBroken, type EventStream, type StreamFacts } from '../ports/event-stream.ts'
import { openDelivery } from './jetstream-delivery.ts'

const NANOS_PER_MS = 1_000_000
/** The broker forgets a delivery that nobody asks for so long. */
const FORGOTTEN_AFTER_MS = 300_000
/** Unacknowledged for so long, a message is sent again; we skip what is committed. */
const ACK_WAIT_MS = 60_000

/** JetStream's codes. */
const STREAM_NOT_FOUND = 10_059
const CONSUMER_NOT_FOUND = 10_014
const NO_MESSAGE_FOUND = 10_037

const codeOf = (error: unknown): number | null => (error instanceof JetStreamApiError ? error.code : null)

/** null for an answer that says «there is none»; whatever else failed is the world, and may pass. */
async function unlessAbsent<T>(work: Promise<T>, ...absent: readonly number[]): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    const code = codeOf(error)
    if (code !== null && absent.includes(code)) return null
    throw new DeliveryBroken(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

const noLimit = (limit: number | undefined): number => Math.max(0, limit ?? 0)

/** The creation time as it was sent: `Date` would cut its nanoseconds. */
function factsOf({ config, state, created }: StreamInfo, brokerVersion: string): StreamFacts {
  return {
    name: config.name,
    created,
    subjects: config.subjects ?? [],
    firstSeq: state.first_seq,
    lastSeq: state.last_seq,
    retention: config.retention,
    discard: config.discard,
    storage: config.storage,
    maxAgeMs: Math.floor(noLimit(config.max_age) / NANOS_PER_MS),
    maxMessages: noLimit(config.max_msgs),
    maxBytes: noLimit(config.max_bytes),
    maxMessagesPerSubject: noLimit(config.max_msgs_per_subject),
    persistMode: config.persist_mode ?? null,
    brokerVersion,
  }
}

async function countMissing(
  manager: JetStreamManager,
  stream: string,
  ranges: readonly { readonly first: number; readonly last: number }[],
): Promise<number[]> {
  const info = await unlessAbsent(manager.streams.info(stream, { deleted_details: true }), STREAM_NOT_FOUND)
  if (info === null) throw new DeliveryBroken('the stream is gone')
  const { first_seq: head, last_seq: tail, deleted = [] } = info.state
  return ranges.map(({ first, last }) => {
    const before = Math.max(0, Math.min(last, head - 1) - first + 1)
    const behind = Math.max(0, last - Math.max(first - 1, tail))
    return before + behind + deleted.filter((seq) => seq >= Math.max(first, head) && seq <= last).length
  })
}

/**
 * A JetStream stream as a source. Everything used exists since nats-server 2.9: one filter subject, pull consumers, start by sequence.
 * @param subject the filter; '' for the whole stream
 */
export async function openJetStream(nats: NatsConnection, stream: string, subject: string): Promise<EventStream> {
  const manager = await jetstreamManager(nats, { checkAPI: false })
  return {
    async facts() {
      const info = await unlessAbsent(manager.streams.info(stream), STREAM_NOT_FOUND)
      return info === null ? null : factsOf(info, nats.info?.version ?? '0.0.0')
    },
    async messageAt(seq) {
      const found = await unlessAbsent(manager.streams.getMessage(stream, { seq }), NO_MESSAGE_FOUND, STREAM_NOT_FOUND)
      return found?.data ?? null
    },
    missing: (ranges) => countMissing(manager, stream, ranges),
    async deliver({ name, fromSeq, most }) {
      await unlessAbsent(manager.consumers.delete(stream, name), CONSUMER_NOT_FOUND, STREAM_NOT_FOUND)
      const made = await unlessAbsent(
        manager.consumers.add(stream, {
          durable_name: name,
          description: 'tiefen consume: the position that counts is in its store',
          deliver_policy: DeliverPolicy.StartSequence,
          opt_start_seq: fromSeq,
          ack_policy: AckPolicy.All,
          ack_wait: ACK_WAIT_MS * NANOS_PER_MS,
          max_ack_pending: -1,
          inactive_threshold: FORGOTTEN_AFTER_MS * NANOS_PER_MS,
          ...(subject === '' ? {} : { filter_subject: subject }),
        }),
        STREAM_NOT_FOUND,
      )
      if (made === null) throw new DeliveryBroken('the stream is gone')
      const delivery = openDelivery(nats, { stream, consumer: name, most, pending: made.num_pending })
      return {
        ...delivery,
        async close() {
          delivery.stop()
          // the broker would forget it by itself; a lost connection must not keep us
          await unlessAbsent(manager.consumers.delete(stream, name), CONSUMER_NOT_FOUND, STREAM_NOT_FOUND).catch(
            () => null,
          )
        },
      }
    },
    close: () => nats.close(),
  }
}
