import { z } from 'zod'
import { uuid } from '../contract/forms.ts'
import {
  invitationInput,
  linkInput,
  linkSeat,
  linkView,
  presenceInput,
  speakerInput,
  type LinkSeat,
  type LinkView,
  type RelaySettings,
  type PartyEnd,
} from '../contract/linking.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { toInstant } from '../lib/time.ts'
import type { CommandContext } from '../ports/app.ts'
import { parseLinkId } from './apply.ts'
import { holdCalled, ring } from './calling.ts'
import { iceServersFor } from './ice.ts'
import { linkChanged } from './publish.ts'
import { isOwnersSide, partyOf, speakerIn } from './rights.ts'
import { keyOf, leaveLink } from './running.ts'
import type { HeldLink, PartyRow } from './rows.ts'
import { addLink, enter, findLink, findPlace, lockLink, noteSeen } from './store.ts'
import { viewOf } from './views.ts'

/** Characters of a link's id. */
export const linkId = z.string().max(32)
const linkParams = z.object({ linkId })

/** A link by its outside id, held; people are held before. Refuses `not_found`. */
export async function holdLink({ tx }: Pick<CommandContext, 'tx'>, text: string): Promise<HeldLink | Rejection> {
  const key = parseLinkId(text)
  return (key === null ? null : await lockLink(tx, key)) ?? reject('not_found')
}

/** The party that speaks, in a link that is held, and runs. Refuses as `speakerIn`, and `link_over`. */
async function speaker(
  context: CommandContext,
  text: string,
  from: string,
): Promise<{ held: HeldLink; party: PartyRow } | Rejection> {
  // people before links, as everywhere: nobody is merged away meanwhile
  await context.members.hold([from])
  const held = await holdLink(context, text)
  if (isRejection(held)) return held
  const party = await speakerIn(context.tx, context.subject, held, from)
  if (isRejection(party)) return party
  return held.link.status === 'ended' || party.status === 'out' ? reject('link_over') : { held, party }
}

/** The same for a device that must be the one that came last. Refuses `link_moved` too. */
export async function sitter(
  context: CommandContext,
  text: string,
  word: { readonly from: string; readonly sitting: number },
): Promise<{ held: HeldLink; party: PartyRow } | Rejection> {
  const found = await speaker(context, text, word.from)
  if (isRejection(found)) return found
  return found.party.status === 'in' && found.party.sitting === word.sitting ? found : reject('link_moved')
}

/** A link again, after it changed, as one party sees it. */
async function again(context: CommandContext, held: HeldLink, mine: number | null): Promise<LinkView> {
  return viewOf((await findLink(context.tx, keyOf(held))) ?? held, mine)
}

const concerned = ({ parties }: HeldLink): readonly PartyRow[] => parties.filter(({ status }) => status !== 'out')

const invite = route({
  name: 'postLinkInvitation',
  method: 'POST',
  path: '/v1/links/{linkId}/invitations',
  tag: 'linking',
  summary: 'Call one more member of the group into a link',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: linkParams,
  body: invitationInput,
  answer: linkView,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async (context) => {
      const key = parseLinkId(params.linkId)
      const seen = key === null ? null : await findLink(context.tx, key)
      if (seen === null) return reject('not_found')
      if (!(await isOwnersSide(context.tx, subject, seen.link))) return reject('forbidden')
      const called = await holdCalled(context, seen.link.group_no, [body.userId])
      if (isRejection(called)) return called
      const held = await holdLink(context, params.linkId)
      if (isRejection(held)) return held
      const rung = await ring(context, held, called)
      if (isRejection(rung)) return rung
      await context.publish(linkChanged(rung.link, rung.link.status, concerned(rung)))
      return viewOf(rung, await partyOf(context.tx, subject, rung))
    }),
})

const leave = route({
  name: 'postLinkLeave',
  method: 'POST',
  path: '/v1/links/{linkId}/leave',
  tag: 'linking',
  summary: 'Decline a link that rings, or hang up; the owner’s side ends it for all',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: linkParams,
  body: speakerInput,
  answer: linkView,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async (context) => {
      const found = await speaker(context, params.linkId, body.from)
      if (isRejection(found)) return found
      const { held, party } = found
      const how: PartyEnd = party.status === 'ringing' ? 'declined' : 'hungUp'
      await context.publish(await leaveLink(context.tx, held, new Map([[party.party, how]]), context.now))
      return again(context, held, party.party)
    }),
})

const sendOut = route({
  name: 'deleteLinkParty',
  method: 'DELETE',
  path: '/v1/links/{linkId}/parties/{party}',
  tag: 'linking',
  summary: 'Call a ring off, or send a fan out; the owner’s side alone',
  clauses: ['GRP-8', 'GRP-9'],
  access: { kind: 'any' },
  params: linkParams.extend({ party: z.coerce.number().int().min(1).max(32_000) }),
  answer: linkView,
  handle: (app, { params, subject }) =>
    app.command(subject, async (context) => {
      const held = await holdLink(context, params.linkId)
      if (isRejection(held)) return held
      if (!(await isOwnersSide(context.tx, subject, held.link))) return reject('forbidden')
      const party = held.parties.find((one) => one.party === params.party)
      if (party === undefined) return reject('not_in_link')
      if (party.status === 'out') return reject('link_over')
      const how: PartyEnd = party.status === 'ringing' ? 'cancelled' : 'removed'
      await context.publish(await leaveLink(context.tx, held, new Map([[party.party, how]]), context.now))
      return again(context, held, await partyOf(context.tx, subject, held))
    }),
})

/** Routes that end something or call somebody, and those that give a device its place, with the servers that help it. */
export function linkWrites(relays: RelaySettings): readonly Route[] {
  const seatOf = (
    link: LinkView,
    party: Pick<PartyRow, 'party' | 'last_seq'>,
    sitting: number,
    { now, realNow }: { readonly now: number; readonly realNow: number },
  ): LinkSeat => ({
    at: toInstant(now),
    link,
    party: party.party,
    sitting,
    lastSeq: party.last_seq,
    iceServers: iceServersFor(relays, `${link.linkId}.${party.party}`, realNow),
  })

  const start = route({
    name: 'postLink',
    method: 'POST',
    path: '/v1/groups/{groupId}/links',
    tag: 'linking',
    summary: 'The owner’s side calls one or two members: their phones ring for 30 seconds',
    clauses: ['GRP-8'],
    access: { kind: 'any' },
    params: z.object({ groupId: uuid }),
    body: linkInput,
    answer: linkSeat,
    status: 201,
    handle: (app, { params, body, subject, realNow }) =>
      app.command(subject, async (context) => {
        const group = await findPlace(context.tx, params.groupId, true)
        if (group === null) return reject('not_found')
        if (!(await isOwnersSide(context.tx, subject, group))) return reject('forbidden')
        if (group.closed_at !== null) return reject('group_closed')
        const called = await holdCalled(context, group.group_no, body.userIds)
        if (isRejection(called)) return called
        const place = { clubNo: group.club_no, groupNo: group.group_no }
        const linkNo = await addLink(context.tx, { ...place, kind: body.kind, by: actorOf(subject) }, context.now)
        const held = linkNo === null ? null : await lockLink(context.tx, { clubNo: group.club_no, linkNo })
        if (held === null) return reject('link_running')
        const rung = await ring(context, held, called)
        if (isRejection(rung)) return rung
        await context.publish(linkChanged(rung.link, rung.link.status, concerned(rung)))
        return seatOf(viewOf(rung, 0), { party: 0, last_seq: 0 }, 1, { now: context.now, realNow })
      }),
  })

  const join = route({
    name: 'postLinkJoin',
    method: 'POST',
    path: '/v1/links/{linkId}/join',
    tag: 'linking',
    summary: 'Answer a link that rings, or come back to one; the device that came last has the place',
    clauses: ['GRP-8'],
    access: { kind: 'any' },
    params: linkParams,
    body: speakerInput,
    answer: linkSeat,
    handle: (app, { params, body, subject, realNow }) =>
      app.command(subject, async (context) => {
        const found = await speaker(context, params.linkId, body.from)
        if (isRejection(found)) return found
        const { held, party } = found
        const sitting = await enter(context.tx, keyOf(held), party.party, context.now)
        const view = await again(context, held, party.party)
        await context.publish(linkChanged(held.link, view.status, concerned(held)))
        return seatOf(view, party, sitting, { now: context.now, realNow })
      }),
  })

  const presence = route({
    name: 'postLinkPresence',
    method: 'POST',
    path: '/v1/links/{linkId}/presence',
    tag: 'linking',
    summary: 'A device is still there: every 15 seconds; who is not heard of for 60 is out',
    clauses: ['GRP-8'],
    access: { kind: 'any' },
    params: linkParams,
    body: presenceInput,
    answer: linkSeat,
    handle: (app, { params, body, subject, realNow }) =>
      app.command(subject, async (context) => {
        const found = await sitter(context, params.linkId, body)
        if (isRejection(found)) return found
        const { held, party } = found
        await noteSeen(context.tx, keyOf(held), party.party, { now: context.now, read: body.read })
        return seatOf(viewOf(held, party.party), party, party.sitting, { now: context.now, realNow })
      }),
  })

  return [start, invite, join, leave, sendOut, presence]
}
