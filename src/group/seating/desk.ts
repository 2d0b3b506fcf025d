import { reject, type Rejection } from '../../contract/rejections.ts'
import { toInstant } from '../../lib/time.ts'
import type { CommandContext, Desk, HeldPerson, OutboxMessage } from '../../ports/app.ts'
import { missingOf, stranger, subGroupIdOf, takeSeat, type GroupSeats, type Standing } from '../apply.ts'
import { seatTaken } from '../publish.ts'
import type { GroupRow } from '../rows.ts'
import { findPhrases } from '../phrases/store.ts'
import {
  addSeats,
  fanKey,
  holdGroups,
  lockSeats,
  readSeats,
  readStandings,
  saveSeats,
  seatKey,
  type NewSeat,
  type SeatRow,
} from './store.ts'

/** A user's wish for a seat. */
export interface JoinWish {
  readonly groupId: string
  readonly userId: string
  /** GRP-5: the pass-phrase he comes by; it opens no gate */
  readonly phrase: string | null
}

export interface Joined {
  readonly groupId: string
  readonly subGroupId: string
  readonly number: number
  readonly joinedAt: string
  /** only the first time ever (GRP-6) */
  readonly autoReply: string | null
}

/** What one transaction knows before it decides. */
interface Ground {
  readonly groups: ReadonlyMap<string, GroupRow>
  readonly people: ReadonlyMap<string, HeldPerson>
  readonly standings: ReadonlyMap<string, Standing>
  readonly seats: ReadonlyMap<number, GroupSeats>
  /** by `seatKey`; grows as wishes are granted */
  readonly taken: Map<string, SeatRow>
  readonly phrases: ReadonlyMap<string, { readonly groupNo: number; readonly open: boolean }>
}

interface Granted {
  readonly seat: NewSeat
  readonly group: GroupRow
  readonly person: HeldPerson
}

/**
 * Where joiners are seated together, in the order in which they came: a fixed number of statements whatever their number. Checks, in this order:
 * `not_found`, `group_closed`, `phrase_invalid`, `removed_from_group`, `gate_not_met` (with what is missing), `group_full`. Locks clubs and settings, people, fans, then the
 * groups' totals. Who sits already keeps his seat.
 * @rule GRP-2 GRP-4 GRP-6
 */
export const joinDesk: Desk<JoinWish, Joined> = {
  name: 'group.join',
  wishesMost: 1_000,
  async decide(context, wishes) {
    const { tx, now } = context
    const groups = await holdGroups(
      tx,
      wishes.map(({ groupId }) => groupId),
    )
    const open = wishes.filter(({ groupId }) => groups.get(groupId)?.closed_at === null)
    if (open.length === 0)
      return wishes.map(({ groupId }) => reject(groups.has(groupId) ? 'group_closed' : 'not_found'))
    const ground = await look(context, open, groups)
    const granted: Granted[] = []
    const answers = wishes.map((wish) => decideOne(context, wish, ground, granted))
    if (granted.length > 0) {
      await addSeats(
        tx,
        granted.map(({ seat }) => seat),
        now,
      )
      const moved = new Map(granted.map(({ group }) => [group.group_no, group]))
      await saveSeats(
        tx,
        [...moved.values()].flatMap((group) => {
          const seats = ground.seats.get(group.group_no)
          return seats === undefined ? [] : [{ clubNo: group.club_no, groupNo: group.group_no, seats }]
        }),
      )
      await context.publish(granted.flatMap(tell))
    }
    return answers
  },
}

const tell = ({ seat, group, person }: Granted): OutboxMessage[] => seatTaken(group, person.userId, seat.number)

async function look(
  { tx, members, now }: CommandContext,
  wishes: readonly JoinWish[],
  groups: ReadonlyMap<string, GroupRow>,
): Promise<Ground> {
  const userIds = [...new Set(wishes.map(({ userId }) => userId))]
  await members.intern(userIds)
  const people = await members.hold(userIds)
  const asked = wishes.flatMap(({ groupId, userId }) => {
    const group = groups.get(groupId)
    const person = people.get(userId)
    return group === undefined || person === undefined ? [] : [{ group, userNo: person.userNo }]
  })
  const gated = asked.filter(({ group }) => group.gate.kind !== 'none')
  const standings = await readStandings(
    tx,
    gated.map(({ group, userNo }) => ({ userNo, clubNo: group.club_no })),
    true,
  )
  const seats = await lockSeats(tx, [...new Set(asked.map(({ group }) => group))])
  const taken = await readSeats(
    tx,
    asked.map(({ group, userNo }) => ({ userNo, groupNo: group.group_no })),
  )
  const phrases = await findPhrases(
    tx,
    wishes.flatMap(({ phrase }) => phrase ?? []),
    now,
  )
  return { groups, people, standings, seats, taken: new Map(taken), phrases }
}

function decideOne(
  { now, rules, day }: CommandContext,
  { groupId, userId, phrase }: JoinWish,
  { groups, people, standings, seats, taken, phrases }: Ground,
  granted: Granted[],
): Joined | Rejection {
  const group = groups.get(groupId)
  if (group === undefined) return reject('not_found')
  const person = people.get(userId)
  const free = seats.get(group.group_no)
  if (group.closed_at !== null || person === undefined || free === undefined) return reject('group_closed')
  const key = { userNo: person.userNo, groupNo: group.group_no }
  const before = taken.get(seatKey(key))
  if (before !== undefined && before.number !== null) return viewOf(group, before.number, before.joined_at, null)
  const known = phrase === null ? null : phrases.get(phrase)
  if (known !== null && (known?.groupNo !== group.group_no || !known.open)) return reject('phrase_invalid')
  if (before?.removed === true) return reject('removed_from_group')
  const standing = standings.get(fanKey({ userNo: person.userNo, clubNo: group.club_no })) ?? stranger
  const missing = missingOf(group.gate, standing, group.mode, rules.ofDay(day), now)
  if (missing.length > 0) return reject('gate_not_met', undefined, { gate: group.gate, missing })
  const number = takeSeat(free)
  if (number === null) return reject('group_full')
  const autoReply = before === undefined ? group.auto_reply : null
  granted.push({ group, person, seat: { ...key, clubNo: group.club_no, number, autoReply, phrase } })
  taken.set(seatKey(key), { user_no: key.userNo, group_no: key.groupNo, number, joined_at: now, removed: false })
  return viewOf(group, number, now, autoReply)
}

const viewOf = (group: GroupRow, number: number, joinedAt: number, autoReply: string | null): Joined => ({
  groupId: group.group_id,
  subGroupId: subGroupIdOf(group.group_id, number),
  number,
  joinedAt: toInstant(joinedAt),
  autoReply,
})
