import type { Rejection } from '../contract/rejections.ts'
import type { App } from '../ports/app.ts'
import type { OrderDetailPort } from './order-detail.ts'
import type { SecretBox } from './secret-box.ts'

/** How a platform's own club messages reach our clubs. Implemented by wire.ts with the member slice; both are safe to repeat. */
export interface MembershipPort {
  /** Makes `userId` a member as of `at` (UTC milliseconds); a member already stays one. A `Rejection` is listed, nothing else. */
  joinByPlatform(ownerId: string, userId: string, at: number): Promise<Rejection | null>
  /** Lets `userId` leave as of `at`; who is no member, or joined again after `at`, is left alone. */
  leaveByPlatform(ownerId: string, userId: string, at: number): Promise<Rejection | null>
}

/** What the room slice needs besides `App`; made once in wire.ts. */
export interface RoomParts {
  readonly secrets: SecretBox
  readonly orderDetail: { readonly live: OrderDetailPort; readonly recorded: OrderDetailPort }
  readonly membership: MembershipPort
}

/** What the slice uses of `App`. */
export type RoomApp = Pick<App, 'db' | 'ingest' | 'sandbox'>
