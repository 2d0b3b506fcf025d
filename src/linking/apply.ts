import { linkLimits, type PartyEnd } from '../contract/linking.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { MINUTE, SECOND } from '../lib/time.ts'
import type { HeldLink, PartyRow } from './rows.ts'

/** How the outside names a link: its owner's number and its own there. It is no secret: whoever names one that is not his is refused. */
export const linkIdOf = (clubNo: number, linkNo: number): string => `${clubNo}-${linkNo}`

/** Reads a link's id; null: it is none. */
export function parseLinkId(text: string): { clubNo: number; linkNo: number } | null {
  const match = /^([1-9]\d{0,8})-([1-9]\d{0,8})$/.exec(text)
  return match === null ? null : { clubNo: Number(match[1]), linkNo: Number(match[2]) }
}

/** Who goes, and what becomes of the link. */
export interface Parting {
  /** by number; those whom the link's end takes along too */
  readonly out: ReadonlyMap<number, PartyEnd>
  /** null: the link goes on */
  readonly ended: PartyEnd | null
}

/**
 * What follows when some parties go: without the owner or without a fan, rung or there, the link is over and all are out.
 * @param going who is out already is passed over
 * @rule GRP-8
 */
export function part({ link, parties }: HeldLink, going: ReadonlyMap<number, PartyEnd>): Parting {
  const left = parties.filter(({ status }) => status !== 'out')
  const out = new Map([...going].filter(([party]) => left.some((one) => one.party === party)))
  const [last] = [...out.values()].slice(-1)
  if (last === undefined) return { out, ended: null }
  const stay = left.filter(({ party }) => !out.has(party))
  const ownersEnd = out.get(0)
  if (ownersEnd === undefined && stay.some(({ party }) => party !== 0)) return { out, ended: null }
  // an owner who gives up while nobody has come calls it off
  const ended =
    ownersEnd === undefined ? last : ownersEnd === 'hungUp' && link.status === 'ringing' ? 'cancelled' : ownersEnd
  for (const { party, status } of stay) out.set(party, status === 'ringing' ? 'cancelled' : 'ended')
  return { out, ended }
}

/** Until when a party stays without another word: a ring's end, or the last word and the patience after it. UTC ms. */
export const staysUntil = ({ status, ring_until: ringUntil, seen_at: seenAt }: PartyRow): number =>
  status === 'out'
    ? Infinity
    : status === 'ringing'
      ? (ringUntil ?? Infinity)
      : (seenAt ?? 0) + linkLimits.lostSeconds * SECOND

/** Who did not answer in time and who has not been heard of, by an instant. */
export const overdue = (parties: readonly PartyRow[], now: number): ReadonlyMap<number, PartyEnd> =>
  new Map(
    parties.flatMap((party) =>
      staysUntil(party) <= now ? [[party.party, party.status === 'ringing' ? 'missed' : 'lost'] as const] : [],
    ),
  )

/** When somebody is next overdue if no word comes; null: nobody ever. */
export function nextCheck(parties: readonly PartyRow[]): number | null {
  const at = Math.min(...parties.map(staysUntil))
  return Number.isFinite(at) ? at : null
}

/** A party's minute after it sent so much more, or `too_many_requests`. @param characters of all signals */
export function countSignals(
  party: Pick<PartyRow, 'minute_at' | 'minute_signals' | 'minute_characters'>,
  sent: { readonly signals: number; readonly characters: number },
  now: number,
): { readonly minuteAt: number; readonly signals: number; readonly characters: number } | Rejection {
  const fresh = party.minute_at === null || now >= party.minute_at + MINUTE
  const minuteAt = fresh ? now : (party.minute_at ?? now)
  const signals = (fresh ? 0 : party.minute_signals) + sent.signals
  const characters = (fresh ? 0 : party.minute_characters) + sent.characters
  if (signals <= linkLimits.signalsPerMinute && characters <= linkLimits.signalCharactersPerMinute)
    return { minuteAt, signals, characters }
  return reject('too_many_requests', undefined, {
    retryAfterSeconds: Math.max(1, Math.ceil((minuteAt + MINUTE - now) / SECOND)),
  })
}

/** The party of a user: he may have been called more than once, and the time that he is in counts, else the last. */
export function partyOfUser(parties: readonly PartyRow[], userNo: number | null): PartyRow | undefined {
  const his = parties.filter((party) => party.user_no !== null && party.user_no === userNo)
  return his.find(({ status }) => status !== 'out') ?? his.at(-1)
}
