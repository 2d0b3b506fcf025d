import { expect, test } from 'vitest'
import { ApiProblem } from '../../shared/problem.ts'
import { fieldErrors } from './field-errors.ts'

const names = {
  paths: { name: 'name', 'coupon/off': 'off', coupon: 'minimum', claimUntil: 'claimUntil' },
  codes: { budget_too_low: 'total' },
}
const words = { whole: 'too little money', at: (message: string) => `here: ${message}` }
const refused = (errors: { path: string; message: string }[], code = 'malformed') =>
  new ApiProblem(422, { code, errors })

test('BEN-1: what the server refuses is shown at the field of the longest path it names, once', () => {
  const error = refused([
    { path: 'body/coupon/off/value', message: 'too much' },
    { path: 'body/coupon/off', message: 'again' },
    { path: 'body/coupon', message: 'one of' },
    { path: 'query/limit', message: 'elsewhere' },
  ])
  expect(fieldErrors(error, names, words)).toEqual([
    { name: 'off', errors: ['here: too much'] },
    { name: 'minimum', errors: ['here: one of'] },
  ])
})

test('BEN-8: a code has its field and the product’s words; anything else has none', () => {
  expect(fieldErrors(refused([], 'budget_too_low'), names, words)).toEqual([
    { name: 'total', errors: ['too little money'] },
  ])
  expect(fieldErrors(refused([], 'forbidden'), names, words)).toEqual([])
  expect(fieldErrors(new Error('crash'), names, words)).toEqual([])
})

test('BEN-7: what stands in a list is shown at its line', () => {
  const error = refused([
    { path: 'prizes.1.benefitId', message: 'not a benefit' },
    { path: 'body/prizes/0/worth/value', message: 'too valuable' },
    { path: 'body/prizes', message: 'at least one' },
  ])
  expect(fieldErrors(error, { ...names, list: 'prizes' }, words)).toEqual([
    { name: ['prizes', 1, 'benefitId'], errors: ['here: not a benefit'] },
    { name: ['prizes', 0, 'worth'], errors: ['here: too valuable'] },
  ])
})
