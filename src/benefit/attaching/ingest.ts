import { z } from 'zod'
import { attachmentInput, attachmentView, benefitLimits, type AttachmentView } from '../../contract/benefits.ts'
import { id, uuid } from '../../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { clubTopic } from '../../contract/topics.ts'
import type { CommandContext } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { endAttached } from '../ingest.ts'
import { lockClub, type ClubRow } from '../store.ts'
import { refusalOfGrant } from './apply.ts'
import {
  countGrants,
  endGrant,
  findCoupon,
  findCreator,
  holdGrants,
  listGrants,
  readGrant,
  saveGrant,
  viewOfGrant,
  type CouponRow,
} from './store.ts'

const params = z.object({ ownerId: id, benefitId: uuid, creatorId: id })

/** A coupon of the owner's own, his club held, and the club that it is for. */
interface Place {
  readonly coupon: CouponRow
  readonly creator: ClubRow
}

/** Codes: `unknown_owner` (either), `unknown_benefit`. */
async function placeOf(tx: Queryable, wish: z.output<typeof params>): Promise<Place | Rejection> {
  if ((await lockClub(tx, wish.ownerId)) === null) return reject('unknown_owner')
  const coupon = await findCoupon(tx, wish.ownerId, wish.benefitId)
  if (coupon === null) return reject('unknown_benefit')
  const creator = await findCreator(tx, wish.creatorId)
  return creator === null ? reject('unknown_owner') : { coupon, creator }
}

/** As it stands now, told to the other owner's console too. */
async function answer(
  { tx, publish }: CommandContext,
  { coupon, creator }: Place,
): Promise<AttachmentView | Rejection> {
  await publish([{ topic: clubTopic(creator.owner_id), kind: 'benefits.changed', body: {} }])
  const [row] = await listGrants(tx, coupon.benefit_no, { after: 0, limit: 1, creatorNo: creator.club_no })
  return row === undefined ? reject('not_found') : viewOfGrant(row)
}

const grant = route({
  name: 'putAttachment',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}',
  tag: 'coupons',
  summary: 'Let another owner, who has no shop, attach a coupon of this one’s: how many in all',
  clauses: ['BEN-6'],
  access: { kind: 'club', permission: 'benefits' },
  params,
  body: attachmentInput,
  answer: attachmentView,
  handle: (app, { params: wish, body, subject }) =>
    app.command(subject, async (context) => {
      const { tx, now } = context
      const place = await placeOf(tx, wish)
      if (isRejection(place)) return place
      const { coupon, creator } = place
      const refusal = refusalOfGrant(coupon, creator)
      if (refusal !== null) return refusal
      await holdGrants(tx, coupon.benefit_no, creator.club_no)
      if ((await countGrants(tx, coupon.benefit_no, creator.club_no)) >= benefitLimits.attachmentsMost)
        return reject('attachments_full')
      const attached = (await readGrant(tx, coupon.benefit_no, creator.club_no))?.attached ?? 0
      if (body.stock < attached) return reject('attachment_in_use', undefined, { attached })
      await saveGrant(tx, { benefitNo: coupon.benefit_no, creatorNo: creator.club_no, stock: body.stock, now })
      return answer(context, place)
    }),
})

const end = route({
  name: 'deleteAttachment',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}',
  tag: 'coupons',
  summary:
    'Let nothing more of a coupon be attached; what holds it ends after its notice, what was claimed stays usable',
  clauses: ['BEN-6', 'BEN-11'],
  access: { kind: 'club', permission: 'benefits' },
  params,
  answer: attachmentView,
  handle: (app, { params: wish, subject }) =>
    app.command(subject, async (context) => {
      const { tx, now } = context
      const place = await placeOf(tx, wish)
      if (isRejection(place)) return place
      const { coupon, creator } = place
      if ((await holdGrants(tx, coupon.benefit_no, creator.club_no)) === 0) return reject('not_found')
      await endGrant(tx, coupon.benefit_no, creator.club_no, now)
      await endAttached(context, coupon.benefit_no, creator.club_no, now)
      return answer(context, place)
    }),
})

/** Routes that say who may attach whose coupon. */
export const attachingWrites: readonly Route[] = [grant, end]
