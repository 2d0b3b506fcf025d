import type { FieldNames } from '../../parts/field-errors.ts'
import type { Draft } from './benefit-draft.ts'

const at = (name: keyof Draft): string => name

/** Where the builder shows what the server refused. */
export const benefitFieldNames: FieldNames = {
  paths: {
    name: at('name'),
    description: at('description'),
    'audience/minLevel': at('level'),
    'audience/tier': at('tier'),
    'audience/groupId': at('groupId'),
    audience: at('who'),
    stock: at('stock'),
    claimFrom: at('claimFrom'),
    claimUntil: at('claimUntil'),
    budget: at('budget'),
    amount: at('amount'),
    products: at('products'),
    honour: at('honour'),
    gifts: at('gifts'),
    style: at('style'),
    'coupon/minimum': at('minimum'),
    'coupon/off': at('off'),
    'coupon/percentOff': at('percentOff'),
    'coupon/atMost': at('atMost'),
    'coupon/validDays': at('validDays'),
    'coupon/validUntil': at('validUntil'),
    'coupon/products': at('products'),
    'coupon/attached': at('attached'),
    coupon: at('minimum'),
  },
}
