import type { Gate } from '../contract/groups.ts'
import type { Mode } from '../contract/words.ts'

/** A group with the club it belongs to, as decisions need it. */
export interface GroupRow {
  readonly group_no: number
  readonly group_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly mode: Mode
  readonly name: string
  readonly gate: Gate
  readonly notice: string | null
  readonly auto_reply: string | null
  readonly closed_at: number | null
  /** opened so far */
  readonly sub_groups: number
}
