import { levelOfIntimacy } from '../../contract/ladder.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import type { CommandContext, HeldPerson } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { holdClubs, readIntimacies, readPolls, readSeatsIn, type AnswerSeat, type PollRow } from './store.ts'

/** What answers to polls are decided on, before the polls themselves are locked. */
export interface Ground {
  readonly polls: ReadonlyMap<string, PollRow>
  readonly people: ReadonlyMap<string, HeldPerson>
  /** by `${userNo}:${clubNo}` */
  readonly seats: ReadonlyMap<string, readonly AnswerSeat[]>
  /** by `${userNo}:${clubNo}`, of the mode that runs; who is not in it is no member */
  readonly levels: ReadonlyMap<string, number>
}

/** An answer to a poll. */
export interface AnswerWish {
  readonly pollId: string
  readonly userId: string
}

const inClub = (userNo: number, clubNo: number): string => `${userNo}:${clubNo}`

/** Clubs, people and seats of those who answer, held in this order: a removal, a mute or a merge comes before or after. */
export async function holdGround(context: CommandContext, wishes: readonly AnswerWish[]): Promise<Ground> {
  const { tx, now, rules, day } = context
  const polls = await readPolls(tx, [...new Set(wishes.map(({ pollId }) => pollId))])
  if (polls.size === 0) return { polls, people: new Map(), seats: new Map(), levels: new Map() }
  await holdClubs(
    tx,
    [...polls.values()].map((row) => row.club_no),
  )
  const people = await context.members.hold([...new Set(wishes.map(({ userId }) => userId))])
  const asked = new Map<string, { userNo: number; clubNo: number; mode: PollRow['mode'] }>()
  for (const { pollId, userId } of wishes) {
    const [poll, person] = [polls.get(pollId), people.get(userId)]
    if (poll === undefined || person === undefined) continue
    const { club_no: clubNo, mode } = poll
    asked.set(inClub(person.userNo, clubNo), { userNo: person.userNo, clubNo, mode })
  }
  const seats = new Map<string, AnswerSeat[]>()
  for (const seat of await readSeatsIn(tx, [...asked.values()], now, true)) {
    const key = inClub(seat.user_no, seat.club_no)
    seats.set(key, [...(seats.get(key) ?? []), seat])
  }
  const rulesNow = rules.ofDay(day)
  const levels = new Map(
    (await readIntimacies(tx, [...asked.values()])).map((row) => [
      inClub(row.user_no, row.club_no),
      levelOfIntimacy(rulesNow, row.mode, row.intimacy),
    ]),
  )
  return { polls, people, seats, levels }
}

/** Seats through which a poll is read: those of its scope that were taken before it was put. @rule GRP-10 */
export const seatsFor = (
  poll: Pick<PollRow, 'group_no' | 'number' | 'seq'>,
  seats: readonly AnswerSeat[],
): AnswerSeat[] =>
  seats.filter(
    (seat) =>
      (poll.group_no === 0 || seat.group_no === poll.group_no) &&
      (poll.number === 0 || seat.number === poll.number) &&
      seat.joined_seq < poll.seq,
  )

/** Who answers which poll, as he stands. */
export interface Answerer {
  readonly poll: PollRow
  readonly person: HeldPerson
  /** he may write through none of his seats */
  readonly muted: boolean
  readonly level: number
}

/** Who a wish is of. Codes, in this order: `not_found`, `not_in_group`. */
export function answererOf({ polls, people, seats, levels }: Ground, wish: AnswerWish): Answerer | Rejection {
  const poll = polls.get(wish.pollId)
  if (poll === undefined) return reject('not_found')
  const person = people.get(wish.userId)
  if (person === undefined) return reject('not_in_group')
  const key = inClub(person.userNo, poll.club_no)
  const through = seatsFor(poll, seats.get(key) ?? [])
  if (through.length === 0) return reject('not_in_group')
  return { poll, person, muted: through.every((seat) => seat.muted), level: levels.get(key) ?? 0 }
}

/** Whether what was put to a scope is a user's to read. */
export async function readsScope(
  on: Queryable,
  put: Pick<PollRow, 'club_no' | 'group_no' | 'number' | 'seq'>,
  userNo: number,
  now: number,
): Promise<boolean> {
  const seats = await readSeatsIn(on, [{ userNo, clubNo: put.club_no }], now, false)
  return seatsFor(put, seats).length > 0
}
