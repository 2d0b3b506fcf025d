import { expect, test } from 'vitest'
import * as contract from '../../src/contract/topics.ts'
import * as pages from './topics.ts'

test('PLT-3: pages and server spell topics alike', () => {
  for (const id of ['luo', 'dy:123', 'a.b_c-d@e', 'x:y:z']) {
    expect(pages.clubTopic(id)).toBe(contract.clubTopic(id))
    expect(pages.memberTopic(id, 'u:1')).toBe(contract.memberTopic(id, 'u:1'))
    expect(pages.sessionTopic(id)).toBe(contract.sessionTopic(id))
  }
})
