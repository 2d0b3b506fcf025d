import { z } from 'zod'
import { attachableList, attachmentList, attachmentView } from '../../contract/benefits.ts'
import { id, page, uuid } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { findCoupon, findCreator, listAttachable, listGrants, viewOfAttachable, viewOfGrant } from './store.ts'

const benefitParams = z.object({ ownerId: id, benefitId: uuid })

const getAttachments = route({
  name: 'listAttachments',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/attachments',
  tag: 'coupons',
  summary: 'Who may attach this coupon, how many, and what came of it',
  clauses: ['BEN-6', 'BEN-12'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams,
  query: page,
  answer: attachmentList,
  handle: async (app, { params, query }) => {
    const coupon = await findCoupon(app.db, params.ownerId, params.benefitId)
    if (coupon === null) return reject('unknown_benefit')
    const [after] = readCursor(query.cursor, 'integer') ?? [0]
    const wish = { after: Number(after), limit: query.limit + 1, creatorNo: null }
    const rows = await listGrants(app.db, coupon.benefit_no, wish)
    return pageOf(rows, query.limit, (row) => [row.creator_no], viewOfGrant)
  },
})

const getAttachment = route({
  name: 'getAttachment',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}',
  tag: 'coupons',
  summary: 'How many of this coupon one other owner may attach, and what came of it',
  clauses: ['BEN-6', 'BEN-12'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams.extend({ creatorId: id }),
  answer: attachmentView,
  handle: async (app, { params }) => {
    const coupon = await findCoupon(app.db, params.ownerId, params.benefitId)
    if (coupon === null) return reject('unknown_benefit')
    const creator = await findCreator(app.db, params.creatorId)
    if (creator === null) return reject('unknown_owner')
    const [row] = await listGrants(app.db, coupon.benefit_no, { after: 0, limit: 1, creatorNo: creator.club_no })
    return row === undefined ? reject('not_found') : viewOfGrant(row)
  },
})

const getAttachable = route({
  name: 'listAttachableCoupons',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/attachable-coupons',
  tag: 'coupons',
  summary: 'Coupons of other owners that this one may attach now, with what is left of each',
  clauses: ['BEN-6'],
  access: { kind: 'club', permission: 'benefits' },
  params: z.object({ ownerId: id }),
  query: page,
  answer: attachableList,
  handle: async (app, { params, query }) => {
    const club = await findCreator(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const [after] = readCursor(query.cursor, 'integer') ?? [0]
    const wish = { after: Number(after), limit: query.limit + 1, now: await app.clock.now() }
    const rows = await listAttachable(app.db, club.club_no, wish)
    return pageOf(rows, query.limit, (row) => [row.benefit_no], viewOfAttachable)
  },
})

/** Routes that read who may attach whose coupon. */
export const attachingReads: readonly Route[] = [getAttachments, getAttachment, getAttachable]
