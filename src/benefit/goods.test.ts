import { expect, test } from 'vitest'
import type { Held, Standing } from './apply.ts'
import { judgeGoods, type Gate } from './goods.ts'

const NOW = 1_000_000
const gate = (level: number, more: Partial<Gate> = {}, offer: Partial<Gate['offer']> = {}): Gate => ({
  benefitId: `b${level}`,
  offer: { fromLevel: level, firstJoin: false, claimFrom: null, claimUntil: null, withdrawAt: null, ...offer },
  held: null,
  stock: null,
  claimed: 0,
  ...more,
})
const at = (level: number, firstTime = true): Standing => ({ level, firstTime })
const claimed: Held = { state: 'claimed', expiresAt: null, reservedAt: null }

const cases: [string, Gate[], Standing | null, string][] = [
  ['a good that no benefit names is everybody’s', [], null, 'yes null'],
  ['one level below', [gate(3)], at(2), 'level_too_low b3'],
  ['on its level', [gate(3)], at(3), 'yes b3'],
  ['a stranger', [gate(3)], null, 'not_a_member b3'],
  ['who took it and left', [gate(3, { held: claimed })], null, 'yes b3'],
  ['who took it and fell', [gate(3, { held: claimed })], at(1), 'yes b3'],
  ['who let it lapse', [gate(3, { held: { ...claimed, state: 'lapsed' } })], at(2), 'level_too_low b3'],
  ['before its time', [gate(3, {}, { claimFrom: NOW + 1 })], at(3), 'not_open b3'],
  ['after its time', [gate(3, {}, { claimUntil: NOW })], at(3), 'not_open b3'],
  ['the last one is there', [gate(3, { stock: 5, claimed: 4 })], at(3), 'yes b3'],
  ['none is left', [gate(3, { stock: 5, claimed: 5 })], at(3), 'not_open b3'],
  ['none is left, but he has his', [gate(3, { stock: 5, claimed: 5, held: claimed })], at(3), 'yes b3'],
  ['a newcomer’s good, again', [gate(1, {}, { firstJoin: true })], at(9, false), 'not_open b1'],
  ['the least demanding is told', [gate(3), gate(8)], at(2), 'level_too_low b3'],
  ['any that lets him is enough', [gate(3, {}, { claimUntil: NOW }), gate(8)], at(8), 'yes b8'],
]
test.each(cases)('BEN-9: %s', (_title, gates, member, told) => {
  const judged = judgeGoods(gates, member, NOW)
  expect(`${judged.allowed ? 'yes' : judged.code} ${judged.benefitId}`).toBe(told)
})
