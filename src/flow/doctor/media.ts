import type { Queryable } from '../../ports/db.ts'
import { mediaParts, type MediaStorage } from '../../ports/media.ts'
import { EXAMPLES_MOST, finding, found, type Finding } from './finding.ts'

/** Pictures and videos of groups: rows against messages, and against the bytes in the media storage (GRP-8). */

/** A medium counts the messages that hold it, and the cases that keep it for who decides; one that is given up stands in none. */
const uses = `
  with held as (
    select (body->'media'->>'mediaId')::uuid as media_id, count(*)::int4 as messages from (
      select body from group_message where body ? 'media'
      -- out of sight until somebody decides
      union all select said from report_case where hidden and decided_at is null and said ? 'media'
      -- to be seen by who decides, whatever became of the message
      union all select said from report_case where keeps_medium and said ? 'media') as t(body)
    group by 1
  ), wrong as (
    select format('medium %s counts %s messages, it stands in %s%s', coalesce(m.media_id, h.media_id), m.uses, coalesce(h.messages, 0),
      case when m.gone_at is not null then ', and is given up' end) as text
    from media m full join held h using (media_id)
    where m.uses is distinct from coalesce(h.messages, 0) or (m.gone_at is not null and h.messages > 0)
  ) select text, count(*) over ()::int4 as total from wrong order by text limit ${EXAMPLES_MOST}`

/** Counts the messages of media anew. */
export async function checkMediaUses(on: Queryable): Promise<readonly Finding[]> {
  const rows = await on.query<{ text: string; total: number }>(uses)
  const examples = rows.map(({ text }) => text)
  return found('media_uses', examples, rows[0]?.total ?? 0)
}

/** Media by id: whether their bytes must be there. */
async function readRows(on: Queryable): Promise<ReadonlyMap<string, boolean>> {
  const rows = await on.query<{ media_id: string; ready: boolean }>(
    'select media_id::text, facts is not null and gone_at is null as ready from media',
  )
  return new Map(rows.map((row) => [row.media_id, row.ready]))
}

/** Compares rows with what lies in the storage, read before and after it: an upload or a sweep meanwhile is no finding. */
export async function checkMediaBytes(on: Queryable, storage: MediaStorage): Promise<readonly Finding[]> {
  const before = await readRows(on)
  const stored = new Map<string, number>()
  for await (const { mediaId } of storage.list()) stored.set(mediaId, (stored.get(mediaId) ?? 0) + 1)
  const after = await readRows(on)
  const missing = [...before].flatMap(([mediaId, ready]) =>
    ready && after.get(mediaId) === true && (stored.get(mediaId) ?? 0) < mediaParts.length ? [mediaId] : [],
  )
  const stray = [...stored.keys()].filter((mediaId) => !before.has(mediaId) && !after.has(mediaId))
  const tell = (code: 'media_missing' | 'media_stray', mediaIds: readonly string[]): readonly Finding[] =>
    mediaIds.length === 0 ? [] : [finding(code, { subject: storage.place, examples: mediaIds, count: mediaIds.length })]
  return [...tell('media_missing', missing), ...tell('media_stray', stray)]
}
