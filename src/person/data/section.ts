import type { UserDataKind } from '../../contract/user-data.ts'

/** How each kind of record is read: from which tables, in the order of which key, and each member of its form as SQL. */
export interface Section {
  readonly kind: UserDataKind
  /** with the aliases that `fields` use; rows of one inner number are taken by `${number} = $1` */
  readonly from: string
  readonly number: string
  /** behind the number, in this order, they name a row */
  readonly keys: readonly (readonly [column: string, type: KeyType])[]
  /** what was recorded before an erasure is not shown; absent: it is what still holds for him */
  readonly recordedAt?: string
  readonly fields: Readonly<Record<string, string>>
}
export type KeyType = 'int8' | 'uuid' | 'date' | 'text'

/** RFC 3339 in UTC, with milliseconds. */
export const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
/** Of a section with `ofClub`. */
export const owner = { ownerId: 'c.owner_id' }
/** The club of a row `x`. */
export const ofClub = 'join club c on c.club_no = x.club_no'
