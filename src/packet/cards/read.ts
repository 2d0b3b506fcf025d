import type { PacketCard } from '../../contract/polls.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

interface CardRow {
  readonly packet_id: string
  readonly split: PacketCard['split']
  readonly status: PacketCard['status']
  readonly total: number
  readonly currency: string
  readonly count: number
  readonly shares: number
  readonly from_level: number | null
  readonly greeting: string | null
  readonly expires_at: number
  readonly mine: number | null
}

/** Red packets as cards show them, by id. @param userNo the reader, or null */
export async function readPacketCards(
  on: Queryable,
  packetIds: readonly string[],
  userNo: number | null,
): Promise<ReadonlyMap<string, PacketCard>> {
  if (packetIds.length === 0) return new Map()
  const rows = await on.query<CardRow>(
    `select p.packet_id, p.split, p.status, p.total, c.currency, p.count, p.shares, p.from_level, p.greeting, p.expires_at, k.amount as mine
     from red_packet p join club c using (club_no) left join packet_claim k on k.user_no = $2::int8 and k.packet_id = p.packet_id
     where p.packet_id = any($1::uuid[])`,
    [[...new Set(packetIds)], userNo],
  )
  return new Map(
    rows.map((row) => [
      row.packet_id,
      {
        packetId: row.packet_id,
        split: row.split,
        status: row.status,
        total: { value: row.total, currency: row.currency },
        count: row.count,
        sharesClaimed: row.shares,
        fromLevel: row.from_level,
        greeting: row.greeting,
        expiresAt: toInstant(row.expires_at),
        mine: row.mine === null ? null : { value: row.mine, currency: row.currency },
      },
    ]),
  )
}
