import type { LinkKind, PartyEnd } from '../contract/linking.ts'

/** A link with the group and club it belongs to. */
export interface LinkRow {
  readonly club_no: number
  readonly link_no: number
  readonly group_no: number
  readonly group_id: string
  readonly group_name: string
  readonly owner_id: string
  readonly owner_name: string
  readonly kind: LinkKind
  readonly status: 'ringing' | 'active' | 'ended'
  readonly how: PartyEnd | null
  /** UTC ms, as all of these */
  readonly started_at: number
  readonly active_at: number | null
  readonly ended_at: number | null
  readonly check_at: number | null
}

export interface PartyRow {
  /** 0: the owner's side */
  readonly party: number
  readonly user_no: number | null
  readonly user_id: string | null
  readonly name: string | null
  readonly status: 'ringing' | 'in' | 'out'
  readonly how: PartyEnd | null
  readonly ring_until: number | null
  readonly seen_at: number | null
  readonly sitting: number
  readonly last_seq: number
  readonly last_sent: number
  readonly minute_at: number | null
  readonly minute_signals: number
  readonly minute_characters: number
}

/** A link while its row is held, which holds its parties too: all that writes them holds it first. */
export interface HeldLink {
  readonly link: LinkRow
  /** by number, those who are out too */
  readonly parties: readonly PartyRow[]
}
