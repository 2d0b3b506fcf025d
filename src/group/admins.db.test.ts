import { expect, test } from 'vitest'
import type { PostView } from '../contract/group-posts.ts'
import type { GroupView } from '../contract/groups.ts'
import { toInstant } from '../lib/time.ts'
import { describeWorld, NOON } from '../../test/support/club.ts'

const HOUR = 3_600_000
const postId = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

describeWorld('who runs a group', (w) => {
  const make = (name: string, as?: string) =>
    w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name }, as === undefined ? {} : { as })
  const admins = async (path: string) =>
    (await w.must<{ items: { staffId: string; name: string | null }[] }>('GET', `${path}/admins`)).items.map(
      ({ staffId, name }) => [staffId, name],
    )
  const plan = ({ groupId }: GroupView, n: number, more: object, as: string) =>
    w.must<PostView>(
      'PUT',
      `/v1/clubs/luo/group-posts/${postId(n)}`,
      { message: { from: 'luo', kind: 'text', text: 'x' }, groupIds: [groupId], ...more },
      { as },
    )
  const statusOf = async (n: number) => (await w.must<PostView>('GET', `/v1/clubs/luo/group-posts/${postId(n)}`)).status

  test('GRP-9: a sub-account that the platform keeps itself is appointed, listed, counted and dismissed like any other', async () => {
    const owner = await w.token('owner', 'luo')
    const token = (id: string, ...permissions: string[]) => w.token('staff', id, { ownerId: 'luo', permissions })
    const ours = await token('p1', 'groups')
    const group = await make('own', ours)
    const path = `/v1/groups/${group.groupId}`
    expect(await admins(path)).toEqual([['p1', null]])
    for (let n = 2; n <= 9; n += 1) await w.must('PUT', `${path}/admins/p${n}`, undefined, { as: owner })
    expect(await w.refusal('PUT', `${path}/admins/p10`, undefined, { as: owner })).toBe('409 admin_limit')
    expect(await admins(path)).toHaveLength(9)
    await w.must('DELETE', `${path}/admins/p9`, undefined, { as: owner })
    await w.must('PUT', `${path}/admins/p10`, undefined, { as: owner })

    // what his token allows decides, now and when what he planned is due
    expect(await w.refusal('PATCH', path, { name: 'x' }, { as: await token('p2') })).toBe('403 forbidden')
    await w.must('PATCH', path, { name: 'x' }, { as: await token('p2', 'groups') })
    await plan(group, 1, {}, ours)
    await plan(group, 2, { sendAt: toInstant(NOON + HOUR) }, ours)
    await w.clock(NOON + HOUR)
    expect([await statusOf(1), await statusOf(2)]).toEqual(['sent', 'sent'])
  })

  test('GRP-9: a revoked sub-account is not appointed', async () => {
    const { groupId } = await make('own')
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    await w.must('DELETE', '/v1/clubs/luo/staff/s1')
    expect(await w.refusal('PUT', `/v1/groups/${groupId}/admins/s1`)).toBe('404 not_found')
  })

  test('GRP-9 PLT-1: a club’s key runs the groups it made, as long as it lives, and is none of the nine', async () => {
    const made = await w.must<{ keyId: string; key: string }>('POST', '/v1/clubs/luo/api-keys', {
      name: 'shop',
      permissions: ['groups'],
    })
    const [group, other] = [await make('by key', made.key), await make('other')]
    const path = `/v1/groups/${group.groupId}`
    expect(await admins(path)).toEqual([])
    for (let n = 1; n <= 9; n += 1) await w.must('PUT', `${path}/admins/p${n}`)
    expect(await w.refusal('PUT', `${path}/admins/key:${made.keyId}`)).toBe('404 not_found')
    await w.must('PATCH', path, { name: 'x' }, { as: made.key })
    expect(await w.refusal('PATCH', `/v1/groups/${other.groupId}`, { name: 'x' }, { as: made.key })).toBe(
      '403 forbidden',
    )
    await plan(group, 1, {}, made.key)
    await plan(group, 2, { sendAt: toInstant(NOON + HOUR) }, made.key)
    await plan(group, 3, { sendAt: toInstant(NOON + 2 * HOUR) }, made.key)
    await w.clock(NOON + HOUR)
    await w.must('DELETE', `/v1/clubs/luo/api-keys/${made.keyId}`)
    await w.clock(NOON + 2 * HOUR)
    expect([await statusOf(1), await statusOf(2), await statusOf(3)]).toEqual(['sent', 'sent', 'refused'])
  })
})
