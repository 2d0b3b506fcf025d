import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import {
  campaignInput,
  campaignPatch,
  campaignView,
  campaignWinner,
  deliveredInput,
  drawnKinds,
  entryInput,
  entryView,
  type CampaignInput,
  type CampaignPatch,
} from '../contract/campaigns.ts'
import { id, uuid } from '../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf, mayActFor } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { fromInstant, toInstant } from '../lib/time.ts'
import type { App, CommandContext } from '../ports/app.ts'
import { judgePlan, leastLevelOf, readConditions, type CampaignPlan } from './apply.ts'
import { entryDesk } from './entering/desk.ts'
import { namedBenefits, type NamedBenefit } from './prizes/store.ts'
import { isSelf, viewCampaign, winnersByEntry } from './read.ts'
import { setDelivered } from './drawing/store.ts'
import { startCampaign } from './running/store.ts'
import {
  cancelCampaign,
  findCampaign,
  hasBegun,
  holdClub,
  holdRoom,
  holdSession,
  insertCampaign,
  isRoomTaken,
  replan,
  toldOf,
  type CampaignRow,
  type PrizeRow,
} from './store.ts'

const campaignParams = z.object({ campaignId: uuid })

/** A plan of what was asked; a start that is over is now. Refuses `condition_forbidden` | `malformed`. */
function planOf(body: CampaignInput, now: number): CampaignPlan | Rejection {
  const conditions = readConditions(body.conditions)
  if (isRejection(conditions)) return conditions
  return {
    kind: body.kind,
    name: body.name,
    startsAt: body.startsAt === undefined ? now : Math.max(now, fromInstant(body.startsAt)),
    endsAt: fromInstant(body.endsAt),
    conditions,
    prizes: body.prizes,
    severalPerUser: body.severalPerUser,
    orderMinimum: body.orders?.minimum ?? null,
  }
}

/**
 * What is asked of a plan beyond its own words: that benefits it names are the club's, the ticket a luckyBag, that a prize's can be given when the
 * campaign ends, and that the room is free. The club must be held. @param before the prizes that it has already @rule BEN-5 BEN-7
 */
async function judgePlace(
  { tx, now }: CommandContext,
  plan: CampaignPlan,
  place: { clubNo: number; sessionNo: number | null; campaignNo: number | null },
  before: readonly Pick<PrizeRow, 'benefitId' | 'quota'>[] = [],
): Promise<Rejection | null> {
  const ticket = plan.conditions.benefitId
  const prizes = plan.prizes.map(({ benefitId }) => benefitId)
  const named = [...prizes, ticket].filter((benefitId) => benefitId !== undefined)
  const benefits = await namedBenefits(tx, place.clubNo, [...new Set(named)], { now, butNot: place.campaignNo })
  const errors = prizes.flatMap((benefitId, index) => {
    const message =
      benefitId === undefined ? null : unfitPrize(plan, benefitId, benefits.get(benefitId), quotaOf(before, benefitId))
    return message === null ? [] : [{ path: `prizes.${index}.benefitId`, message }]
  })
  if (ticket !== undefined && !isTicket(benefits.get(ticket), now))
    errors.push({ path: 'conditions.benefitId', message: 'Not a luckyBag benefit of this club' })
  if (errors.length > 0) return reject('malformed', undefined, { errors })
  if (place.sessionNo !== null && (await isRoomTaken(tx, place.clubNo, plan, { butNot: place.campaignNo, now })))
    return reject('campaign_running')
  return null
}

const isTicket = (benefit: NamedBenefit | undefined, now: number): boolean =>
  benefit?.kind === 'luckyBag' && (benefit.withdrawAt === null || benefit.withdrawAt > now)

/** How much of a benefit prizes give together. */
const quotaOf = (
  prizes: readonly { readonly benefitId?: string | null | undefined; readonly quota: number }[],
  benefitId: string,
): number => prizes.reduce((sum, prize) => sum + (prize.benefitId === benefitId ? prize.quota : 0), 0)

/**
 * Why a benefit is no prize of a plan; null: it is one. A wish gives nothing; in an exchange nobody pays for what cannot be given; but who wins a draw
 * is to get what it promised.
 * @param promised how much of it the campaign was to give before the change: what others claimed since is not held against it
 */
function unfitPrize(
  { kind, endsAt, prizes }: CampaignPlan,
  benefitId: string,
  benefit: NamedBenefit | undefined,
  promised: number,
): string | null {
  if (benefit === undefined) return 'Not a benefit of this club'
  if (kind === 'wishList') return null
  if (benefit.validUntil !== null && benefit.validUntil <= endsAt)
    return 'Its coupon has run out when the campaign ends'
  if (!drawnKinds.has(kind)) return null
  if (benefit.withdrawAt !== null && benefit.withdrawAt <= endsAt) return 'It is withdrawn when the campaign ends'
  const asked = quotaOf(prizes, benefitId)
  return asked > promised && benefit.left !== null && benefit.left < asked
    ? 'Less of it is left than the campaign would give'
    : null
}

const makeCampaign = route({
  name: 'postCampaign',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/campaigns',
  tag: 'campaigns',
  summary:
    'Make a lucky bag, a draw, a free order, a wish list or an exchange for points; without `startsAt` it begins at once and cannot be changed any more',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'club', permission: 'benefits' },
  params: z.object({ ownerId: id }),
  body: campaignInput,
  answer: campaignView,
  status: 201,
  handle: async (app, { params, body, subject }) => {
    const made = await app.command(subject, async (context) => {
      const { tx, now, rules, day } = context
      const club = await holdClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const plan = planOf(body, now)
      if (isRejection(plan)) return plan
      if (body.sessionId !== undefined && body.kind !== 'luckyBag') return onlyBags
      const refusal = judgePlan(plan, club.currency)
      if (refusal !== null) return refusal
      const isBag = body.kind === 'luckyBag'
      const sessionNo = isBag ? await holdRoom(tx, club.club_no, body.sessionId ?? null) : null
      if (isBag && sessionNo === null) return reject('not_live')
      const place = { clubNo: club.club_no, sessionNo, campaignNo: null }
      const unfit = await judgePlace(context, plan, place)
      if (unfit !== null) return unfit
      const leastLevel = leastLevelOf(plan.conditions, rules.ofDay(day))
      const campaignId = uuidv7()
      const campaignNo = await insertCampaign(tx, { ...plan, ...place, campaignId, leastLevel }, now, actorOf(subject))
      await context.publish(
        plan.startsAt > now
          ? toldOf({ owner_id: params.ownerId, campaign_id: campaignId, session_id: null }, 'planned')
          : await startCampaign(tx, campaignNo, plan.startsAt),
      )
      return { campaignId }
    })
    return isRejection(made) ? made : viewCampaign(app, subject, made.campaignId)
  },
})

const onlyBags = reject('malformed', undefined, {
  errors: [{ path: 'sessionId', message: 'Only a lucky bag has a room' }],
})

/** Runs a change of a planned campaign, held with its club and room; `not_found` | `forbidden` | `campaign_started` | what the change refuses. */
async function change(
  app: App,
  { campaignId, subject }: { campaignId: string; subject: Parameters<App['command']>[0] },
  work: (context: CommandContext, row: CampaignRow) => Promise<Rejection | null>,
) {
  const seen = await findCampaign(app.db, campaignId)
  if (seen === null) return reject('not_found')
  if (!mayActFor(subject, seen.owner_id, 'benefits')) return reject('forbidden')
  const done = await app.command(subject, async (context) => {
    await holdClub(context.tx, seen.owner_id)
    if (seen.session_no !== null) await holdSession(context.tx, seen.session_no)
    const row = await findCampaign(context.tx, campaignId, true)
    if (row === null) return reject('not_found')
    if (row.status !== 'planned' || hasBegun(row, context.now)) return reject('campaign_started')
    return (await work(context, row)) ?? {}
  })
  return isRejection(done) ? done : viewCampaign(app, subject, campaignId)
}

/** What was asked first, with what is asked now over it. */
function patched(row: CampaignRow, patch: CampaignPatch): CampaignInput {
  const money = (value: number) => ({ value, currency: row.currency })
  const asked = {
    kind: row.kind,
    name: row.name,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    conditions: row.conditions,
    prizes: row.prizes.map(({ name, quota, worth, benefitId, points }) => ({
      name,
      quota,
      worth: money(worth),
      ...(benefitId === null ? {} : { benefitId }),
      ...(points === null ? {} : { points }),
    })),
    severalPerUser: row.several_per_user,
    orders: row.order_minimum === null ? undefined : { minimum: money(row.order_minimum) },
  }
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return { ...asked, ...given }
}

const changeCampaign = route({
  name: 'patchCampaign',
  method: 'PATCH',
  path: '/v1/campaigns/{campaignId}',
  tag: 'campaigns',
  summary: 'Change a campaign that has not begun; judged anew as a whole',
  clauses: ['BEN-7'],
  access: { kind: 'any' },
  params: campaignParams,
  body: campaignPatch,
  answer: campaignView,
  handle: (app, { params, body, subject }) =>
    change(app, { ...params, subject }, async (context, row) => {
      const { tx, now, rules, day } = context
      const plan = planOf(patched(row, body), now)
      if (isRejection(plan)) return plan
      const refusal = judgePlan(plan, row.currency)
      if (refusal !== null) return refusal
      const place = { clubNo: row.club_no, sessionNo: row.session_no, campaignNo: row.campaign_no }
      const unfit = await judgePlace(context, plan, place, row.prizes)
      if (unfit !== null) return unfit
      const leastLevel = leastLevelOf(plan.conditions, rules.ofDay(day))
      await replan(tx, row.campaign_no, { ...plan, leastLevel, sessionNo: row.session_no }, now)
      await context.publish(
        plan.startsAt > now
          ? toldOf({ ...row, session_id: null }, 'planned')
          : await startCampaign(tx, row.campaign_no, plan.startsAt),
      )
      return null
    }),
})

const callOff = route({
  name: 'cancelCampaign',
  method: 'POST',
  path: '/v1/campaigns/{campaignId}/cancel',
  tag: 'campaigns',
  summary: 'Call off a campaign that has not begun',
  clauses: ['BEN-7'],
  access: { kind: 'any' },
  params: campaignParams,
  answer: campaignView,
  handle: (app, { params, subject }) =>
    change(app, { ...params, subject }, async ({ tx, publish }, row) => {
      await cancelCampaign(tx, row.campaign_no)
      await publish(toldOf(row, 'cancelled'))
      return null
    }),
})

const enter = route({
  name: 'postCampaignEntry',
  method: 'POST',
  path: '/v1/campaigns/{campaignId}/entries',
  tag: 'campaigns',
  summary: 'Take part, once; again: the same answer. What is still missing comes as `missing` of `condition_missing`',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'any' },
  params: campaignParams,
  body: entryInput,
  answer: entryView,
  status: 201,
  handle: async (app, { params, body, subject }) => {
    if (!(await isSelf(app.db, subject, body.userId))) return reject('forbidden')
    return app.together(entryDesk, { ...body, campaignId: params.campaignId })
  },
})

const deliver = route({
  name: 'putCampaignWinnerDelivered',
  method: 'PUT',
  path: '/v1/campaigns/{campaignId}/winners/{entry}/delivered',
  tag: 'campaigns',
  summary: 'Note that a winner, or who exchanged points for it, got his prize, or take that back',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'any' },
  params: z.object({ campaignId: uuid, entry: z.coerce.number().int().min(0).max(2_147_483_647) }),
  body: deliveredInput,
  answer: campaignWinner,
  handle: async (app, { params, body, subject }) => {
    const seen = await findCampaign(app.db, params.campaignId)
    if (seen === null) return reject('not_found')
    if (!mayActFor(subject, seen.owner_id, 'benefits')) return reject('forbidden')
    return app.command(subject, async ({ tx, now }) => {
      const winners = await winnersByEntry(tx, seen, params.entry)
      const winner = winners.find(({ prize }) => body.prize === undefined || prize === body.prize)
      if (winner === undefined) return reject('not_found')
      if (body.prize === undefined && winners.length > 1) return reject('prize_required')
      const { prize } = winner
      await setDelivered(tx, { campaignNo: seen.campaign_no, entry: params.entry, prize }, body.delivered, {
        at: now,
        actor: actorOf(subject),
      })
      return { ...winner, delivered: body.delivered }
    })
  },
})

/** Routes that write campaigns. */
export const campaignWrites: readonly Route[] = [makeCampaign, changeCampaign, callOff, enter, deliver]
