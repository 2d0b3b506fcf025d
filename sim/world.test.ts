import { expect, test } from 'vitest'
import { parseEvent } from '../src/flow/parse.ts'
import { createAgenda } from './agenda.ts'
import { makeCast } from './cast.ts'
import { clubPlans } from './clubs.ts'
import type { Happening, WorldEvent } from './happening.ts'
import { makePast } from './past.ts'
import { personaNames, personas } from './personas.ts'
import { createShow } from './show.ts'

const ownerOf = ({ data }: WorldEvent) => ('ownerId' in data ? data.ownerId : '')
const HOUR = 3_600_000
const showStart = Date.UTC(2026, 2, 20, 11, 30)
const days = 12
const cast = makeCast('seed', clubPlans, days)
const pastOptions = { seed: 'seed', clubs: clubPlans, cast, showStart, days }
const members = new Map(
  clubPlans.map((club) => [
    club.ownerId,
    new Set(cast.filter((fan) => fan.home === club.ownerId && fan.joinsOnDay !== null).map((fan) => fan.userId)),
  ]),
)
const begin = (seed = 'seed', from = showStart) =>
  createShow({ seed, clubs: clubPlans, cast, from, members, hourOf: (at) => new Date(at + 8 * HOUR).getUTCHours() })
const eventsOf = (happenings: readonly Happening[]) =>
  happenings.flatMap((one) => (one.kind === 'event' ? [one.event] : []))

test('an agenda is done in order of time, then of coming in, and may grow while it is done', () => {
  const agenda = createAgenda()
  const done: string[] = []
  for (const [at, name] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'c'],
    [1, 'b'],
    [9, 'z'],
  ] as const)
    agenda.put(at, () => {
      done.push(name)
      if (name === 'c') agenda.put(4, () => void done.push('d'))
    })
  agenda.runUntil(5)
  expect(done.join('')).toBe('abcde')
  expect(agenda.size()).toBe(1)
})

test('the cast has every character in every club, and no name twice', () => {
  for (const club of clubPlans) {
    const present = new Set(cast.filter((fan) => fan.home === club.ownerId).map((fan) => fan.persona))
    expect(personaNames.filter((name) => personas[name].share > 0 && !present.has(name))).toEqual([])
  }
  expect(new Set(cast.map((fan) => fan.name)).size).toBe(cast.length)
  expect(new Set(cast.map((fan) => fan.userId)).size).toBe(cast.length)
})

test('the same seed gives the same past, in order, before the show, valid as the server reads it', () => {
  const past = makePast(pastOptions)
  expect(makePast(pastOptions)).toEqual(past)
  expect(makePast({ ...pastOptions, seed: 'other' })).not.toEqual(past)
  const times = past.happenings.map(({ at }) => at)
  expect(times).toEqual([...times].sort((one, other) => one - other))
  expect(Math.max(...times)).toBeLessThan(showStart)
  const events = [...past.imported, ...eventsOf(past.happenings)]
  expect(events.map(parseEvent).filter((parsed) => 'refused' in parsed)).toEqual([])
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
})

test('a show is the same in any steps, valid, and never ends', () => {
  const whole = begin().until(showStart + 6 * HOUR)
  const show = begin()
  const stepwise: Happening[] = []
  for (let at = showStart; at <= showStart + 6 * HOUR; at += 13_337) stepwise.push(...show.until(at))
  stepwise.push(...show.until(showStart + 6 * HOUR))
  expect(stepwise).toEqual(whole)
  expect(begin('other').until(showStart + HOUR)).not.toEqual(begin().until(showStart + HOUR))
  const events = eventsOf(whole)
  expect(events.map(parseEvent).filter((parsed) => 'refused' in parsed)).toEqual([])
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  const later = eventsOf(show.until(showStart + 30 * HOUR))
  for (const { ownerId } of clubPlans)
    for (const type of ['live.started', 'live.ended'])
      expect(later.filter((event) => event.type === type && ownerOf(event) === ownerId).length).toBeGreaterThan(5)
  expect(show.foreseen()).toBeLessThan(8_000)
})

test('every character acts, and everything a fan can do is done', () => {
  const happenings = begin().until(showStart + 40 * HOUR)
  const seen = new Set(eventsOf(happenings).map((event) => event.subject))
  const personaOf = new Set(cast.filter((fan) => seen.has(fan.userId)).map((fan) => fan.persona))
  expect(personaNames.filter((name) => name !== 'passerBy' && !personaOf.has(name))).toEqual([])
  const types = new Set(eventsOf(happenings).map((event) => event.type))
  for (const type of [
    'live.entered',
    'live.watched',
    'live.commented',
    'live.liked',
    'live.shared',
    'live.gifted',
    'live.lightBadge',
  ])
    expect(types).toContain(type)
  for (const type of [
    'order.paid',
    'order.refunded',
    'order.reviewed',
    'order.shipped',
    'order.delivered',
    'group.visited',
  ])
    expect(types).toContain(type)
  const kinds = new Set(happenings.map(({ kind }) => kind))
  for (const kind of ['join', 'leave', 'badgeName', 'purchaseTask']) expect(kinds).toContain(kind)
})
