import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { LinkSeat } from '../../contract/linking.ts'
import { describeWorld } from '../../../test/support/club.ts'
import { checkLinks } from './links.ts'

describeWorld('doctor: links as they were lived', (w) => {
  const told = async (): Promise<string> => (await checkLinks(w.db)).flatMap(({ examples }) => examples).join('\n')

  /** A link that runs, and one that ended before it. */
  const live = async (): Promise<void> => {
    const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: 'one' })
    for (const user of ['ann', 'bob']) await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
    const call = async () =>
      (await w.must<LinkSeat>('POST', `/v1/groups/${groupId}/links`, { kind: 'voice', userIds: ['ann', 'bob'] })).link
    const first = await call()
    await w.must('POST', `/v1/links/${first.linkId}/leave`, { from: 'luo' })
    const { linkId } = await call()
    await w.must('POST', `/v1/links/${linkId}/join`, { from: 'ann' })
    await w.must('POST', `/v1/links/${linkId}/leave`, { from: 'bob' })
  }

  test('GRP-8: a link that runs and one that ended leave nothing to tell', async () => {
    await live()
    expect(await told()).toBe('')
  })

  test.each([
    [
      'ended by hand',
      `update link set status = 'ended', how = 'lost', ended_at = now() where ended_at is null`,
      /1-2: it is ended, and somebody is in it/,
    ],
    [
      'the fan taken out by hand',
      `update link_party set status = 'out', how = 'lost' where status = 'in' and party > 0`,
      /1-2: it runs with 0 fans/,
    ],
    ['nobody busy', 'delete from link_busy', /1-2: party 1 is in it and not busy with it/],
    ['busy with an ended link', 'update link_busy set link_no = 1', /1-1: user \d+ is busy with it and not in it/],
    [
      'signals kept',
      `insert into link_signal (club_no, link_no, to_party, seq, from_party, from_sitting, to_sitting, body) values (1, 1, 1, 1, 0, 1, 1, '{}')`,
      /1-1: 1 signals are kept after its end/,
    ],
  ])('GRP-8 PLT-6: %s: it is told', async (_, damage, words) => {
    await live()
    await w.db.query(damage)
    expect(await told()).toMatch(words)
  })
})
