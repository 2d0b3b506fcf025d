import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { issueInput, issueView } from '../contract/benefits.ts'
import { id, uuid } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { refusalOfIssue } from './apply.ts'
import { viewOfIssue } from './rows.ts'
import { countIssues, insertIssue, lockIssuable } from './issue/store.ts'

const issue = route({
  name: 'postIssue',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/issues',
  tag: 'coupons',
  summary: 'Give a coupon straight to the members of some levels, once ever each; done piece by piece',
  clauses: ['BEN-13', 'BEN-4', 'BEN-5'],
  access: { kind: 'club', permission: 'benefits' },
  params: z.object({ ownerId: id, benefitId: uuid }),
  body: issueInput,
  answer: issueView,
  status: 202,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now }) => {
      const benefit = await lockIssuable(tx, params.ownerId, params.benefitId)
      if (benefit === null) return reject('unknown_benefit')
      if (benefit.in_group) return reject('group_benefit')
      const running = await countIssues(tx, benefit.club_no)
      const { kind, claim_from: claimFrom, claim_until: claimUntil, withdraw_at: withdrawAt } = benefit
      const refusal = refusalOfIssue({ kind, claimFrom, claimUntil, withdrawAt, running }, now)
      if (refusal !== null) return reject(refusal)
      const { benefitId } = params
      return viewOfIssue(
        await insertIssue(tx, benefit, { ...body, benefitId, issueId: uuidv7(), now, actor: actorOf(subject) }),
      )
    }),
})

/** Routes that give coupons without being asked. */
export const issueWrites: readonly Route[] = [issue]
