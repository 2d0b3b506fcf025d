import { expect, test } from 'vitest'
import * as contract from '../../src/contract/topics.ts'
import * as pages from './topics.ts'

test('PLT-3: pages and server spell topics alike', () => {
  for (const id of ['luo', 'dy:123', 'a.b_c-d@e', 'x:y:z']) {
    expect(pages.clubTopic(id)).toBe(contract.clubTopic(id))
    expect(pages.memberTopic(id, 'u:1')).toBe(contract.memberTopic(id, 'u:1'))
    expect(pages.sessionTopic(id)).toBe(contract.sessionTopic(id))
    expect(pages.linksTopic(id)).toBe(contract.linksTopic(id))
    expect(pages.linkTopic(id, 2)).toBe(contract.linkTopic(id, 2))
    expect(pages.deskTopic(id)).toBe(contract.deskTopic(id))
    expect(pages.threadTopic(id, 'u:1')).toBe(contract.threadTopic(id, 'u:1'))
    expect(pages.groupTopic('g-1', id)).toBe(contract.groupTopic('g-1', id))
    expect(pages.wholeGroupTopic(id)).toBe(contract.topicText({ kind: 'group', groupId: id, userId: null }))
    expect(pages.seatsTopic(id)).toBe(contract.seatsTopic(id))
    expect(pages.groupOfTopic(contract.groupTopic('g-1', id))).toBe('g-1')
  }
})

test('PLT-8: what comes of a seat is of who asked for all his seats, under whichever of his ids it is told', () => {
  const asked = ['club:luo', 'groups:ann2']
  for (const topic of ['group:g-1:ann2', 'group:g-1:ann', 'groups:ann'])
    expect(pages.askedTopicOf(topic, asked)).toBe('groups:ann2')
  for (const topic of ['group:g-1', 'member:luo:ann']) expect(pages.askedTopicOf(topic, asked)).toBeNull()
  expect(pages.askedTopicOf('group:g-1', ['group:g-1'])).toBe('group:g-1')
})
