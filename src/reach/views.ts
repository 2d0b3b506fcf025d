import type { DeviceView, QuietHours, ReachSettingsView } from '../contract/reach.ts'
import { toInstant } from '../lib/time.ts'
import { switchesFor } from './apply.ts'
import type { DeviceRow, SettingRow } from './store.ts'

/** Rows → what is answered. */

export const viewOfDevice = (row: DeviceRow): DeviceView => ({
  deviceId: row.device_id,
  device: row.device,
  language: row.language,
  createdAt: toInstant(row.created_at),
  seenAt: toInstant(row.seen_at),
})

/** A user's settings with what holds where he never chose. */
export function viewOfSettings(rows: readonly SettingRow[]): ReachSettingsView {
  const everywhere = rows.find(({ owner_id: ownerId }) => ownerId === null)
  const quiet: QuietHours | null = everywhere?.quiet ?? null
  return {
    ...switchesFor({ everywhere: everywhere?.switches ?? null, club: null }),
    quiet,
    clubs: rows.flatMap(({ owner_id: ownerId, owner_name: ownerName, switches }) =>
      ownerId === null ? [] : [{ ownerId, ownerName: ownerName ?? '', switches }],
    ),
  }
}
