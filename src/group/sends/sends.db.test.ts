import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { MessageView } from '../../contract/messages.ts'
import { NOON, describeWorld } from '../../../test/support/club.ts'
import { sweepExpired } from '../../edge/store.ts'
import { DAY } from '../../lib/time.ts'

interface Said {
  messageId: string
  seq: number
  at: string
}

describeWorld('messages sent again', (w) => {
  const make = async (...members: readonly string[]) => {
    const group = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' })
    for (const user of members) await w.must('PUT', `/v1/groups/${group.groupId}/members/${user}`)
    return group.groupId
  }
  const send = (groupId: string, body: Readonly<Record<string, unknown>>, key?: string) =>
    w.call<Said & { code?: string }>(
      'POST',
      `/v1/groups/${groupId}/messages`,
      { kind: 'text', ...body },
      key === undefined ? {} : { headers: { 'idempotency-key': key } },
    )
  const texts = async (groupId: string, user: string) =>
    (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=${user}`)).items.map(
      ({ text }) => text,
    )

  test('GRP-10: what is sent again under its id is answered as the first time; another content, or an id without form, is refused', async () => {
    const groupId = await make('ann', 'bob')
    const first = await send(groupId, { from: 'ann', text: 'one', sendId: 's-1' })
    expect(first.status).toBe(201)
    await w.clock(NOON + 60_000)
    expect(await send(groupId, { from: 'ann', text: 'one', sendId: 's-1' })).toMatchObject({
      status: 201,
      body: first.body,
    })
    expect(await send(groupId, { from: 'ann', text: 'two', sendId: 's-1' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    })
    for (const sendId of ['', 'a b', 'x'.repeat(65), '一', 7])
      expect((await send(groupId, { from: 'ann', text: 'one', sendId })).status, String(sendId)).toBe(422)
    // another sender's ids are his own; without an id each is a message
    await send(groupId, { from: 'bob', text: 'bob', sendId: 's-1' })
    await send(groupId, { from: 'luo', text: 'owner', sendId: 's-1' })
    for (const _ of [1, 2]) await send(groupId, { from: 'ann', text: 'twice' })
    // only bob reads them: his sub-group is hers
    expect(await texts(groupId, 'bob')).toEqual(['one', 'bob', 'owner', 'twice', 'twice'])
  })

  test('GRP-10: it is answered whatever became of its writer, its group and itself; a refused one leaves no trace', async () => {
    const groupId = await make('ann', 'bob')
    const path = `/v1/groups/${groupId}`
    await w.must('PUT', `${path}/mutes/bob`, { until: null })
    expect((await send(groupId, { from: 'bob', text: 'b', sendId: 'b' })).body.code).toBe('muted')
    await w.must('DELETE', `${path}/mutes/bob`)
    expect((await send(groupId, { from: 'bob', text: 'other', sendId: 'b' })).status).toBe(201)
    const { body: first } = await send(groupId, { from: 'ann', text: 'a', sendId: 'a' })
    await w.must('DELETE', `${path}/messages/${first.messageId}`)
    await w.must('POST', `${path}/removals`, { userId: 'ann' })
    expect(await send(groupId, { from: 'ann', text: 'a', sendId: 'a' })).toMatchObject({ status: 201, body: first })
    await w.must('DELETE', path)
    expect((await send(groupId, { from: 'ann', text: 'a', sendId: 'a' })).body).toEqual(first)
    expect((await send(groupId, { from: 'ann', text: 'a', sendId: 'a2' })).body.code).toBe('group_closed')
  })

  test('GRP-10: a repeat in one batch, of a fan, of the owner, to all groups through any of them', async () => {
    const [one, two] = [await make('ann'), await make('ann')]
    const all = { from: 'luo', text: 'all', to: 'allGroups', sendId: 'x' }
    const answers = await Promise.all([
      send(one, { from: 'ann', text: 'fan', sendId: 'x' }),
      send(one, { from: 'ann', text: 'fan', sendId: 'x' }),
      send(one, { from: 'ann', text: 'else', sendId: 'x' }),
      send(one, { from: 'luo', text: 'owner', sendId: 'x' }),
      send(one, { from: 'luo', text: 'owner', sendId: 'x' }),
      send(one, all),
      send(two, all),
      // another group is another place
      send(two, { from: 'luo', text: 'owner', sendId: 'x' }),
    ])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.slice(3)).toEqual([201, 201, 201, 201, 201])
    // of two contents under one id that which came first, and a busy machine may take them in another order
    const isFan = statuses[2] === 409
    expect(statuses.slice(0, 3)).toEqual(isFan ? [201, 201, 409] : [409, 409, 201])
    const ids = answers.map(({ body }) => body.messageId)
    expect([ids[0], ids[3], ids[5]]).toEqual([ids[1], ids[4], ids[6]])
    expect((await texts(one, 'ann')).sort()).toEqual(['all', isFan ? 'fan' : 'else', 'owner'].sort())
    expect((await texts(two, 'ann')).sort()).toEqual(['all', 'owner'])
  })

  test('GRP-10: an Idempotency-Key alone does it too, of each caller, where the process died before the answer was kept', async () => {
    const groupId = await make('ann')
    const first = await send(groupId, { from: 'ann', text: 'one' }, 'k')
    const owner = await send(groupId, { from: 'luo', text: 'owner', to: 'allGroups' }, 'o')
    // as a process leaves it that dies before it keeps the answer, once its claim is given up
    await w.db.query('delete from idempotency')
    expect(await send(groupId, { from: 'ann', text: 'one' }, 'k')).toMatchObject({ status: 201, body: first.body })
    expect((await send(groupId, { from: 'luo', text: 'owner', to: 'allGroups' }, 'o')).body).toEqual(owner.body)
    const fan = await w.token('fan', 'ann')
    await w.must(
      'POST',
      `/v1/groups/${groupId}/messages`,
      { from: 'ann', kind: 'text', text: 'one' },
      { as: fan, headers: { 'idempotency-key': 'k' } },
    )
    expect(await texts(groupId, 'ann')).toEqual(['one', 'owner', 'one'])
  })

  test('PLT-8: ids go with who is merged, and are swept a week later', async () => {
    const groupId = await make('ann', 'ann2', 'bob')
    const first = await send(groupId, { from: 'ann2', text: 'one', sendId: 'a' })
    for (const from of ['ann', 'ann2']) await send(groupId, { from, text: 'both', sendId: 'b' })
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'same person' })
    for (const from of ['ann', 'ann2'])
      expect((await send(groupId, { from, text: 'one', sendId: 'a' })).body).toEqual(first.body)
    await send(groupId, { from: 'bob', text: 'one', sendId: 'a' })
    const kept = async () =>
      (await w.db.query<{ n: number }>('select count(*)::int4 as n from group_send where user_no > 0'))[0]?.n
    // the one of the merged that both had stays under the old number, which nobody asks for
    expect(await kept()).toBe(4)
    const [until] = await w.db.query<{ until: number; now: number }>(
      'select min(kept_until) as until, now() as now from group_send',
    )
    expect(until?.until).toBeGreaterThan((until?.now ?? 0) + 6.9 * DAY)
    await sweepExpired(w.db, (until?.until ?? 0) - 1, 2)
    expect(await kept()).toBe(4)
    // more than one statement takes away
    await sweepExpired(w.db, (until?.until ?? 0) + DAY, 2)
    expect(await kept()).toBe(0)
  })
})
