import { z } from 'zod'
import { id, instant } from './forms.ts'
import { eventStatuses } from './events.ts'

/** What the platform's operations page shows, and what nodes say of themselves. Rates are per second, with one decimal at most. */

/** Upper bounds of the duration buckets in milliseconds; the last bucket is what took longer. */
export const durationBounds = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 2_000, 5_000, 10_000,
] as const
/** Upper bounds of the batch size buckets in events; the last bucket is what was larger. */
export const sizeBounds = [1, 5, 10, 50, 100, 500, 1_000, 2_500, 5_000] as const

const count = z.int().min(0)
const rate = z.number().min(0)

/** What a node says of itself with each heartbeat. */
export const nodeFigures = z.object({
  eventsPerSecond: rate,
  batchesPerSecond: rate,
  /** events waiting for a commit or under way */
  queued: count,
  streamClients: count,
  /** live streams dropped since the start because their readers were too slow */
  streamsDropped: count,
  /** milliseconds, of the last minute; null: no batch */
  commitP99: z.number().nullable(),
  memoryBytes: count,
})
export type NodeFigures = z.infer<typeof nodeFigures>

/** alive: heard of within the last seconds · dead: not · stopped: said goodbye */
export const nodeStates = ['alive', 'dead', 'stopped'] as const

export const nodeView = z.object({
  nodeId: z.uuid(),
  version: z.string(),
  startedAt: instant,
  seenAt: instant,
  state: z.enum(nodeStates),
  figures: nodeFigures,
})
export type NodeView = z.infer<typeof nodeView>

/** Milliseconds, upper bounds of their buckets, so «at most» (the last bound stands for everything beyond it); null: nothing to measure. */
const durations = z.object({ p50: z.number().nullable(), p99: z.number().nullable() })

export const operationsMinute = z.object({
  minute: instant,
  events: count,
  duplicates: count,
  rejected: count,
  batches: count,
  commit: durations,
  queueMost: count,
})
export type OperationsMinute = z.infer<typeof operationsMinute>

/** How much may wait in quarantine. Beyond either bound a poison event is refused instead of kept: what waits is never dropped to make room. */
export const quarantineBounds = {
  eventsMost: 10_000,
  /** of raw bodies */
  bytesMost: 256 * 1024 * 1024,
} as const

/** Long work on a club (a change of mode, a rule set taking effect). */
export const workView = z.object({
  kind: z.string(),
  /** null: not of one club */
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  done: count,
  total: count,
  startedAt: instant,
  updatedAt: instant,
  /** when a piece of it failed and it was set aside until a node starts anew; null: it goes on */
  failedAt: instant.nullable(),
})

/** What `tiefen consume` found wrong in a stream, or in a message of it. */
export const streamIncidentKinds = [
  'hole',
  'recreated',
  'lost_tail',
  'rewritten',
  'gone',
  'accepted',
  'bad_message',
  'refused_event',
  'failed_message',
] as const

/** A stream that is read as a source of events, by its durable name (docs/operate/nats.md). */
const streamView = z.object({
  durable: z.string(),
  stream: z.string(),
  /** empty: the whole stream */
  subject: z.string(),
  /** messages that waited when it was looked at last */
  pending: count,
  /** the last commit, and the last sign of life */
  movedAt: instant,
  seenAt: instant,
  /** incidents that nobody dealt with yet; counted up to 1 000 */
  open: count,
  /** the newest of them, newest first, 20 at most */
  incidents: z.array(
    z.object({
      number: z.int(),
      at: instant,
      kind: z.enum(streamIncidentKinds),
      /** sequences concerned, both included */
      first: count,
      last: count,
      /** false: messages of other subjects may be all that is missing */
      certain: z.boolean(),
      code: z.string().nullable(),
      eventId: z.string().nullable(),
    }),
  ),
})
export type StreamView = z.infer<typeof streamView>

export const operationsView = z.object({
  at: instant,
  /** events a second, of the nodes alive: over the last seconds, and over the last hour */
  rate: z.object({ now: rate, hour: rate }),
  /** the last 60 minutes, oldest first, minutes without an event included */
  minutes: z.array(operationsMinute),
  /** sums of the last hour */
  hour: z.object({
    events: count,
    batches: count,
    byStatus: z.object({ applied: count, duplicate: count, ignored: count, rejected: count, waiting: count }),
    rejections: z.array(z.object({ code: z.string(), events: count })),
    commit: durations,
    queueWait: durations,
    /** null: larger than every bound */
    batchSizes: z.array(z.object({ upTo: z.int().nullable(), batches: count })),
  }),
  lag: z.object({
    /** age of the oldest message that readers may not see yet, because an older transaction is still open; milliseconds */
    outbox: count,
    /** due work whose time has come, and by how much its oldest is late; milliseconds */
    dueOverdue: count,
    dueLate: count,
    /** due and long work that failed for a reason of its own and was set aside until a node starts anew */
    dueFailed: count,
    /** deliveries to other people's servers that wait, and the age of the oldest; milliseconds */
    webhooksWaiting: count,
    webhooksLate: count,
    /** age of the oldest message that is not read yet for webhooks, and for pushes: before that nothing of it waits; milliseconds */
    webhooksUnread: count,
    pushesUnread: count,
  }),
  nodes: z.array(nodeView),
  quarantine: z.object({
    waiting: count,
    bytes: count,
    oldestAt: instant.nullable(),
    /** beyond either bound a poison event is refused instead of kept */
    eventsMost: count,
    bytesMost: count,
  }),
  work: z.array(workView),
  /** streams that are read, by durable name */
  streams: z.array(streamView),
})
export type OperationsView = z.infer<typeof operationsView>

export const quarantineStates = ['waiting', 'applied', 'discarded'] as const
export type QuarantineState = (typeof quarantineStates)[number]

/** One poison event, without its body. */
export const quarantineItem = z.object({
  quarantineId: z.string(),
  source: z.string(),
  eventId: z.string(),
  type: z.string(),
  userId: z.string().nullable(),
  state: z.enum(quarantineStates),
  /** how it failed the last time, without personal data */
  error: z.object({ type: z.string(), code: z.string().nullable(), message: z.string() }),
  attempts: count,
  firstAt: instant,
  lastAt: instant,
  /** what the last retry was answered */
  outcome: z.object({ status: z.enum(eventStatuses), code: z.string().nullable() }).nullable(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
})
export type QuarantineItem = z.infer<typeof quarantineItem>

export const quarantineDetail = quarantineItem.extend({
  /** the event as it came, JSON text */
  raw: z.string(),
})

/** Items of one call. */
export const quarantineIdsMost = 200
export const quarantineId = z.string().regex(/^[1-9]\d{0,14}$/, 'A quarantine id is a number')
export const quarantineIds = z.object({ ids: z.array(quarantineId).min(1).max(quarantineIdsMost) })

/** In the order of the ids; an id that is not there, or decided already, is left out. */
export const quarantineAnswer = z.object({ items: z.array(quarantineItem) })
