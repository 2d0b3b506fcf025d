import { z } from 'zod'
import { orderInput, reserveInput } from '../contract/benefits.ts'
import { couponView, type CouponView } from '../contract/coupons.ts'
import { id, uuid } from '../contract/forms.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { readVoucherCode } from '../lib/voucher-code.ts'
import type { App } from '../ports/app.ts'
import { couponDesk } from './desk.ts'
import type { Wanted } from './store.ts'
import type { Step } from './use.ts'

const entitlementParams = z.object({ entitlementId: uuid })
/** As people type it: any case, hyphens, spaces. */
export const codeParams = z.object({ ownerId: id, code: z.string().min(1).max(64) })

type Checkout = z.output<typeof reserveInput>

const orderOf = ({ amount, lines }: Checkout) => (lines === undefined ? { amount } : { amount, lines })

/** Whose coupon it is says the desk: only there it is known (PLT-1). */
function use(app: App, subject: Subject, wanted: Wanted, step: Step): Promise<CouponView | Rejection> {
  if (subject.role === 'fan' || subject.role === 'reviewer') return Promise.resolve(reject('forbidden'))
  return app.together(couponDesk, { subject, wanted, step })
}

const reserve = route({
  name: 'postReservation',
  method: 'POST',
  path: '/v1/entitlements/{entitlementId}/reserve',
  tag: 'coupons',
  summary: 'Hold a coupon for an order, and see what it takes off; the same call again gives the same answer',
  clauses: ['BEN-6'],
  access: { kind: 'any' },
  params: entitlementParams,
  body: reserveInput,
  answer: couponView,
  handle: (app, { params, body, subject }) =>
    use(app, subject, params, { do: 'reserve', orderId: body.orderId, order: orderOf(body) }),
})

const redeem = route({
  name: 'postRedemption',
  method: 'POST',
  path: '/v1/entitlements/{entitlementId}/redeem',
  tag: 'coupons',
  summary: 'Reserve and confirm in one call, for an order that is paid already',
  clauses: ['BEN-6'],
  access: { kind: 'any' },
  params: entitlementParams,
  body: reserveInput,
  answer: couponView,
  handle: (app, { params, body, subject }) =>
    use(app, subject, params, { do: 'redeem', orderId: body.orderId, order: orderOf(body) }),
})

const confirm = route({
  name: 'postConfirmation',
  method: 'POST',
  path: '/v1/entitlements/{entitlementId}/confirm',
  tag: 'coupons',
  summary: 'The order is paid: the coupon is used',
  clauses: ['BEN-6'],
  access: { kind: 'any' },
  params: entitlementParams,
  body: orderInput,
  answer: couponView,
  handle: (app, { params, body, subject }) => use(app, subject, params, { do: 'confirm', orderId: body.orderId }),
})

const release = route({
  name: 'postRelease',
  method: 'POST',
  path: '/v1/entitlements/{entitlementId}/release',
  tag: 'coupons',
  summary: 'The order will not be paid: the coupon is free again',
  clauses: ['BEN-6'],
  access: { kind: 'any' },
  params: entitlementParams,
  body: orderInput,
  answer: couponView,
  handle: (app, { params, body, subject }) => use(app, subject, params, { do: 'release', orderId: body.orderId }),
})

const redeemCode = route({
  name: 'postCodeRedemption',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/coupon-codes/{code}/redeem',
  tag: 'coupons',
  summary: 'Use a coupon by the code that a customer shows, for platforms that redeem elsewhere',
  clauses: ['BEN-6'],
  access: { kind: 'club', permission: 'benefits' },
  params: codeParams,
  body: reserveInput,
  answer: couponView,
  handle: async (app, { params, body, subject }) => {
    const code = readVoucherCode(params.code)
    if (code === null) return reject('code_mistyped')
    const step = { do: 'redeem', orderId: body.orderId, order: orderOf(body) } as const
    return use(app, subject, { code, ownerId: params.ownerId }, step)
  },
})

/** Routes that use coupons. */
export const couponWrites: readonly Route[] = [reserve, confirm, release, redeem, redeemCode]
