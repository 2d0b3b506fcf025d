import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { benefitInput, benefitLimits, benefitPatch, benefitView, entitlementView } from '../contract/benefits.ts'
import { id, uuid } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { clubTopic } from '../contract/topics.ts'
import { fromInstant, toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import { judgeOffer, judgePatch, levelOfAudience } from './apply.ts'
import { claimDesk } from './desk.ts'
import {
  countOpen,
  findAudience,
  insertBenefit,
  lockBenefit,
  lockClub,
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
      const refusal = judgeOffer(body, club.currency, now)
      if (refusal !== null) return refusal
      if ((await countOpen(tx, club.club_no)) >= benefitLimits.benefitsMost) return reject('benefit_limit')
      const benefitId = uuidv7()
      const fromLevel = levelOfAudience(rules.ofDay(day), body.audience)
      const groupId = 'groupId' in body.audience ? body.audience.groupId : null
      const group = groupId === null ? null : await findAudience(tx, club.club_no, groupId)
      if (groupId !== null && group === null) return reject('not_found', 'No such group of this owner')
      await insertBenefit(tx, club.club_no, benefitId, body, { fromLevel, now, group })
      await publish([changed(params.ownerId)])
      return (await findBenefitView(tx, club.club_no, benefitId, now)) ?? reject('unknown_benefit')
    }),
})

const change = route({
  name: 'patchBenefit',
  method: 'PATCH',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}',
  tag: 'benefits',
  summary: 'Change its words, give more, or announce its withdrawal',
  clauses: ['BEN-11'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams,
  body: benefitPatch,
  answer: benefitView,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, publish }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const before = await lockBenefit(tx, club.club_no, params.benefitId)
      if (before === null) return reject('unknown_benefit')
      const seen = await wasSeen(tx, club.club_no, app.calendar.dayOf(before.created_at))
      const refusal = judgePatch(judged(before, now), body, { currency: club.currency, seen, now })
      if (refusal !== null) return refusal
      await updateBenefit(tx, before, body)
      const messages = [changed(params.ownerId)]
      if (body.withdrawAt != null) {
        const at = fromInstant(body.withdrawAt)
        await scheduleWithdrawal(tx, before.benefit_no, at)
        messages.push({
          topic: clubTopic(params.ownerId),
          kind: 'benefit.withdrawing',
          body: { benefitId: params.benefitId, withdrawAt: toInstant(at) },
        })
      }
      await publish(messages)
      return (await findBenefitView(tx, club.club_no, params.benefitId, now)) ?? reject('unknown_benefit')
    }),
})

const judged = (row: BenefitState, now: number) => ({
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
  summary: 'Take a benefit, once ever',
  clauses: ['BEN-3', 'BEN-4', 'BEN-5', 'BEN-6'],
  access: { kind: 'self' },
  params: benefitParams.extend({ userId: id }),
  answer: entitlementView,
  status: 201,
  handle: (app, { params: { ownerId, userId, benefitId } }) => app.together(claimDesk, { ownerId, userId, benefitId }),
})

/** Routes that write benefits. */
export const benefitWrites: readonly Route[] = [offer, change, claim]
