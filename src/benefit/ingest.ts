import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { benefitInput, benefitLimits, benefitPatch, benefitView, entitlementView } from '../contract/benefits.ts'
import { id, uuid } from '../contract/forms.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { clubTopic } from '../contract/topics.ts'
import { fromInstant, HOUR, toInstant } from '../lib/time.ts'
import type { CommandContext, OutboxMessage } from '../ports/app.ts'
import { judgeOffer, judgePatch, levelOfAudience } from './apply.ts'
import { refusalOfAttached } from './attaching/apply.ts'
import { attachedBy, holdGrants, lockAttached, readGrant } from './attaching/store.ts'
import { withTerms } from './attaching/terms.ts'
import { claimDesk } from './desk.ts'
import {
  announceWithdrawal,
  countOpen,
  findAudience,
  insertBenefit,
  lockBenefit,
  lockClub,
  readPromised,
  scheduleWithdrawal,
  updateBenefit,
  wasSeen,
  type BenefitState,
} from './store.ts'
import { findBenefitView } from './offering/read.ts'

const ownerParams = z.object({ ownerId: id })
const benefitParams = ownerParams.extend({ benefitId: uuid })

const changed = (ownerId: string): OutboxMessage => ({ topic: clubTopic(ownerId), kind: 'benefits.changed', body: {} })

const offer = route({
  name: 'postBenefit',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/benefits',
  tag: 'benefits',
  summary: 'Offer a benefit from a level or a tier on, for joining first, or to the members of a group',
  clauses: ['BEN-1', 'BEN-5', 'BEN-6', 'GRP-15'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  body: benefitInput,
  answer: benefitView,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, day, rules, publish }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const asked = await withTerms(tx, club, body)
      if (isRejection(asked)) return asked
      const { input, attached } = asked
      const refusal = judgeOffer(input, club.currency, now)
      if (refusal !== null) return refusal
      if ((await countOpen(tx, club.club_no, now)) >= benefitLimits.benefitsMost) return reject('benefit_limit')
      const benefitId = uuidv7()
      const fromLevel = levelOfAudience(rules.ofDay(day), body.audience)
      const groupId = 'groupId' in body.audience ? body.audience.groupId : null
      const group = groupId === null ? null : await findAudience(tx, club.club_no, groupId)
      if (groupId !== null && group === null) return reject('not_found', 'No such group of this owner')
      await insertBenefit(tx, club.club_no, benefitId, input, { fromLevel, now, group, attached })
      await publish([changed(params.ownerId)])
      return (await findBenefitView(tx, club.club_no, benefitId, now)) ?? reject('unknown_benefit')
    }),
})

/**
 * Tells who could have seen a benefit when it is withdrawn, or that it is not: its members by a push, groups by a notice, its own group alone where it is
 * for one. The club's topic is read by anybody: what is for one group is not named there.
 * @param withdrawAt UTC ms; null: an announced withdrawal was taken back
 * @rule BEN-11
 */
async function tellWithdrawal(
  { publish, groups }: CommandContext,
  ownerId: string,
  {
    club_no: clubNo,
    benefit_id: benefitId,
    name,
    group_no: groupNo,
    group_id: groupId,
  }: Pick<BenefitState, 'club_no' | 'benefit_id' | 'name' | 'group_no' | 'group_id'>,
  withdrawAt: number | null,
): Promise<void> {
  const at = withdrawAt === null ? {} : { withdrawAt: toInstant(withdrawAt) }
  await publish([
    {
      topic: clubTopic(ownerId),
      kind: withdrawAt === null ? 'benefit.kept' : 'benefit.withdrawing',
      body: { benefitId, ...at, ...(groupId === null ? { name } : { groupId }) },
    },
  ])
  // without a code: who reads it makes one of what it names
  const notice = { clubNo, ownerId, kind: 'notice', body: { withdrawing: { benefitId, name, ...at } } }
  if (groupId === null || groupNo === null) await groups.tell([notice])
  else await groups.post([{ ...notice, group: { groupId, groupNo, number: 0 }, staffId: null }])
}

/**
 * A coupon, or what was granted of it to one club, is on its way out: so is what holds it there, each with its notice, and not before a draw that is to
 * give it. Nothing that was claimed is touched.
 * @param creatorNo null: all clubs
 * @param at UTC ms, at the earliest
 * @rule BEN-6 BEN-11
 */
export async function endAttached(
  context: CommandContext,
  benefitNo: number,
  creatorNo: number | null,
  at: number,
): Promise<void> {
  const { tx, now } = context
  await holdGrants(tx, benefitNo, creatorNo)
  const noticed = Math.max(at, now + benefitLimits.withdrawNoticeHours * HOUR)
  for (const benefit of await lockAttached(tx, benefitNo, creatorNo)) {
    const { until } = await readPromised(tx, benefit, now)
    const ends = until === null ? noticed : Math.max(noticed, until + 1)
    // it ends before by itself
    if (benefit.withdraw_at !== null && benefit.withdraw_at <= ends) continue
    await announceWithdrawal(tx, benefit.benefit_no, ends)
    await context.publish([changed(benefit.owner_id)])
    await tellWithdrawal(context, benefit.owner_id, benefit, ends)
  }
}

const change = route({
  name: 'patchBenefit',
  method: 'PATCH',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}',
  tag: 'benefits',
  summary:
    'Give more, announce its withdrawal, or change its words, unless its description is the promise and was seen',
  clauses: ['BEN-11'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams,
  body: benefitPatch,
  answer: benefitView,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async (context) => {
      const { tx, now, publish } = context
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const coupon = await attachedBy(tx, club.club_no, params.benefitId)
      if (coupon !== null) await holdGrants(tx, coupon, club.club_no)
      const before = await lockBenefit(tx, club.club_no, params.benefitId)
      if (before === null) return reject('unknown_benefit')
      const grant = coupon === null ? null : await readGrant(tx, coupon, club.club_no)
      const refused = grant === null ? null : refusalOfAttached(grant, before, body)
      if (refused !== null) return refused
      const seen = await wasSeen(tx, before, app.calendar.dayOf(before.created_at))
      const promised = await readPromised(tx, before, now)
      const refusal = judgePatch(judged(before, now), body, { currency: club.currency, seen, promised, now })
      if (refusal !== null) return refusal
      await updateBenefit(tx, before, body)
      await publish([changed(params.ownerId)])
      const withdrawAt = body.withdrawAt == null ? null : fromInstant(body.withdrawAt)
      if (withdrawAt !== null) await scheduleWithdrawal(tx, before.benefit_no, withdrawAt)
      // its locks come before those of streams, which whoever is told takes
      if (withdrawAt !== null) await endAttached(context, before.benefit_no, null, withdrawAt)
      const isNews = body.withdrawAt !== undefined && withdrawAt !== before.withdraw_at
      // what nobody can miss any more goes without a word
      if (seen && isNews && (withdrawAt === null || withdrawAt > now))
        await tellWithdrawal(context, params.ownerId, { ...before, name: body.name ?? before.name }, withdrawAt)
      return (await findBenefitView(tx, club.club_no, params.benefitId, now)) ?? reject('unknown_benefit')
    }),
})

const judged = (row: BenefitState, now: number) => ({
  kind: row.kind,
  description: row.description,
  amount: row.terms.amount,
  products: row.products,
  honour: row.terms.honour,
  claimFrom: row.claim_from,
  claimUntil: row.claim_until,
  withdrawn: row.withdraw_at !== null && row.withdraw_at <= now,
  stock: row.stock,
  claimed: row.claimed,
  budget: row.budget,
  committed: row.committed,
  offMost: row.off_most,
  coupon: row.terms.coupon,
})

const claim = route({
  name: 'postClaim',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim',
  tag: 'benefits',
  summary: 'Take a benefit, once ever; `already_claimed` tells `entitlementId` and `state` of what the user has',
  clauses: ['BEN-3', 'BEN-4', 'BEN-5', 'BEN-6'],
  access: { kind: 'self' },
  params: benefitParams.extend({ userId: id }),
  answer: entitlementView,
  status: 201,
  handle: (app, { params: { ownerId, userId, benefitId } }) => app.together(claimDesk, { ownerId, userId, benefitId }),
})

/** Routes that write benefits. */
export const benefitWrites: readonly Route[] = [offer, change, claim]
