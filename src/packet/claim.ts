import { levelOfIntimacy } from '../contract/ladder.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { assert } from '../lib/assert.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { CommandContext, Desk } from '../ports/app.ts'
import { judgeClaimer, judgePacket, takeShare, type Claim, type Claimer } from './apply.ts'
import { packetClaimed, packetMoved } from './publish.ts'
import {
  addClaims,
  holdClubs,
  holdFans,
  holdPeople,
  holdSeats,
  loadPackets,
  placesOf,
  readMemberships,
  readPresences,
  readTaken,
  savePackets,
  type PacketClub,
  type StoredPacket,
} from './store.ts'

/** One tap on a red packet. */
export interface ClaimWish {
  readonly packetId: string
  readonly userId: string
  /** the fan who asks; null: the platform does, and says by it that the user is present */
  readonly fan: string | null
}

export interface ClaimAnswer {
  readonly packetId: string
  readonly amount: { readonly value: number; readonly currency: string }
}

/** Merges that one desk meets while it holds its people; more at once is no world we know. */
const MERGES_MET_MOST = 20

interface Decided {
  readonly claims: readonly Claim[]
  readonly answers: readonly (ClaimAnswer | Rejection)[]
}

/** People of the wishes by outside id: their numbers, and the ids they are known by first. */
interface People {
  readonly numbers: ReadonlyMap<string, number>
  readonly names: ReadonlyMap<number, string | null>
}

/**
 * Where claims of red packets are decided together, in the order in which they came. Checks, in this order: `not_found`, `forbidden`,
 * `already_claimed` (with the amount), `empty`, `expired`, `account_excluded`, `not_in_group`, `not_a_member` | `not_present`, `level_too_low`. Locks clubs, people, fans,
 * seats, packets, books: as everyone does.
 * @rule BEN-8
 */
export const claimDesk: Desk<ClaimWish, ClaimAnswer> = {
  name: 'packet.claim',
  wishesMost: 1_000,
  async decide(context, wishes) {
    const { tx, now } = context
    const seen = await loadPackets(tx, [...new Set(wishes.map(({ packetId }) => packetId))], false)
    // what is over stays over: who comes late for it is answered without a lock
    const live = wishes.filter(({ packetId }) => isOpen(seen.get(packetId), now))
    const clubs = await holdClubs(
      tx,
      [...seen.values()].map(({ clubNo }) => clubNo),
    )
    const people = await holdClaimers(context, wishes, live, seen)
    const claimers = await readClaimers(context, live, seen, clubs, people)
    const locked = await loadPackets(tx, [...new Set(live.map(({ packetId }) => packetId))], true)
    const packets = new Map([...seen, ...locked])
    const taken = await takenBefore(context, wishes, packets, people)
    const decided = decideAll(context, wishes, { packets, clubs, people, claimers, taken })
    await write(context, decided.claims, packets, people)
    return decided.answers
  },
}

const isOpen = (packet: StoredPacket | undefined, now: number): packet is StoredPacket =>
  packet !== undefined && judgePacket(packet, now) === null

const keyOf = (userNo: number, packetId: string): string => `${userNo}:${packetId}`

/**
 * Everyone's number; who may take something is held against a merge. Made known is only who can take a share without being known: the platform
 * vouches that he is present, and the packet is for all present. In a group nobody vouches: a seat is a fact of ours.
 */
async function holdClaimers(
  { tx, members }: CommandContext,
  wishes: readonly ClaimWish[],
  live: readonly ClaimWish[],
  packets: ReadonlyMap<string, StoredPacket>,
): Promise<People> {
  const asked = [...new Set(wishes.flatMap(({ userId, fan }) => (fan === null ? [userId] : [userId, fan])))]
  if (live.length === 0) return { numbers: await members.find(asked), names: new Map() }
  const vouched = live.filter(({ packetId, fan }) => {
    const packet = packets.get(packetId)
    return fan === null && packet?.fromLevel === null && packet.groupNo === null
  })
  if (vouched.length > 0) await members.intern([...new Set(vouched.map(({ userId }) => userId))])
  for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
    const numbers = await members.find(asked)
    const names = await holdPeople(
      tx,
      live.flatMap(({ userId }) => numbers.get(userId) ?? []),
    )
    // merged while we waited for him: his id finds another number now
    if (![...names.values()].includes(null)) return { numbers, names }
  }
  throw new Error('people are merged without end')
}

/** What packets ask of who wants a share, by `keyOf`. */
async function readClaimers(
  { tx, rules, day }: CommandContext,
  live: readonly ClaimWish[],
  packets: ReadonlyMap<string, StoredPacket>,
  clubs: ReadonlyMap<number, PacketClub>,
  { numbers }: People,
): Promise<ReadonlyMap<string, Claimer>> {
  const asked = live.flatMap(({ packetId, userId, fan }) => {
    const packet = packets.get(packetId)
    const userNo = numbers.get(userId)
    return packet === undefined || userNo === undefined ? [] : [{ packet, userNo, vouched: fan === null }]
  })
  if (asked.length === 0) return new Map()
  const pairs = asked.map(({ packet, userNo }) => ({ userNo, clubNo: packet.clubNo }))
  const excluded = new Set(
    (await holdFans(tx, pairs)).flatMap((row) => (row.excluded ? [`${row.user_no}:${row.club_no}`] : [])),
  )
  const rulesNow = rules.ofDay(day)
  const levels = new Map<string, number>()
  for (const row of await readMemberships(tx, pairs))
    if (clubs.get(row.club_no)?.mode === row.mode)
      levels.set(`${row.user_no}:${row.club_no}`, levelOfIntimacy(rulesNow, row.mode, row.intimacy))
  const presences = await readPresences(
    tx,
    asked.flatMap(({ packet: { sessionNo }, userNo, vouched }) =>
      sessionNo === null || vouched ? [] : [{ userNo, sessionNo }],
    ),
  )
  const seats = new Map<string, Awaited<ReturnType<typeof holdSeats>>>()
  for (const seat of await holdSeats(
    tx,
    asked.flatMap(({ packet, userNo }) => (packet.groupNo === null ? [] : [{ userNo, clubNo: packet.clubNo }])),
  )) {
    const key = `${seat.user_no}:${seat.club_no}`
    seats.set(key, [...(seats.get(key) ?? []), seat])
  }
  const present = new Set(presences.map((row) => `${row.user_no}:${row.session_no}`))
  return new Map(
    asked.map(({ packet, userNo, vouched }) => [
      `${keyOf(userNo, packet.packetId)}:${vouched}`,
      {
        excluded: excluded.has(`${userNo}:${packet.clubNo}`),
        level: levels.get(`${userNo}:${packet.clubNo}`) ?? null,
        present: vouched || present.has(`${userNo}:${packet.sessionNo}`),
        seated: (seats.get(`${userNo}:${packet.clubNo}`) ?? []).some(
          (seat) =>
            (packet.groupNo === 0 || packet.groupNo === seat.group_no) &&
            (packet.number === 0 || packet.number === seat.number),
        ),
      },
    ]),
  )
}

/** What they took before, read with the packets locked. */
async function takenBefore(
  { tx }: CommandContext,
  wishes: readonly ClaimWish[],
  packets: ReadonlyMap<string, StoredPacket>,
  { numbers }: People,
): Promise<Map<string, number>> {
  const rows = await readTaken(
    tx,
    wishes.flatMap(({ packetId, userId }) => {
      const userNo = numbers.get(userId)
      return userNo === undefined || !packets.has(packetId) ? [] : [{ userNo, packetId }]
    }),
  )
  return new Map(rows.map((row) => [keyOf(row.user_no, row.packet_id), row.amount]))
}

interface Ground {
  readonly packets: ReadonlyMap<string, StoredPacket>
  readonly clubs: ReadonlyMap<number, PacketClub>
  readonly people: People
  readonly claimers: ReadonlyMap<string, Claimer>
  /** what each took, by `keyOf`; grows as claims are decided */
  readonly taken: Map<string, number>
}

function decideAll({ now, bits }: CommandContext, wishes: readonly ClaimWish[], ground: Ground): Decided {
  const claims: Claim[] = []
  const answers = wishes.map(({ packetId, userId, fan }): ClaimAnswer | Rejection => {
    const { packets, clubs, people, claimers, taken } = ground
    const packet = packets.get(packetId)
    const club = packet === undefined ? undefined : clubs.get(packet.clubNo)
    if (packet === undefined || club === undefined) return reject('not_found')
    const userNo = people.numbers.get(userId)
    if (fan !== null && fan !== userId && (userNo === undefined || people.numbers.get(fan) !== userNo))
      return reject('forbidden')
    const money = (value: number) => ({ value, currency: club.currency })
    const before = userNo === undefined ? undefined : taken.get(keyOf(userNo, packetId))
    if (before !== undefined) return reject('already_claimed', undefined, { amount: money(before) })
    const over = judgePacket(packet, now)
    if (over !== null) return over
    const nobody: Claimer = { excluded: false, level: null, present: fan === null, seated: false }
    const claimer = userNo === undefined ? nobody : claimers.get(`${keyOf(userNo, packetId)}:${fan === null}`)
    assert(claimer !== undefined, 'who wants a share of an open packet was looked at')
    const refusal = judgeClaimer(packet, claimer)
    if (refusal !== null) return refusal
    assert(userNo !== undefined, 'who may take a share is known')
    const claim = takeShare(packet, userNo, bits)
    claims.push(claim)
    taken.set(keyOf(userNo, packetId), claim.amount)
    return { packetId, amount: money(claim.amount) }
  })
  return { claims, answers }
}

/** Claims, packets, money and what is told: a fixed number of statements, whatever the number of claims. */
async function write(
  { tx, now, money, publish }: CommandContext,
  claims: readonly Claim[],
  packets: ReadonlyMap<string, StoredPacket>,
  { names }: People,
): Promise<void> {
  if (claims.length === 0) return
  const moved = [...new Set(claims.map(({ packetId }) => packetId))].flatMap((id) => packets.get(id) ?? [])
  await money.books(moved.map(({ clubNo }) => clubNo))
  await savePackets(tx, moved)
  crashPoint('packet.taken')
  await addClaims(tx, claims, now)
  await money.book(
    claims.flatMap(({ packetId, userNo, amount }) => {
      const packet = packets.get(packetId)
      return packet === undefined ? [] : [{ clubNo: packet.clubNo, kind: 'packetClaimed', amount, userNo, packetId }]
    }),
  )
  crashPoint('packet.paid')
  const places = await placesOf(
    tx,
    moved.map(({ packetId }) => packetId),
  )
  await publish([
    ...claims.flatMap((claim) => {
      const place = places.get(claim.packetId)
      const userId = names.get(claim.userNo)
      return place === undefined || userId == null ? [] : [packetClaimed(claim, userId, place)]
    }),
    ...moved.flatMap((packet) => {
      const place = places.get(packet.packetId)
      return place === undefined ? [] : [packetMoved(packet, place)]
    }),
  ])
}
