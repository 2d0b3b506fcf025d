import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../src/contract/views.ts'
import { explain } from './explain.ts'
import en from './locales/en.json'
import zh from './locales/zh.json'

beforeAll(async () => {
  await i18next.init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: 'zh',
    interpolation: { escapeValue: false },
  })
})

const entry = (over: Partial<LedgerEntry>): LedgerEntry => ({
  id: '1',
  at: '2026-03-01T10:02:00Z',
  businessDay: '2026-03-01',
  mode: 'shopping',
  task: 'purchase',
  delta: 299,
  balance: 299,
  shortfall: 0,
  eventId: 'e',
  source: 's',
  ruleSetVersion: 1,
  ...over,
})
const yuan = (value: number) => ({ value, currency: 'CNY' })
const say = (over: Partial<LedgerEntry>, today = '2026-03-01', language = 'zh') =>
  explain(entry(over), i18next.getFixedT(language), language, today).sentence

describe('TASK-12: a ledger entry in words', () => {
  test.each<[string, Partial<LedgerEntry>, string]>([
    [
      'a purchase with what is left of the cap',
      { amount: yuan(14_999), dayEarned: 299, dayCap: 450 },
      '今天 18:02 购买 ¥149.99,+299;今日购买上限 450,还剩 151',
    ],
    [
      'a purchase that filled the cap',
      { amount: yuan(30_000), delta: 151, dayEarned: 450, dayCap: 450 },
      '今天 18:02 购买 ¥300.00,+151;今日购买上限 450,已满',
    ],
    ['a refund', { amount: yuan(14_999), delta: -299, balance: 0 }, '今天 18:02 退款 ¥149.99,−299'],
    [
      'a refund that could not take all',
      { amount: yuan(14_999), delta: -99, shortfall: 200 },
      '今天 18:02 退款 ¥149.99,−99;余额不足,另有 200 没有扣',
    ],
    [
      'a task without money',
      { task: 'watch', delta: 50, dayEarned: 50, dayCap: 100 },
      '今天 18:02 看直播,+50;今日看直播上限 100,还剩 50',
    ],
    [
      'a correction with its reason',
      { task: 'correction', delta: -20, reason: '刷单' },
      '今天 18:02 人工更正,−20;原因:刷单',
    ],
  ])('%s', (_name, over, sentence) => {
    expect(say(over)).toBe(sentence)
  })

  test('earlier days say which day, and that day’s cap', () => {
    expect(say({ amount: yuan(14_999), dayEarned: 299, dayCap: 450 }, '2026-03-02')).toBe(
      '昨天 18:02 购买 ¥149.99,+299;当日购买上限 450,还剩 151',
    )
    expect(say({ task: 'share', delta: 5 }, '2026-03-09')).toBe('3月1日 18:02 分享,+5')
  })

  test('the same in English', () => {
    expect(say({ amount: yuan(14_999), dayEarned: 299, dayCap: 450 }, '2026-03-01', 'en')).toBe(
      'Today 18:02 Buy ¥149.99, +299; today’s cap for “Buy” is 450, 151 left',
    )
  })
})
