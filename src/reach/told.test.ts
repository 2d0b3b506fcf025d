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

test('GRP-14: what the desk answers is told to its fan, what it says by itself is not', () => {
  const told = (message: unknown, topic = threadTopic('luo', 'ann')) =>
    pushesOf({ topic, kind: 'service.said', body: { message }, at: 0 }).map(({ audience }) => audience)
  expect(told({ side: 'desk', kind: 'text' })).toEqual([{ to: 'users', userIds: ['ann'], scope: null }])
  for (const message of [{ side: 'desk', kind: 'autoReply' }, { side: 'fan', kind: 'text' }, undefined])
    expect(told(message)).toEqual([])
})
