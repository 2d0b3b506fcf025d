import type { Rejection } from '../contract/rejections.ts'

/** Something that the owner's side posts to his groups, with what it tells of and in its transaction. */
export interface GroupPost {
  readonly clubNo: number
  readonly ownerId: string
  /** null: all groups of the owner */
  readonly group: { readonly groupId: string; readonly groupNo: number; readonly number: number } | null
  readonly kind: string
  /** as the message's row keeps it */
  readonly body: Readonly<Record<string, unknown>>
  readonly staffId: string | null
}

/** Groups inside an open transaction (the flow provides it, so that slices need not import each other). */
export interface GroupCommands {
  /**
   * The place that a wish names, its settings held until the commit. Refuses `not_found`, `group_closed`, and `forbidden` for a sub-account that
   * does not run it (GRP-9). Its locks come with those of clubs.
   */
  place(wish: {
    readonly ownerId: string
    /** null: all groups */
    readonly groupId: string | null
    readonly subGroupId: string | null
  }): Promise<GroupPost['group'] | Rejection>
  /**
   * Posts messages, in order. Locks the clubs' streams: the last that a transaction locks.
   * @returns the number of each within its owner's messages
   */
  post(posts: readonly GroupPost[]): Promise<number[]>
  /** Posts to all groups of clubs that have any; the others have nobody to tell. Locks as `post`. */
  tell(posts: readonly Pick<GroupPost, 'clubNo' | 'ownerId' | 'kind' | 'body'>[]): Promise<void>
}
