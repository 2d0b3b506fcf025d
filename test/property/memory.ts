import { noWork } from '../../src/club/apply.ts'
import { levelOfIntimacy } from '../../src/contract/ladder.ts'
import { ruleSetBody, type RuleSet } from '../../src/contract/rule-set.ts'
import type { EventResult, Incoming } from '../../src/contract/events.ts'
import { tasks, type Mode, type Task } from '../../src/contract/words.ts'
import { decideEvents } from '../../src/flow/decide.ts'
import { parseEvent } from '../../src/flow/parse.ts'
import { newFan, newPerson, type Batch, type FanState, type MembershipState } from '../../src/flow/state.ts'
import { emptyWrites } from '../../src/flow/writes.ts'
import { createCalendar } from '../../src/lib/time.ts'
import { readFileSync } from 'node:fs'
import { DAY_BEGINS } from './arbitrary.ts'

const calendar = createCalendar('Asia/Shanghai')
const body = ruleSetBody.parse(
  JSON.parse(readFileSync(new URL('../../rulesets/default-1.json', import.meta.url), 'utf8')),
)
export const rules: RuleSet = { ...body, version: 1, effectiveDay: '0001-01-01' }

/** The deciding part alone over a working copy in memory that outlives its batches: what the store would keep. */
export function createMemory(
  users: readonly string[],
  { mode = 'shopping' as Mode, balance = 0, now = DAY_BEGINS } = {},
) {
  const club = {
    clubNo: 1,
    ownerId: 'luo',
    version: 0,
    currency: 'CNY',
    mode,
    modeSeq: 0,
    badgeNames: { live: '粉丝团', shopping: '购物团' },
    modes: [{ at: 0, value: mode }],
    purchases: [{ at: 0, value: false }],
    rollouts: [{ at: 0, value: { phase: 2, share: 1 } }],
    work: noWork,
  }
  const persons = new Map(users.map((userId, index) => [userId, newPerson(index + 1, userId)]))
  const fans = new Set<FanState>()
  for (const person of persons.values()) {
    const member: MembershipState = {
      mode,
      epoch: 1,
      scene: 'profile',
      joinedAt: 0,
      intimacy: balance,
      level: levelOfIntimacy(rules, mode, balance),
      lastEarnedAt: null,
      carriedSeq: null,
      stored: true,
      dirty: false,
    }
    const fan: FanState = {
      ...newFan(person, club, '0001-01-01'),
      version: 0,
      epoch: 1,
      memberships: { live: null, shopping: null, [mode]: member },
    }
    person.fans.set(club.clubNo, fan)
    fans.add(fan)
  }
  const batch: Batch = {
    now,
    part: 0,
    clubs: new Map([['luo', club]]),
    persons,
    fans,
    seen: new Map(),
    sessions: new Map(),
    writes: emptyWrites(),
  }
  const fanOf = (user: string): FanState => {
    const fan = persons.get(user)?.fans.get(club.clubNo)
    if (fan === undefined) throw new Error(`no fan ${user}`)
    return fan
  }
  const memberOf = (user: string): MembershipState => {
    const member = fanOf(user).memberships[mode]
    if (member === null) throw new Error(`no member ${user}`)
    return member
  }
  return {
    batch,
    fanOf,
    memberOf,
    send(events: readonly unknown[]): EventResult[] {
      const parsed = events.map((event) => {
        const one = parseEvent(event)
        if ('refused' in one) throw new Error(`refused: ${one.refused}`)
        return one satisfies Incoming
      })
      return decideEvents(batch, parsed, { calendar, versions: [rules], history: false, purchaseVisible: new Set() })
    },
    entriesOf: (user: string) => batch.writes.entries.filter((entry) => entry.fan === fanOf(user)),
    /** Earned by task and day, without zeros. */
    earnedOf(user: string): Record<string, number> {
      const found: Record<string, number> = {}
      for (const day of fanOf(user).days.values())
        day.tasksEarned.forEach((points, index) => {
          if (points > 0) found[`${day.day} ${tasks[index] as Task}`] = points
        })
      return found
    },
    /** What no order of arrival may change. */
    state: (user: string) => {
      const fan = fanOf(user)
      // when a capped day last earned depends on which event came first; everything else may not
      const { intimacy, level } = memberOf(user)
      const days = [...fan.days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
      return {
        intimacy,
        level,
        litOrders: fan.litOrders,
        days: days.map((d) => ({
          day: d.day,
          level: d.level,
          earned: d.earned,
          net: d.net,
          tasks: d.tasksEarned,
          units: d.tasksUnits,
        })),
      }
    },
  }
}
