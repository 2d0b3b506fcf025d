import { expect, test } from 'vitest'
import { threadTopic } from '../contract/topics.ts'
import { pushesOf, reachedBy } from './told.ts'

test('GRP-7: a row that is not as we write them stops no push of others', () => {
  const topics = ['club:luo', 'member:luo:ann', 'said:luo', threadTopic('luo', 'ann'), 'platform', '']
  for (const kind of reachedBy)
    for (const topic of topics)
      for (const body of [{}, { message: null }, { message: 'x' }])
        expect(() => pushesOf({ topic, kind, body, at: 0 }), `${kind} ${topic}`).not.toThrow()
})

test('CLUB-4: a withdrawn change of mode is told to all, in place of its announcement', () => {
  const told = (kind: string) => pushesOf({ topic: 'club:luo', kind, body: { id: 'c1', to: 'live' }, at: 0 })
  const [announced] = told('mode.announced')
  const [withdrawn] = told('mode.withdrawn')
  expect(withdrawn).toMatchObject({ key: 'mode.withdrawn:c1', kind: 'notices', audience: { to: 'club' } })
  expect(withdrawn?.tag).toBe(announced?.tag)
})

test('GRP-14: what the desk answers is told to its fan, what it says by itself is not', () => {
  const told = (message: unknown, topic = threadTopic('luo', 'ann')) =>
    pushesOf({ topic, kind: 'service.said', body: { message }, at: 0 }).map(({ audience }) => audience)
  expect(told({ side: 'desk', kind: 'text' })).toEqual([{ to: 'users', userIds: ['ann'], scope: null }])
  for (const message of [{ side: 'desk', kind: 'autoReply' }, { side: 'fan', kind: 'text' }, undefined])
    expect(told(message)).toEqual([])
})
