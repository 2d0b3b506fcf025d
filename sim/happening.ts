import type { EventData } from '../src/contract/events.ts'
import type { JoinScene, Mode } from '../src/contract/words.ts'

/** Where the demo's events say they come from. */
export const worldSource = 'demo.world'

/** What `POST /v1/events` takes as data of a type; optional members are absent, never undefined. */
type DataOf<T extends keyof EventData> = { readonly [K in keyof EventData[T]]: Exclude<EventData[T][K], undefined> }

/** A CloudEvent of the generated world, as `POST /v1/events` takes it. */
export type WorldEvent = {
  readonly [T in keyof EventData]: {
    readonly specversion: '1.0'
    readonly id: string
    readonly source: string
    readonly type: T
    readonly time: string
    readonly data: DataOf<T>
  } & (T extends Subjectless ? { readonly subject?: never } : { readonly subject: string })
}[keyof EventData]
type Subjectless = 'live.started' | 'live.ended' | 'video.published'

/** An event without its envelope. */
export type EventDraft = {
  readonly [T in keyof EventData]: { readonly type: T; readonly data: DataOf<T> } & (T extends Subjectless
    ? { readonly subject?: never }
    : { readonly subject: string })
}[keyof EventData]

/** What happens in the generated world, each at an instant (UTC ms of decision time). */
export type Happening = { readonly at: number } & (
  | { readonly kind: 'event'; readonly event: WorldEvent }
  | { readonly kind: 'join'; readonly ownerId: string; readonly userId: string; readonly scene: JoinScene }
  | { readonly kind: 'leave'; readonly ownerId: string; readonly userId: string }
  | { readonly kind: 'badgeName'; readonly ownerId: string; readonly name: string }
  | { readonly kind: 'badgeDecision'; readonly ownerId: string; readonly approve: boolean; readonly reason?: string }
  | { readonly kind: 'modeChange'; readonly ownerId: string; readonly to: Mode; readonly effectiveAt: number }
  | { readonly kind: 'purchaseTask'; readonly ownerId: string; readonly on: boolean }
  | {
      readonly kind: 'correction'
      readonly ownerId: string
      readonly userId: string
      readonly delta: number
      readonly reason: string
    }
  | { readonly kind: 'exclusion'; readonly ownerId: string; readonly userId: string; readonly reason: string }
)

/** Makes an event of a draft. @param id unique for the subject within `worldSource` */
export function worldEvent(id: string, at: number, draft: EventDraft): WorldEvent {
  const time = new Date(at).toISOString()
  // TypeScript does not carry the tie between type and data through a spread
  return { specversion: '1.0', id, source: worldSource, time, ...draft } as WorldEvent
}
