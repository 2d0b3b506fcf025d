import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { uuid } from '../contract/forms.ts'
import { moneyLimits, packetClaimAnswer, packetClaimInput, redPacketInput, redPacketView } from '../contract/money.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf, mayActFor } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { HOUR } from '../lib/time.ts'
import type { CommandContext } from '../ports/app.ts'
import { claimDesk } from './claim.ts'
import { packetOpened } from './publish.ts'
import { viewPacket } from './read.ts'
import { addPacket, findClub, findSession, notePosted, type NewPacket } from './store.ts'

type Input = z.output<typeof redPacketInput>

const packetParams = z.object({ packetId: uuid })

/** A packet lies at most 24 hours; null: the wish is past or beyond. @returns UTC ms */
function endOf({ expiresAt }: Input, now: number): number | null {
  const latest = now + moneyLimits.packetHours * HOUR
  if (expiresAt === undefined) return latest
  const wished = Date.parse(expiresAt)
  return wished > now && wished <= latest ? wished : null
}

/** The level from which a packet is open; null: to all present. A tier is its first level (LVL-1). */
function levelOf({ minLevel, tier }: Input, rules: RuleSet): number | null {
  if (tier === undefined) return minLevel ?? null
  return rules.tiers.find(({ name }) => name === tier)?.fromLevel ?? 1
}

const NOWHERE = { groupId: null, groupNo: null, number: null }

/** The groups that a packet is for, as its row keeps them. Codes: as `groups.place`. */
async function placeOf({ groups }: CommandContext, { ownerId, groupId, subGroupId, to }: Input) {
  if (groupId === undefined && to === undefined) return NOWHERE
  const place = await groups.place({ ownerId, groupId: groupId ?? null, subGroupId: subGroupId ?? null })
  return place ?? { groupId: null, groupNo: 0, number: 0 }
}

/**
 * Opens a packet: its total goes from the budget into what is held; in a group it is posted with it. Checks, in this order: `unknown_owner`,
 * `amount_invalid` (another currency), `not_found` (group, sub-group), `forbidden` (who does not run it), `group_closed`, `not_found` (session),
 * `not_live`, `malformed` (expiresAt), `words_not_allowed` (greeting), `budget_too_low`. Locks the club and the group, the owner's book, then the club's stream.
 * @rule BEN-8 GRP-8
 */
async function open(context: CommandContext, body: Input): Promise<{ packetId: string } | Rejection> {
  const { tx, now, money, rules, day, publish, subject, words } = context
  const club = await findClub(tx, body.ownerId)
  if (club === null) return reject('unknown_owner')
  if (body.total.currency !== club.currency) return reject('amount_invalid', `The owner's currency is ${club.currency}`)
  const place = await placeOf(context, body)
  if (isRejection(place)) return place
  const session = body.sessionId === undefined ? null : await findSession(tx, club.club_no, body.sessionId)
  if (body.sessionId !== undefined && session === null) return reject('not_found', 'No such session of this owner')
  if (session?.ended === true) return reject('not_live')
  const expiresAt = endOf(body, now)
  if (expiresAt === null)
    return reject('malformed', undefined, {
      errors: [{ path: 'expiresAt', message: `After now and within ${moneyLimits.packetHours} hours` }],
    })
  const { greeting } = body
  const [worded] =
    greeting === undefined ? [] : await words.judge([{ clubNo: club.club_no, side: 'owner', body: { greeting } }])
  if (worded?.refused != null) return reject(worded.refused)
  const book = (await money.books([club.club_no])).get(club.club_no)
  if (book === undefined || book.budget < body.total.value) return reject('budget_too_low')
  const packet: NewPacket = {
    packetId: uuidv7(),
    clubNo: club.club_no,
    sessionNo: session?.session_no ?? null,
    ...place,
    split: body.split,
    total: body.total.value,
    count: body.count,
    fromLevel: levelOf(body, rules.ofDay(day)),
    greeting: worded?.body.greeting ?? null,
    openedAt: now,
    openedBy: actorOf(subject),
    expiresAt,
  }
  await addPacket(tx, packet)
  const { packetId, clubNo, total, openedBy } = packet
  await money.book([{ clubNo, kind: 'packetOpened', amount: total, packetId, actor: openedBy }])
  const { owner_id, currency } = club
  if (place.groupNo !== null) await post(context, packet, owner_id)
  else {
    const where = {
      owner_id,
      currency,
      session_id: body.sessionId ?? null,
      group_id: null,
      group_no: null,
      number: null,
    }
    await publish([packetOpened(packet, where)])
  }
  return { packetId }
}

/** No packet in a group without its message, and no message without its packet. */
async function post({ tx, groups, subject }: CommandContext, packet: NewPacket, ownerId: string): Promise<void> {
  const { packetId, clubNo, groupId, groupNo, number } = packet
  const [seq] = await groups.post([
    {
      clubNo,
      ownerId,
      group: groupId === null || groupNo === null || number === null ? null : { groupId, groupNo, number },
      kind: 'redPacket',
      body: { packetId },
      staffId: subject.role === 'staff' ? subject.id : null,
    },
  ])
  if (seq !== undefined) await notePosted(tx, packetId, seq)
}

const openPacket = route({
  name: 'postRedPacket',
  method: 'POST',
  path: '/v1/red-packets',
  tag: 'money',
  summary:
    'Open a red packet: equal or lucky shares, for all present, from a level or tier, or for a group, where it is posted; what nobody takes returns after 24 hours',
  clauses: ['BEN-8', 'GRP-8'],
  access: { kind: 'any' },
  body: redPacketInput,
  answer: redPacketView,
  status: 201,
  handle: async (app, { body, subject }) => {
    if (!mayActFor(subject, body.ownerId, 'benefits')) return reject('forbidden')
    const opened = await app.command(subject, (context) => open(context, body))
    return isRejection(opened) ? opened : viewPacket(app, subject, opened.packetId)
  },
})

const claimPacket = route({
  name: 'postRedPacketClaim',
  method: 'POST',
  path: '/v1/red-packets/{packetId}/claim',
  tag: 'money',
  summary: 'Take a share; the platform’s own call says that the user is present',
  clauses: ['BEN-8'],
  access: { kind: 'any' },
  params: packetParams,
  body: packetClaimInput,
  answer: packetClaimAnswer,
  handle: (app, { params, body, subject }) => {
    const platform = subject.role === 'platform' || subject.role === 'admin'
    if (!platform && subject.role !== 'fan') return Promise.resolve(reject('forbidden'))
    return app.together(claimDesk, {
      packetId: params.packetId,
      userId: body.userId,
      fan: platform ? null : subject.id,
    })
  },
})

/** Routes that write red packets. */
export const packetWrites: readonly Route[] = [openPacket, claimPacket]
