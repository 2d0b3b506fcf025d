import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ClubWork } from '../club/apply.ts'
import { ruleSetBody, type RuleSet } from '../contract/rule-set.ts'
import { createCalendar } from '../lib/time.ts'
import { settleWork } from './carry.ts'
import { joinAs } from './membership.ts'
import { newFan, newPerson, type Batch, type ClubState, type FanState, type MembershipState } from './state.ts'
import { emptyWrites } from './writes.ts'

const calendar = createCalendar('Asia/Shanghai')
const rules: RuleSet = {
  ...ruleSetBody.parse(JSON.parse(readFileSync(new URL('../../rulesets/default-1.json', import.meta.url), 'utf8'))),
  version: 1,
  effectiveDay: '0001-01-01',
}
const context = { versions: [rules], calendar }
const SWITCH = Date.UTC(2026, 2, 2, 16)
const carry = { seq: 1, at: SWITCH, day: '2026-03-03' }

function clubWith(work: ClubWork): ClubState {
  return {
    clubNo: 1,
    ownerId: 'luo',
    version: 3,
    currency: 'CNY',
    mode: 'shopping',
    modeSeq: 1,
    badgeNames: { live: '粉丝团', shopping: '购物团' },
    modes: [
      { at: 0, value: 'live' },
      { at: SWITCH, value: 'shopping' },
    ],
    purchases: [{ at: 0, value: false }],
    rollouts: [{ at: 0, value: { phase: 2, share: 1 } }],
    work,
  }
}

const member = (mode: 'live' | 'shopping', intimacy: number, more: Partial<MembershipState> = {}): MembershipState => ({
  mode,
  epoch: 1,
  scene: 'liveRoom',
  joinedAt: SWITCH - 1_000_000,
  intimacy,
  level: 1,
  lastEarnedAt: SWITCH - 5_000,
  carriedSeq: null,
  stored: true,
  dirty: false,
  ...more,
})

function meet(work: ClubWork, memberships: Partial<FanState['memberships']>): { batch: Batch; fan: FanState } {
  const club = clubWith(work)
  const fan: FanState = { ...newFan(newPerson(7, 'ann'), club, '2026-03-03'), epoch: 1, seq: 4 }
  Object.assign(fan.memberships, memberships)
  const batch: Batch = {
    now: SWITCH + 60_000,
    part: 0,
    clubs: new Map([['luo', club]]),
    persons: new Map([['ann', fan.person]]),
    fans: new Set([fan]),
    seen: new Map(),
    sessions: new Map(),
    writes: emptyWrites(),
  }
  settleWork(batch, fan, context)
  return { batch, fan }
}

const counted = (batch: Batch) => [...batch.writes.levels.values()].filter((row) => row.members !== 0)

test('CLUB-5: a live member of before the change is carried once: balance, level, entry, log and ladder', () => {
  const { batch, fan } = meet({ carry, relevel: false }, { live: member('live', 350, { level: 3 }) })
  expect(fan.memberships.shopping).toMatchObject({
    intimacy: 350,
    level: 3,
    epoch: 1,
    scene: 'migration',
    joinedAt: SWITCH,
    lastEarnedAt: SWITCH - 5_000,
    carriedSeq: 1,
    stored: false,
    dirty: true,
  })
  expect(batch.writes.entries).toMatchObject([
    {
      seq: 5,
      mode: 'shopping',
      kind: 'migration',
      delta: 350,
      balance: 350,
      at: SWITCH,
      day: '2026-03-03',
      ruleSetVersion: 1,
    },
  ])
  expect(batch.writes.log).toMatchObject([{ mode: 'shopping', kind: 'carry', at: SWITCH, epoch: 1 }])
  expect(counted(batch)).toMatchObject([{ mode: 'shopping', level: 3, members: 1 }])
  expect([batch.writes.messages, [...batch.writes.moved]]).toEqual([[], []])
  expect(fan.touched).toBe(true)
  settleWork(batch, fan, context)
  expect(batch.writes.entries).toHaveLength(1)
})

test.each<[string, ClubWork, Partial<FanState['memberships']>]>([
  ['no work', { carry: null, relevel: false }, { live: member('live', 350) }],
  ['no member', { carry, relevel: false }, {}],
  [
    'a shopping member already',
    { carry, relevel: false },
    { live: member('live', 350), shopping: member('shopping', 5) },
  ],
  [
    'made a live member after the change, by history',
    { carry, relevel: false },
    { live: member('live', 350, { carriedSeq: 1 }) },
  ],
])('CLUB-5: nothing is done to %s', (_, work, memberships) => {
  const { batch, fan } = meet(work, memberships)
  expect(batch.writes).toEqual(emptyWrites())
  expect(fan.touched || fan.dirty).toBe(false)
})

test('CLUB-5: whom history makes a live member while it runs is marked, so that nobody carries him', () => {
  const { batch, fan } = meet({ carry, relevel: false }, {})
  joinAs(batch, fan, 'live', 'import', SWITCH - 9_000, { day: '2026-03-02', rulesNow: rules, silent: true })
  settleWork(batch, fan, context)
  expect(fan.memberships.live?.carriedSeq).toBe(1)
  expect(fan.memberships.shopping).toBeNull()
})

test('LVL-4: levels follow the thresholds in force in both modes, in silence; then the carried one has the right level', () => {
  const both = meet(
    { carry: null, relevel: true },
    { live: member('live', 350, { level: 9 }), shopping: member('shopping', 5, { level: 2 }) },
  )
  expect([both.fan.memberships.live?.level, both.fan.memberships.shopping?.level]).toEqual([3, 1])
  expect(both.batch.writes.entries).toEqual([])
  expect([...both.batch.writes.moved]).toEqual([])
  expect(counted(both.batch).map(({ mode, level, members }) => [mode, level, members])).toEqual([
    ['live', 9, -1],
    ['live', 3, 1],
    ['shopping', 2, -1],
    ['shopping', 1, 1],
  ])
  const carried = meet({ carry, relevel: true }, { live: member('live', 350, { level: 9 }) })
  expect([carried.fan.memberships.live?.level, carried.fan.memberships.shopping?.level]).toEqual([3, 3])
})
