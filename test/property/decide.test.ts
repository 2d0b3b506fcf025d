import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capAtLevel, levelOfIntimacy } from '../../src/contract/ladder.ts'
import { tasks } from '../../src/contract/words.ts'
import { addSpan, pointsOfUnits, takenBack, uncoveredMs } from '../../src/intimacy/apply.ts'
import { DAY, DAY_BEGINS, earningDay, shuffledWithDuplicates, toEvents, traffic } from './arbitrary.ts'
import { createMemory, rules } from './memory.ts'
import { levelOf, oracle } from './oracle.ts'

const users = ['ann', 'bob']
/** Thousands of runs on a machine that may be busy with other tests. */
const patient = { timeout: 60_000 }
const runs = (numRuns: number) => ({ numRuns, seed: 20_260_310 })
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const open = (mode: 'live' | 'shopping' = 'shopping', balance = 0) =>
  createMemory(users, { mode, balance, now: DAY_BEGINS + 5 * DAY })

describe.each(['shopping', 'live'] as const)('deciding in %s mode', patient, (mode) => {
  test('TASK-3 TASK-7 TASK-8 TASK-9 TASK-11 TASK-14: agrees with an oracle written from the rules alone, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(traffic(users, 3), fc.constantFrom(0, 0, 3_950, 29_900), (acts, opening) => {
        const events = toEvents(acts)
        const engine = open(mode, opening)
        for (const event of events) engine.send([event])
        const expected = oracle(events, mode, opening)
        for (const user of users) {
          const own = expected.get(user)
          const { intimacy, level } = engine.memberOf(user)
          expect(intimacy).toBe(own?.balance ?? opening)
          expect(level).toBe(levelOf(rules.modes[mode].thresholds, own?.balance ?? opening))
          expect(engine.fanOf(user).litOrders > 0).toBe(own?.lit ?? false)
          const byTask = Object.fromEntries(
            [...(own?.days ?? [])].flatMap(([day, { byTask: earned }]) =>
              [...earned].flatMap(([task, points]) => (points > 0 ? [[`${day} ${task}`, points]] : [])),
            ),
          )
          expect(engine.earnedOf(user)).toEqual(byTask)
          expect(engine.entriesOf(user).map(({ day, delta, shortfall }) => ({ day, delta, shortfall }))).toEqual(
            own?.entries ?? [],
          )
        }
      }),
      runs(1_000),
    )
  })

  test('TASK-12 LVL-2: the balance is the sum of its entries and the last one’s balance, never below 0; the level follows from it', () => {
    fc.assert(
      fc.property(traffic(users, 2), (acts) => {
        const engine = open(mode)
        engine.send(toEvents(acts))
        for (const user of users) {
          const entries = engine.entriesOf(user)
          let balance = 0
          for (const [index, entry] of entries.entries()) {
            balance += entry.delta
            expect(entry).toMatchObject({ seq: index + 1, balance })
            expect(balance).toBeGreaterThanOrEqual(0)
          }
          expect(engine.memberOf(user)).toMatchObject({
            intimacy: balance,
            level: levelOfIntimacy(rules, mode, balance),
          })
        }
      }),
      runs(300),
    )
  })

  test('TASK-3 TASK-4: no task exceeds its cap and no day its total, at any level', () => {
    fc.assert(
      fc.property(traffic(users, 2, 150), fc.constantFrom(0, 4_000, 30_000, 100_000, 280_000), (acts, balance) => {
        const engine = open(mode, balance)
        engine.send(toEvents(acts))
        for (const user of users)
          for (const day of engine.fanOf(user).days.values()) {
            expect(day.earned).toBe(sum(day.tasksEarned))
            expect(day.earned).toBeLessThanOrEqual(rules.modes[mode].dayCap ?? Infinity)
            day.tasksEarned.forEach((points, index) => {
              const rule = rules.modes[mode].tasks[tasks[index] ?? 'watch']
              expect(points).toBeLessThanOrEqual(rule === undefined ? 0 : capAtLevel(rule, day.level))
            })
          }
      }),
      runs(300),
    )
  })

  test('TASK-10: any order and any duplication of a day’s earning events gives the same state', () => {
    fc.assert(
      fc.property(
        earningDay().chain((acts) => {
          const events = toEvents(acts)
          return fc.tuple(fc.constant(events), shuffledWithDuplicates(events))
        }),
        ([events, shuffled]) => {
          const one = open(mode)
          const other = open(mode)
          one.send(events)
          for (const event of shuffled) other.send([event])
          for (const user of users) expect(other.state(user)).toEqual(one.state(user))
        },
      ),
      runs(500),
    )
  })

  test('LVL-1: the ladder’s totals move with every membership, up and down', () => {
    fc.assert(
      fc.property(traffic(users, 2), fc.nat(1_000), (acts, balance) => {
        const engine = open(mode, balance)
        engine.send(toEvents(acts))
        const moved = new Map<number, number>()
        for (const { level, members } of engine.batch.writes.levels.values())
          moved.set(level, (moved.get(level) ?? 0) + members)
        const expected = new Map<number, number>()
        const count = (level: number, by: number) => expected.set(level, (expected.get(level) ?? 0) + by)
        for (const user of users) {
          count(levelOfIntimacy(rules, mode, balance), -1)
          count(engine.memberOf(user).level, 1)
        }
        const told = (map: Map<number, number>) => Object.fromEntries([...map].filter(([, members]) => members !== 0))
        expect(told(moved)).toEqual(told(expected))
      }),
      runs(300),
    )
  })
})

const money = (value: number) => ({ value, currency: 'CNY' })
const event = (id: string, type: string, at: number, data: object) => ({
  specversion: '1.0' as const,
  id,
  source: 'property',
  type,
  subject: 'ann',
  time: new Date(DAY_BEGINS + at).toISOString(),
  data: { ownerId: 'luo', orderId: 'A', ...data },
})
const paid = (fen: number) =>
  event('order', 'order.paid', 0, {
    amount: money(fen),
    lines: [{ lineId: '1', productId: 'p', quantity: 1, amount: money(fen) }],
  })
const refunds = (parts: readonly number[]) =>
  parts.map((fen, index) =>
    event(`r${index}`, 'order.refunded', index + 1, { refundId: `${index}`, amount: money(fen) }),
  )

/** A payment and a way to give all of it back in parts. */
const split = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 60_000 }),
      fc.maxSafeInteger().map((fen) => Math.max(1, Math.abs(fen))),
    ),
    fc.array(fc.nat(1_000), { maxLength: 6 }),
  )
  .map(([fen, cuts]) => {
    const edges = [...new Set(cuts.map((cut) => Math.floor((fen / 1_000) * cut)))].filter(
      (edge) => edge > 0 && edge < fen,
    )
    const marks = [0, ...edges.sort((a, b) => a - b), fen]
    return { fen, parts: marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0)) }
  })

describe('refunds', patient, () => {
  test('TASK-8: any split of a refund takes back exactly what the order earned, and never more on the way', () => {
    fc.assert(
      fc.property(split, fc.nat(5_000), ({ fen, parts }, balance) => {
        const engine = open('shopping', balance)
        engine.send([paid(fen)])
        const earned = engine.memberOf('ann').intimacy - balance
        let back = 0
        for (const [index, refund] of refunds(parts).entries()) {
          back += parts[index] ?? 0
          engine.send([refund])
          expect(engine.memberOf('ann').intimacy).toBe(
            balance + earned - Number((BigInt(earned) * BigInt(back)) / BigInt(fen)),
          )
        }
        expect(engine.memberOf('ann').intimacy).toBe(balance)
        expect(engine.fanOf('ann').litOrders).toBe(0)
      }),
      runs(500),
    )
  })

  test('TASK-9: an order and its refunds in any order, any of them twice, give the same state', () => {
    fc.assert(
      fc.property(
        split.chain(({ fen, parts }) => {
          const events = [paid(fen), ...refunds(parts)]
          return fc.tuple(fc.constant(events), shuffledWithDuplicates(events))
        }),
        ([events, shuffled]) => {
          const one = open()
          const other = open()
          one.send(events)
          for (const each of shuffled) other.send([each])
          expect(other.state('ann')).toEqual(one.state('ann'))
        },
      ),
      runs(500),
    )
  })

  test('TASK-8: takenBack is floor(earned × refunded / paid) for any safe integers', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.maxSafeNat(), fc.maxSafeNat(), (earned, a, b) => {
        const [refunded, all] = a < b ? [a, b] : [b, a]
        if (all === 0) return
        expect(BigInt(takenBack(earned, all, refunded))).toBe((BigInt(earned) * BigInt(refunded)) / BigInt(all))
      }),
      runs(1_000),
    )
  })
})

describe('spans and units', patient, () => {
  const span = fc
    .tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => [from, from + length] as const)

  test('TASK-14: what spans add is the length of their union, in any order', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        let kept: readonly number[] = []
        let added = 0
        for (const [from, to] of spans) {
          added += uncoveredMs([kept], from, to)
          kept = addSpan(kept, from, to)
        }
        const covered = new Set(spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)))
        expect(added).toBe(covered.size)
        expect(kept).toEqual([...kept].sort((a, b) => a - b))
      }),
      runs(1_000),
    )
  })

  test('TASK-7 TASK-11: units pay the same however they are split', () => {
    const rule = { points: 50, per: 300, cap: [{ fromLevel: 1, points: 100 }] }
    fc.assert(
      fc.property(fc.array(fc.nat(700_000), { maxLength: 20 }), (parts) => {
        let before = 0
        let points = 0
        for (const part of parts) {
          points += pointsOfUnits(rule, before, before + part, 1_000)
          before += part
        }
        expect(points).toBe(Math.floor(sum(parts) / 300_000) * 50)
      }),
      runs(500),
    )
  })
})
