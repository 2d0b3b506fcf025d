import type { EventData } from '../src/contract/events.ts'
import type { JoinScene, Mode } from '../src/contract/words.ts'

/** Where the demo's events say they come from. */
export const worldSource = 'demo.world'

/** A CloudEvent of the generated world, as `POST /v1/events` takes it. */
export interface WorldEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: keyof EventData
  readonly subject?: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What an event is about beside its envelope; `data` is what `POST /v1/events` takes for the type. */
export type EventDraft = {
  readonly [T in keyof EventData]: {
    readonly type: T
    /** absent for types without a subject */
    readonly subject?: string
    readonly data: EventData[T]
  }
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
  return {
    specversion: '1.0',
    id,
    source: worldSource,
    type: draft.type,
    ...(draft.subject === undefined ? {} : { subject: draft.subject }),
    time: new Date(at).toISOString(),
    data: draft.data,
  }
}
