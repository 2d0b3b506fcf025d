import type { Honour, HonourStyle } from '../contract/benefits.ts'
import type { ScreenLine } from '../contract/views.ts'
import { int4s, int8s } from '../lib/binary-array.ts'
import type { Queryable } from '../ports/db.ts'
import type { Batch, FanState } from './state.ts'

/** Lines at which a room may play an honour, and which one (BEN-1). */
const played = { enter: 'entryEffect', levelUp: 'levelUpEffect' } as const satisfies Partial<
  Record<ScreenLine['kind'], Honour>
>
type Played = keyof typeof played
type Shown = (typeof played)[Played] | 'badge'

const isPlayed = (kind: ScreenLine['kind']): kind is Played => kind in played

interface HonourRow {
  readonly user_no: number
  readonly club_no: number
  readonly honour: Shown
  readonly style: HonourStyle
}

/**
 * Puts the styles of claimed honours onto the lines of those who come in or rise: the effect to play, and the style of the badge. Only members
 * have a level on their line, and only they have honours there. One statement where a batch has such lines, none elsewhere; what is written are the
 * lines that the batch's messages carry. @rule BEN-1 LVL-3
 */
export async function saveHonours(tx: Queryable, batch: Batch): Promise<void> {
  // history tells nobody anything
  if (batch.writes.messages.length === 0) return
  const lines = [...batch.writes.lines].flatMap(([sessionId, all]) => {
    const clubNo = batch.sessions.get(sessionId)?.clubNo ?? 0
    return all.flatMap((line) => (isPlayed(line.kind) && line.level !== undefined ? [{ line, clubNo }] : []))
  })
  if (lines.length === 0) return
  const fans = fansOf(batch)
  const found = lines.flatMap(({ line, clubNo }) => {
    const fan = fans.get(keyOf(clubNo, line.userId))
    return fan === undefined ? [] : [{ line, fan }]
  })
  const styles = await readStyles(
    tx,
    found.map(({ fan }) => fan),
  )
  for (const { line, fan } of found) {
    const own = styles.get(keyOf(fan.club.clubNo, String(fan.person.userNo)))
    if (own === undefined || !isPlayed(line.kind)) continue
    const effect = own[played[line.kind]]
    if (effect !== undefined) line.effect = effect
    if (own.badge !== undefined) line.honour = own.badge
  }
}

const keyOf = (clubNo: number, user: string): string => `${clubNo} ${user}`

const fansOf = (batch: Batch): ReadonlyMap<string, FanState> =>
  new Map([...batch.fans].map((fan) => [keyOf(fan.club.clubNo, fan.person.userId), fan]))

/** Of each kind the one claimed last, by club and user number. */
async function readStyles(
  tx: Queryable,
  fans: readonly FanState[],
): Promise<ReadonlyMap<string, Partial<Record<Shown, HonourStyle>>>> {
  const rows = await tx.query<HonourRow>(
    `select distinct on (e.user_no, e.club_no, b.terms->>'honour') e.user_no, e.club_no, b.terms->>'honour' as honour, b.terms->>'style' as style
     from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)
     join entitlement e on e.user_no = t.user_no and e.club_no = t.club_no and e.claimed_at is not null
     join benefit b on b.benefit_no = e.benefit_no
     where b.kind = 'honour' and b.terms->>'honour' in ('entryEffect', 'levelUpEffect', 'badge')
     order by e.user_no, e.club_no, b.terms->>'honour', e.claimed_at desc, e.benefit_no desc`,
    [int8s(fans, (fan) => fan.person.userNo), int4s(fans, (fan) => fan.club.clubNo)],
  )
  const styles = new Map<string, Partial<Record<Shown, HonourStyle>>>()
  for (const row of rows) {
    const key = keyOf(row.club_no, String(row.user_no))
    styles.set(key, { ...styles.get(key), [row.honour]: row.style })
  }
  return styles
}
