import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import { HOUR, MINUTE, toInstant } from '../../lib/time.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'

interface Seats {
  items: { groupId: string }[]
}

describeWorld('where a member sits', (w) => {
  const path = '/v1/clubs/luo/members/ann/groups'

  test('GRP-2: the owner sees the seats of one member in his groups: sub-group, since when, muted until when', async () => {
    const [one, two] = [
      await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' }),
      await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '钻粉群' }),
    ]
    await w.owner('zhao')
    const other = await w.must<GroupView>('POST', '/v1/clubs/zhao/groups', { name: '别家' })
    expect(await w.must<Seats>('GET', path)).toEqual({ items: [] })
    await w.must('PUT', `/v1/groups/${one.groupId}/members/ann`)
    await w.must('PUT', `/v1/groups/${other.groupId}/members/ann`)
    await w.clock(NOON + MINUTE)
    await w.must('PUT', `/v1/groups/${two.groupId}/members/ann`)
    await w.must('PUT', `/v1/groups/${one.groupId}/mutes/ann`, { until: toInstant(NOON + HOUR) })
    await w.must('PUT', `/v1/groups/${two.groupId}/mutes/ann`, { until: null })
    const seat = { number: 1, mute: { until: null } }
    expect(await w.must<Seats>('GET', path)).toEqual({
      items: [
        {
          ...seat,
          groupId: two.groupId,
          subGroupId: `${two.groupId}.1`,
          name: '钻粉群',
          subGroupName: '钻粉群1',
          joinedAt: toInstant(NOON + MINUTE),
        },
        {
          ...seat,
          groupId: one.groupId,
          subGroupId: `${one.groupId}.1`,
          name: '铁粉群',
          subGroupName: '铁粉群1',
          joinedAt: toInstant(NOON),
          mute: { until: toInstant(NOON + HOUR) },
        },
      ],
    })
    await w.clock(NOON + HOUR)
    await w.must('DELETE', `/v1/groups/${two.groupId}/members/ann`)
    expect(await w.must<Seats>('GET', path)).toMatchObject({ items: [{ groupId: one.groupId, mute: null }] })
  })

  test('PLT-1: seats of a member are for the owner, and for sub-accounts that run groups', async () => {
    const as = async (...of: Parameters<typeof w.token>) => ({ as: await w.token(...of) })
    const staff = (permissions: string[]) => as('staff', 's-1', { ownerId: 'luo', permissions })
    expect(await w.must('GET', path, undefined, await as('owner', 'luo'))).toEqual({ items: [] })
    expect(await w.must('GET', path, undefined, await staff(['groups']))).toEqual({ items: [] })
    expect(await w.refusal('GET', path, undefined, await staff(['benefits']))).toBe('403 forbidden')
    expect(await w.refusal('GET', path, undefined, await as('fan', 'ann'))).toBe('403 forbidden')
    expect(await w.refusal('GET', '/v1/clubs/nobody/members/ann/groups')).toBe('404 unknown_owner')
  })
})
