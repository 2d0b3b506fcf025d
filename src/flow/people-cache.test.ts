import { expect, it } from 'vitest'
import { noWork } from '../club/apply.ts'
import { createPeopleCache, settle } from './people-cache.ts'
import { newFan, newPerson, type ClubState } from './state.ts'

const club: ClubState = {
  clubNo: 1,
  ownerId: 'luo',
  version: 0,
  currency: 'CNY',
  mode: 'shopping',
  modeSeq: 0,
  badgeNames: { live: '', shopping: '' },
  modes: [{ at: 0, value: 'shopping' }],
  purchases: [{ at: 0, value: false }],
  rollouts: [{ at: 0, value: { phase: 2, share: 1 } }],
  work: noWork,
}

it('PLT-8: who is forgotten is forgotten under all his ids', () => {
  const cache = createPeopleCache(10)
  const ann = newPerson(1, 'ann')
  for (const id of ['ann', 'ann-2', 'ann-3']) cache.put(id, ann)
  cache.put('bob', newPerson(2, 'bob'))
  cache.drop(['ann-2'])
  expect(['ann', 'ann-2', 'ann-3', 'bob'].map((id) => cache.has(id))).toEqual([false, false, false, true])
})

it('memory is bounded by the number of people, the least recently used go first', () => {
  const cache = createPeopleCache(3)
  const people = ['a', 'b', 'c', 'd'].map((id, index) => newPerson(index + 1, id))
  for (const person of people.slice(0, 3)) cache.put(person.userId, person)
  cache.put('a', people[0] ?? newPerson(0, ''))
  cache.put('d', people[3] ?? newPerson(0, ''))
  expect([...'abcd'].map((id) => cache.has(id))).toEqual([true, false, true, true])
  expect(cache.size).toBe(3)
  expect(createPeopleCache(0).size).toBe(0)
})

it('what is kept of one person is bounded, and the days that go are known to be gone', () => {
  const person = newPerson(1, 'ann')
  const fan = { ...newFan(person, club, '2026-01-01'), touched: true }
  person.fans.set(1, fan)
  for (let day = 1; day <= 30; day += 1) {
    const name = `2026-01-${String(day).padStart(2, '0')}`
    const zeros = () => [0]
    fan.days.push({
      mode: 'shopping',
      day: name,
      level: 1,
      earned: 0,
      net: 0,
      tasksEarned: zeros(),
      tasksCount: zeros(),
      tasksUnits: zeros(),
      stored: false,
      dirty: true,
    })
    person.watches.set(name, { userNo: 1, day: name, spans: [1, 2], stored: null, dirty: true })
    person.seen.set(`s${day}`, { bodyHash: '', status: 'applied', code: undefined, points: undefined })
  }
  for (let more = 0; more < 100; more += 1)
    person.seen.set(`t${more}`, { bodyHash: '', status: 'applied', code: undefined, points: undefined })
  settle(person)
  expect(person.seen.size).toBe(64)
  expect(person.watches.size).toBe(8)
  expect(fan.daysFrom).toBe('2026-01-16')
  expect(fan.days.map(({ day }) => day)).toEqual(Array.from({ length: 15 }, (_, index) => `2026-01-${16 + index}`))
  expect(fan.days.every(({ stored, dirty }) => stored && !dirty)).toBe(true)
})

it('a day that was made for a refused event, and so never written, is not taken for stored', () => {
  const person = newPerson(1, 'ann')
  const fan = newFan(person, club, '2026-01-01')
  person.fans.set(1, fan)
  fan.days.push({
    mode: 'shopping',
    day: '2026-01-01',
    level: 1,
    earned: 0,
    net: 0,
    tasksEarned: [],
    tasksCount: [],
    tasksUnits: [],
    stored: false,
    dirty: true,
  })
  settle(person)
  expect(person.fans.size).toBe(0)
})
