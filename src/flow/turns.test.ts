import { describe, expect, test } from 'vitest'
import type { Incoming } from '../contract/events.ts'
import type { Item, Waiting } from './isolate.ts'
import type { Lane } from './lane.ts'
import { createPeopleCache, joinCaches } from './people-cache.ts'
import { newPerson } from './state.ts'
import { createTurns } from './turns.ts'

const itemsOf = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ event: { id: `${index}` } as Incoming, raw: null, index }))

/** Lanes whose transactions end when told to; what each was given. */
function lanesOf(count: number, jointEventsMost: number) {
  const begun: { lane: string; names: string[]; end: () => void }[] = []
  const named = new Map<Waiting['settle'], string>()
  const laneOf = (lane: string): Lane => ({
    perform: (works) =>
      new Promise((done) =>
        begun.push({
          lane,
          names: works.map(({ settle }) => named.get(settle) ?? '?'),
          end: () => {
            for (const work of works) work.resolve()
            done()
          },
        }),
      ),
    people: createPeopleCache(0),
    conflicts: () => 0,
  })
  const lanes = Array.from({ length: count }, (_, index) => laneOf(`${index}`))
  const turns = createTurns({ lanes, joint: laneOf('all'), batchEventsMost: 10, jointEventsMost })
  return {
    begun,
    send(name: string, lane: number, events: number, history = false) {
      const settle = (): undefined => undefined
      named.set(settle, name)
      return turns.run(lane, { items: itemsOf(events), history, alongside: undefined, since: 0, settle })
    },
    /** what stands under way, as `lane: names` */
    seen: () => begun.map(({ lane, names }) => `${lane}: ${names.join(' ')}`),
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('turns: who shares a transaction', () => {
  test('where little waits, one transaction takes what waits everywhere, in order of arrival', async () => {
    const { begun, send, seen } = lanesOf(3, 8)
    const sent = [send('a', 2, 1), send('b', 0, 1), send('c', 1, 1)]
    await turn()
    expect(seen()).toEqual(['all: a b c'])
    const later = [send('d', 1, 2), send('e', 0, 2)]
    await turn()
    expect(begun).toHaveLength(1)
    begun[0]?.end()
    await Promise.all(sent)
    await turn()
    expect(seen().at(-1)).toBe('all: d e')
    begun[1]?.end()
    await Promise.all(later)
  })

  test('where much waits, each lane goes by itself; work that is too much for one transaction waits for the next', async () => {
    const { begun, send, seen } = lanesOf(2, 4)
    const sent = [send('a', 0, 6), send('b', 1, 3), send('c', 0, 6)]
    await turn()
    expect(seen()).toEqual(['0: a', '1: b'])
    // a is large: the lane that is free need not wait for it
    begun[1]?.end()
    await turn()
    const more = send('d', 1, 1)
    await turn()
    expect(seen().at(-1)).toBe('1: d')
    for (const place of [0, 2]) begun[place]?.end()
    await turn()
    expect(seen().at(-1)).toBe('0: c')
    begun[3]?.end()
    await Promise.all([...sent, more])
  })

  test('small transactions of single lanes are waited for, and then all go together', async () => {
    const { begun, send, seen } = lanesOf(3, 4)
    void send('a', 0, 2)
    void send('b', 1, 2)
    void send('c', 2, 2)
    await turn()
    expect(seen()).toEqual(['0: a', '1: b', '2: c'])
    void send('d', 0, 1)
    void send('e', 1, 1)
    begun[0]?.end()
    await turn()
    expect(begun).toHaveLength(3)
    begun[1]?.end()
    begun[2]?.end()
    await turn()
    expect(seen().at(-1)).toBe('all: d e')
  })

  test('history and the rest never share one; what carries no event has its turn too', async () => {
    const { begun, send, seen } = lanesOf(2, 8)
    void send('a', 0, 1)
    void send('past', 1, 1, true)
    void send('b', 1, 0)
    await turn()
    expect(seen()).toEqual(['all: a'])
    begun[0]?.end()
    await turn()
    expect(seen().at(-1)).toBe('all: past')
    begun[1]?.end()
    await turn()
    expect(seen().at(-1)).toBe('all: b')
  })

  test('PLT-8: over all lanes a person is remembered in one of them, however many ids name him', () => {
    const caches = [createPeopleCache(10), createPeopleCache(10)]
    const people = joinCaches((userId) => (userId === 'ann' ? caches[0] : caches[1]) ?? createPeopleCache(0), caches)
    const ann = newPerson(1, 'ann')
    people.put('ann', ann)
    people.put('ann-too', ann)
    expect([people.get('ann'), people.get('ann-too'), people.size]).toEqual([ann, undefined, 1])
    caches[1]?.put('ann-too', newPerson(1, 'ann'))
    people.put('ann-too', ann)
    expect([people.has('ann-too'), people.size]).toEqual([false, 1])
    people.drop(['ann'])
    expect(people.size).toBe(0)
  })
})
