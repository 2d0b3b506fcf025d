import { expect, test } from 'vitest'
import type { GroupView } from '../contract/groups.ts'
import type { MessageView } from '../contract/messages.ts'
import { checkSums } from '../flow/doctor/sums.ts'
import { writeCursor } from '../lib/cursor.ts'
import { HOUR, MINUTE, toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'

interface Seat {
  subGroupId: string
  number: number
  autoReply: string | null
}

const make = (w: World, more: Readonly<Record<string, unknown>> = {}) =>
  w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群', ...more })
const join = (w: World, group: GroupView, user: string) =>
  w.must<Seat>('PUT', `/v1/groups/${group.groupId}/members/${user}`)
const refuseJoin = (w: World, group: GroupView, user: string) =>
  w.refusal('PUT', `/v1/groups/${group.groupId}/members/${user}`)
const say = (w: World, group: GroupView, body: Readonly<Record<string, unknown>>, as?: string) =>
  w.must<{ seq: number; messageId: string }>(
    'POST',
    `/v1/groups/${group.groupId}/messages`,
    { kind: 'text', ...body },
    as === undefined ? {} : { as },
  )
const read = async (w: World, group: GroupView, user: string, more = '') =>
  (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${group.groupId}/messages?userId=${user}${more}`)).items
const texts = (items: readonly MessageView[]) => items.map(({ kind, text }) => text ?? kind)
const listed = async (w: World, user: string) =>
  (await w.must<{ items: { groupId: string; name: string; unread: number }[] }>('GET', `/v1/users/${user}/groups`))
    .items

describeWorld('fan groups', (w) => {
  test('GRP-1: an owner has at most 25 groups; a closed one makes room', async () => {
    const groups: GroupView[] = []
    for (let n = 1; n <= 25; n += 1) groups.push(await make(w, { name: `群${n}` }))
    expect(await w.refusal('POST', '/v1/clubs/luo/groups', { name: 'one more' })).toBe('409 group_limit')
    expect(groups[0]).toMatchObject({ seats: 2_000, freeSeats: 2_000, members: 0, subGroups: 0, status: 'open' })
    await w.must('DELETE', `/v1/groups/${groups[0]?.groupId}`)
    await make(w)
    expect(await w.refusal('POST', '/v1/clubs/nobody/groups', { name: 'x' })).toBe('404 unknown_owner')
  })

  test('GRP-1: from the profile a group is made with followers enough', async () => {
    expect(await w.refusal('POST', '/v1/clubs/luo/groups', { name: 'x', place: 'profile' })).toBe(
      '409 followers_too_few',
    )
    await w.db.query(
      `insert into fan (user_no, club_no, follows) select n, (select club_no from club where owner_id = 'luo'), true from generate_series(1, 10000) as n`,
    )
    await make(w, { place: 'profile' })
  })

  test('GRP-2: sub-groups open one after another; a seat that is given up is the next to be taken', async () => {
    const group = await make(w)
    const seats = await Promise.all(Array.from({ length: 205 }, (_, n) => join(w, group, `u${n}`)))
    expect(seats.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 205 }, (_, n) => Math.floor(n / 100) + 1),
    )
    const subGroups = async () =>
      (
        await w.must<{ items: { name: string; number: number; members: number }[] }>(
          'GET',
          `/v1/groups/${group.groupId}/sub-groups`,
        )
      ).items
    expect(await subGroups()).toMatchObject([
      { name: '铁粉群1', number: 1, members: 100 },
      { name: '铁粉群2', number: 2, members: 100 },
      { name: '铁粉群3', number: 3, members: 5 },
    ])
    await w.must('DELETE', `/v1/groups/${group.groupId}/members/u7`)
    await w.must('DELETE', `/v1/groups/${group.groupId}/members/u201`)
    expect(await join(w, group, 'new')).toMatchObject({ number: 1, subGroupId: `${group.groupId}.1` })
    expect((await subGroups()).map(({ members }) => members)).toEqual([100, 100, 4])
    expect(await w.refusal('DELETE', `/v1/groups/${group.groupId}/members/u7`)).toBe('403 not_in_group')
    expect(await w.must('GET', `/v1/groups/${group.groupId}`)).toMatchObject({
      members: 204,
      freeSeats: 1_796,
      subGroups: 3,
    })
  })

  test('GRP-2: joining twice is the same as once', async () => {
    const group = await make(w, { autoReply: 'hello' })
    const [one, two] = await Promise.all([join(w, group, 'ann'), join(w, group, 'ann')])
    expect([one.autoReply, two.autoReply].filter((text) => text !== null)).toEqual(['hello'])
    expect(await join(w, group, 'ann')).toMatchObject({ number: 1, autoReply: null })
    expect(await w.must('GET', `/v1/groups/${group.groupId}`)).toMatchObject({ members: 1 })
  })

  test('GRP-3: settings live on the group: a new name and notice are those of every sub-group', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    await w.must('PATCH', `/v1/groups/${group.groupId}`, { name: '钻粉群', notice: '今晚八点' })
    expect(await w.must('GET', `/v1/groups/${group.groupId}/sub-groups`)).toMatchObject({
      items: [{ name: '钻粉群1' }],
    })
    expect(await listed(w, 'ann')).toMatchObject([{ name: '钻粉群', notice: '今晚八点' }])
    await w.clock(NOON + HOUR)
    await w.must('PATCH', `/v1/groups/${group.groupId}`, { notice: null })
    expect(await w.must('GET', `/v1/groups/${group.groupId}`)).toMatchObject({
      notice: null,
      noticeAt: toInstant(NOON + HOUR),
      name: '钻粉群',
    })
  })

  test('GRP-3 GRP-7: a notice that is set is posted in the group, once; the same again, another setting or none is no news', async () => {
    const group = await make(w, { notice: '进群先看' })
    await join(w, group, 'ann')
    const path = `/v1/groups/${group.groupId}`
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    await w.must('PUT', `${path}/admins/s1`)
    const as = await w.token('staff', 's1', { ownerId: 'luo' })
    await w.must('PATCH', path, { notice: '今晚八点' }, { as })
    for (const body of [{ notice: '今晚八点' }, { name: '钻粉群' }, { autoReply: '欢迎' }, { notice: null }])
      await w.must('PATCH', path, body)
    const items = await read(w, group, 'ann')
    expect(items.map(({ kind, text, from, scope }) => [kind, text, from, scope])).toEqual([
      ['notice', '今晚八点', 'luo', 'group'],
    ])
    expect(await listed(w, 'ann')).toMatchObject([{ unread: 1 }])
    expect(await w.db.query('select staff_id from group_message')).toEqual([{ staff_id: 's1' }])
    // what may not be said is not set either
    await w.must('PATCH', '/v1/moderation', { version: 0, words: [{ word: '赌博', action: 'block' }] })
    expect(await w.refusal('PATCH', path, { notice: '来赌博', name: '改名' })).toBe('403 words_not_allowed')
    expect(await w.must('GET', path)).toMatchObject({ notice: null, name: '钻粉群' })
  })

  test('GRP-4: tier, level, following and days followed; what is missing is said', async () => {
    const tier = await make(w, { gate: { kind: 'tier', tier: '铁粉' } })
    const level = await make(w, { gate: { kind: 'level', level: 2 } })
    const live = await make(w, { gate: { kind: 'level', level: 2, mode: 'live' } })
    const follow = await make(w, { gate: { kind: 'follow', days: 0 } })
    const days = await make(w, { gate: { kind: 'follow', days: 3 } })
    expect(await refuseJoin(w, level, 'ann')).toBe('409 gate_not_met')
    await w.join('ann')
    expect((await w.call('PUT', `/v1/groups/${level.groupId}/members/ann`)).body).toMatchObject({
      missing: [{ kind: 'level', wanted: 2, has: 1 }],
    })
    await w.send(w.paid('ann', 100_00))
    expect(await join(w, level, 'ann')).toMatchObject({ number: 1 })
    expect(await refuseJoin(w, tier, 'ann')).toBe('409 gate_not_met')
    expect(await refuseJoin(w, live, 'ann')).toBe('409 gate_not_met')
    expect(await refuseJoin(w, follow, 'ann')).toBe('409 gate_not_met')
    await w.send(w.followed('ann'))
    await join(w, follow, 'ann')
    await w.clock(NOON + 72 * HOUR - 1)
    expect(await refuseJoin(w, days, 'ann')).toBe('409 gate_not_met')
    await w.clock(NOON + 72 * HOUR)
    await join(w, days, 'ann')
  })

  test('GRP-4: a changed gate and a fallen level bind newcomers only', async () => {
    const group = await make(w)
    await w.join('ann')
    await join(w, group, 'ann')
    await w.must('PATCH', `/v1/groups/${group.groupId}`, { gate: { kind: 'level', level: 10 } })
    expect(await refuseJoin(w, group, 'bob')).toBe('409 gate_not_met')
    expect(await listed(w, 'ann')).toHaveLength(1)
  })

  test('MEM-6: leaving the club gives up seats behind gates of its level, and only those', async () => {
    const open = await make(w)
    const gated = await make(w, { gate: { kind: 'level', level: 1 } })
    const bag = await make(w, { gate: { kind: 'tier', tier: '新粉' } })
    await w.join('ann')
    for (const group of [open, gated, bag]) await join(w, group, 'ann')
    await w.leave('ann')
    expect((await listed(w, 'ann')).map(({ groupId }) => groupId)).toEqual([open.groupId])
    expect(await w.must('GET', `/v1/groups/${gated.groupId}`)).toMatchObject({ members: 0 })
    expect(await refuseJoin(w, gated, 'ann')).toBe('409 gate_not_met')
  })

  test('GRP-5: a pass-phrase opens the joining page, expires, can be revoked, and opens no gate', async () => {
    const group = await make(w)
    const made = await w.must<{ phrase: string }>('POST', `/v1/groups/${group.groupId}/phrases`, { days: 1 })
    expect(await w.must('GET', `/v1/group-phrases/${made.phrase}`)).toMatchObject({ group: { groupId: group.groupId } })
    await w.must('PUT', `/v1/groups/${group.groupId}/members/ann?phrase=${made.phrase}`)
    expect(await w.must('GET', `/v1/groups/${group.groupId}/phrases`)).toMatchObject({ items: [{ joined: 1 }] })
    await w.must('PATCH', `/v1/groups/${group.groupId}`, { gate: { kind: 'level', level: 2 } })
    const withPhrase = (user: string) =>
      w.refusal('PUT', `/v1/groups/${group.groupId}/members/${user}?phrase=${made.phrase}`)
    expect(await withPhrase('bob')).toBe('409 gate_not_met')
    await w.clock(NOON + 24 * HOUR)
    expect(await withPhrase('bob')).toBe('409 phrase_invalid')
    const other = await w.must<{ phrase: string }>('POST', `/v1/groups/${group.groupId}/phrases`, {})
    await w.must('DELETE', `/v1/groups/${group.groupId}/phrases/${other.phrase}`)
    expect(await w.refusal('GET', `/v1/group-phrases/${other.phrase}`)).toBe('409 phrase_invalid')
    expect(await w.refusal('GET', '/v1/group-phrases/nonsense')).toBe('409 phrase_invalid')
  })

  test('GRP-6: the auto-reply reaches each member on the first joining only, before all he reads', async () => {
    const group = await make(w, { autoReply: '欢迎' })
    await say(w, group, { from: 'luo', text: 'before' })
    await join(w, group, 'ann')
    await say(w, group, { from: 'luo', text: 'after' })
    expect(texts(await read(w, group, 'ann'))).toEqual(['欢迎', 'after'])
    expect(await listed(w, 'ann')).toMatchObject([{ unread: 2 }])
    await w.must('DELETE', `/v1/groups/${group.groupId}/members/ann`)
    expect(await join(w, group, 'ann')).toMatchObject({ autoReply: null })
    expect(texts(await read(w, group, 'ann', '&after=0'))).not.toContain('after')
  })

  test('GRP-7: unread numbers on every group, for messages to all groups, the group and the sub-group', async () => {
    const [one, two] = [await make(w), await make(w, { name: '二群' })]
    for (const group of [one, two]) for (const user of ['ann', 'bob']) await join(w, group, user)
    await say(w, one, { from: 'luo', text: 'a', to: 'allGroups' })
    await say(w, one, { from: 'luo', text: 'b' })
    await say(w, two, { from: 'luo', text: 'c', subGroupId: `${two.groupId}.1` })
    const last = await say(w, two, { from: 'bob', text: 'd' })
    const unread = async (user: string) =>
      Object.fromEntries((await listed(w, user)).map(({ groupId, unread: count }) => [groupId, count]))
    expect(await unread('ann')).toEqual({ [one.groupId]: 2, [two.groupId]: 3 })
    await w.must('POST', `/v1/groups/${two.groupId}/read`, { userId: 'ann', upTo: last.seq - 1 })
    expect(await unread('ann')).toEqual({ [one.groupId]: 2, [two.groupId]: 1 })
    await w.must('POST', `/v1/groups/${two.groupId}/read`, { userId: 'ann', upTo: 1_000_000 })
    await w.must('POST', `/v1/groups/${two.groupId}/read`, { userId: 'ann', upTo: 0 })
    expect(await unread('ann')).toEqual({ [one.groupId]: 2, [two.groupId]: 0 })
    await say(w, two, { from: 'luo', text: 'e' })
    expect(await unread('ann')).toEqual({ [one.groupId]: 2, [two.groupId]: 1 })
    // who speaks has read what was said before
    expect(await unread('bob')).toEqual({ [one.groupId]: 2, [two.groupId]: 1 })
  })

  test('GRP-8: fans send words, and no products', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    await say(w, group, { from: 'ann', text: '来了', mentions: ['bob'] })
    const post = (body: Readonly<Record<string, unknown>>) =>
      w.refusal('POST', `/v1/groups/${group.groupId}/messages`, body)
    expect(await post({ from: 'ann', kind: 'product', productId: 'p1' })).toBe('403 not_allowed')
    expect(await post({ from: 'ann', kind: 'notice', text: 'x' })).toBe('403 not_allowed')
    expect(await post({ from: 'ann', kind: 'text', text: 'x', to: 'allGroups' })).toBe('403 not_allowed')
    expect(await post({ from: 'ann', kind: 'nonsense', text: 'x' })).toBe('422 malformed')
    expect(await post({ from: 'ann', kind: 'text', text: '' })).toBe('422 malformed')
    expect(await post({ from: 'ann', kind: 'text', text: 'x'.repeat(2_001) })).toBe('422 malformed')
    await say(w, group, { from: 'luo', kind: 'product', productId: 'p1' })
    expect(await read(w, group, 'ann')).toMatchObject([
      { from: 'ann', sender: { kind: 'fan' }, text: '来了', mentions: ['bob'], scope: 'subGroup' },
      { from: 'luo', sender: { kind: 'owner', name: 'owner luo' }, kind: 'product', productId: 'p1', scope: 'group' },
    ])
  })

  test('GRP-9: mute, remove, delete; who was removed stays out until it is lifted', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const path = `/v1/groups/${group.groupId}`
    const writes = (user: string) => w.refusal('POST', `${path}/messages`, { from: user, kind: 'text', text: 'x' })
    await w.must('PUT', `${path}/mutes/ann`, { until: toInstant(NOON + HOUR) })
    expect(await writes('ann')).toBe('403 muted')
    await w.clock(NOON + HOUR)
    expect(await writes('ann')).toBe('201 accepted')
    for (const until of ['0000-01-01T00:00:00Z', toInstant(NOON)])
      expect(await w.refusal('PUT', `${path}/mutes/ann`, { until })).toBe('422 malformed')
    await w.must('PUT', `${path}/mutes/ann`, { until: null })
    expect(await writes('ann')).toBe('403 muted')
    await w.must('DELETE', `${path}/mutes/ann`)
    const { messageId } = await say(w, group, { from: 'ann', text: 'bad' })
    const bob = await w.token('fan', 'bob')
    expect(await w.refusal('DELETE', `${path}/messages/${messageId}`, undefined, { as: bob })).toBe('403 forbidden')
    await w.must('DELETE', `${path}/messages/${messageId}`)
    expect(await w.refusal('DELETE', `${path}/messages/${messageId}`)).toBe('404 not_found')
    expect((await read(w, group, 'bob')).at(-1)).toMatchObject({ kind: 'deleted', from: 'ann' })
    expect((await read(w, group, 'bob')).at(-1)).not.toHaveProperty('text')
    await w.must('POST', `${path}/removals`, { userId: 'ann', reason: 'spam' })
    expect(await writes('ann')).toBe('403 not_in_group')
    expect(await refuseJoin(w, group, 'ann')).toBe('409 removed_from_group')
    expect(await w.must('GET', `${path}/removals`)).toMatchObject({ items: [{ userId: 'ann', reason: 'spam' }] })
    await w.must('DELETE', `${path}/removals/ann`)
    await join(w, group, 'ann')
    expect(texts(await read(w, group, 'ann'))).toEqual([])
  })

  test('GRP-9: who leaves first is removed and muted all the same, and nothing is told or counted twice', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob', 'cid']) await join(w, group, user)
    const path = `/v1/groups/${group.groupId}`
    for (const user of ['ann', 'bob']) await w.must('DELETE', `${path}/members/${user}`)
    const left = () =>
      w.db.query(`select topic, body->>'how' as how from outbox where kind = 'group.left' order by position`)
    const before = await left()
    await w.must('POST', `${path}/removals`, { userId: 'ann', reason: 'spam' })
    await w.must('PUT', `${path}/mutes/bob`, { until: null })
    expect(await left()).toEqual(before)
    expect(await refuseJoin(w, group, 'ann')).toBe('409 removed_from_group')
    expect(await w.must('GET', `${path}/removals`)).toMatchObject({ items: [{ userId: 'ann', reason: 'spam' }] })
    await join(w, group, 'bob')
    expect(await w.refusal('POST', `${path}/messages`, { from: 'bob', kind: 'text', text: 'x' })).toBe('403 muted')
    // who never sat there is neither
    await w.join('dan')
    expect(await w.refusal('POST', `${path}/removals`, { userId: 'dan' })).toBe('403 not_in_group')
    expect(await w.refusal('PUT', `${path}/mutes/dan`, { until: null })).toBe('403 not_in_group')
    expect(await w.must('GET', path)).toMatchObject({ members: 2 })
    expect(await checkSums(w.db, 'Asia/Shanghai')).toEqual([])
    await w.must('DELETE', `${path}/removals/ann`)
    await join(w, group, 'ann')
    expect(await w.must('GET', path)).toMatchObject({ members: 3 })
  })

  test('GRP-9: sub-accounts run the groups they are super admins of, at most nine, appointed by the main account', async () => {
    const staff = async (n: number) => {
      await w.must('PUT', `/v1/clubs/luo/staff/s${n}`, { permissions: ['groups'], name: `s${n}` })
      return w.token('staff', `s${n}`, { ownerId: 'luo' })
    }
    const [first, second] = [await staff(1), await staff(2)]
    const own = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: 'own' }, { as: first })
    const path = `/v1/groups/${own.groupId}`
    await w.must('PATCH', path, { notice: 'x' }, { as: first })
    expect(await w.refusal('PATCH', path, { notice: 'y' }, { as: second })).toBe('403 forbidden')
    expect(await w.refusal('PUT', `${path}/admins/s2`, undefined, { as: first })).toBe('403 forbidden')
    const owner = await w.token('owner', 'luo')
    for (let n = 2; n <= 9; n += 1) {
      await staff(n)
      await w.must('PUT', `${path}/admins/s${n}`, undefined, { as: owner })
    }
    await staff(10)
    expect(await w.refusal('PUT', `${path}/admins/s10`, undefined, { as: owner })).toBe('409 admin_limit')
    expect(await w.refusal('PUT', `${path}/admins/nobody`, undefined, { as: owner })).toBe('404 not_found')
    await w.must('PATCH', path, { notice: 'y' }, { as: second })
    await w.must('DELETE', `${path}/admins/s2`, undefined, { as: owner })
    expect(await w.refusal('PATCH', path, { notice: 'z' }, { as: second })).toBe('403 forbidden')
    // the place of a revoked one is his until another takes it: saying again who is appointed takes none
    const admins = async () =>
      (await w.must<{ items: { staffId: string }[] }>('GET', `${path}/admins`)).items.map(({ staffId }) => staffId)
    await w.must('PUT', `${path}/admins/s10`, undefined, { as: owner })
    for (const gone of ['s3', 's4']) await w.must('DELETE', `/v1/clubs/luo/staff/${gone}`)
    await w.must('PUT', `${path}/admins/s10`, undefined, { as: owner })
    await w.must('PUT', `${path}/admins/s2`, undefined, { as: owner })
    for (const back of [3, 4]) await staff(back)
    expect(await admins()).toEqual(['s1', 's10', 's2', 's4', 's5', 's6', 's7', 's8', 's9'])
    expect(await w.refusal('PUT', `${path}/admins/s3`, undefined, { as: owner })).toBe('409 admin_limit')
    expect(await w.refusal('DELETE', path, undefined, { as: first })).toBe('403 forbidden')
  })

  test('GRP-10: a fan’s words go to his sub-group; an owner’s to one, to the group, or to all; nobody reads what is not his', async () => {
    const group = await make(w)
    const other = await make(w, { name: '二群' })
    for (let n = 0; n < 101; n += 1) await join(w, group, `u${n}`)
    await join(w, other, 'zoe')
    await say(w, group, { from: 'u0', text: 'first room' })
    await say(w, group, { from: 'u100', text: 'second room' })
    await say(w, group, { from: 'luo', text: 'only two', subGroupId: `${group.groupId}.2` })
    await say(w, group, { from: 'luo', text: 'both' })
    await say(w, group, { from: 'luo', text: 'everybody', to: 'allGroups' })
    expect(texts(await read(w, group, 'u1'))).toEqual(['first room', 'both', 'everybody'])
    expect(texts(await read(w, group, 'u100'))).toEqual(['second room', 'only two', 'both', 'everybody'])
    expect(texts(await read(w, other, 'zoe'))).toEqual(['everybody'])
    // nobody would ever read it there
    const third = { from: 'luo', kind: 'text', text: 'nowhere', subGroupId: `${group.groupId}.3` }
    expect(await w.refusal('POST', `/v1/groups/${group.groupId}/messages`, third)).toBe('404 not_found')
    const zoe = await w.token('fan', 'zoe')
    expect(await w.refusal('GET', `/v1/groups/${group.groupId}/messages`, undefined, { as: zoe })).toBe(
      '403 not_in_group',
    )
    expect(await w.refusal('GET', `/v1/groups/${group.groupId}/messages?userId=u1`, undefined, { as: zoe })).toBe(
      '403 forbidden',
    )
    expect(
      await w.refusal(
        'POST',
        `/v1/groups/${group.groupId}/messages`,
        { from: 'u1', kind: 'text', text: 'x' },
        { as: zoe },
      ),
    ).toBe('403 forbidden')
    expect(await w.refusal('GET', `/v1/groups/${group.groupId}/members`, undefined, { as: zoe })).toBe(
      '403 not_in_group',
    )
  })

  test('GRP-10: pages forward and back meet, each message once', async () => {
    const group = await make(w, { autoReply: 'hello' })
    await join(w, group, 'ann')
    for (let n = 0; n < 15; n += 1) await say(w, group, { from: n % 2 === 0 ? 'luo' : 'ann', text: `m${n}` })
    const all = ['hello', ...Array.from({ length: 15 }, (_, n) => `m${n}`)]
    const forward: MessageView[] = []
    for (let after: number | null = null; ;) {
      const page = await read(w, group, 'ann', `&limit=4${after === null ? '&after=0' : `&after=${after}`}`)
      forward.push(...page)
      if (page.length === 0) break
      after = page.at(-1)?.seq ?? null
    }
    expect(texts(forward)).toEqual(all)
    const back: MessageView[] = []
    for (let before = 1_000_000; ;) {
      const page = await read(w, group, 'ann', `&limit=4&before=${before}`)
      back.unshift(...page)
      before = page[0]?.seq ?? 0
      if (page.length < 4 || before === 0) break
    }
    expect(texts(back)).toEqual(all)
    // whoever pages by cursor, as in every list, reads the same: each reader, whichever way
    const paged = async (query: string) => {
      const seen: MessageView[][] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const more: string = cursor === '' ? '' : `&cursor=${cursor}`
        const page: { items: MessageView[]; nextCursor: string | null } = await w.must(
          'GET',
          `/v1/groups/${group.groupId}/messages?limit=4${query}${more}`,
        )
        seen.push(page.items)
        cursor = page.nextCursor
      }
      return texts(seen.flat().sort((a, b) => a.seq - b.seq))
    }
    for (const way of ['', '&after=0']) {
      expect(await paged(`&userId=ann${way}`)).toEqual(all)
      // what members say is said in their sub-groups
      expect(await paged(way)).toEqual(all.slice(1).filter((_, n) => n % 2 === 0))
    }
  })

  test('GRP-10: a member writes at most twenty messages a minute', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    for (let n = 0; n < 20; n += 1) await say(w, group, { from: 'ann', text: `${n}` })
    const again = () =>
      w.refusal('POST', `/v1/groups/${group.groupId}/messages`, { from: 'ann', kind: 'text', text: 'x' })
    expect(await again()).toBe('429 writing_too_fast')
    await w.clock(NOON + MINUTE)
    expect(await again()).toBe('201 accepted')
  })

  test('GRP-5 TASK-1: opening a group counts for the daily task, once a day', async () => {
    const group = await make(w)
    await w.join('ann')
    await join(w, group, 'ann')
    await read(w, group, 'ann')
    await w.must('POST', `/v1/groups/${group.groupId}/read`, { userId: 'ann', upTo: 0 })
    expect(await w.taskOf('ann', 'groupVisit')).toMatchObject({ earned: 10, count: 1 })
    await w.clock(NOON + 24 * HOUR)
    await w.must('POST', `/v1/groups/${group.groupId}/read`, { userId: 'ann', upTo: 0 })
    expect(await w.points('ann')).toBe(20)
  })

  test('GRP-5: the owner’s side looking as a member sees it is no visit, and who can earn nothing more makes no events', async () => {
    const [one, two] = [await make(w), await make(w)]
    await w.join('ann')
    for (const group of [one, two]) for (const user of ['ann', 'bob']) await join(w, group, user)
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    for (const as of [await w.token('owner', 'luo'), await w.token('staff', 's1', { ownerId: 'luo' })])
      await w.must('GET', `/v1/groups/${one.groupId}/messages?userId=ann`, undefined, { as })
    expect(await w.points('ann')).toBe(0)
    // bob is no member of the club; ann's second group pays nothing on the same day
    for (let times = 0; times < 3; times += 1)
      for (const group of [one, two]) for (const user of ['ann', 'bob']) await read(w, group, user)
    expect(await w.points('ann')).toBe(10)
    const [events] = await w.db.query<{ n: number }>('select count(*)::int4 as n from event_seen')
    expect(events?.n).toBe(2)
  })

  test('GRP-5 TASK-2 TASK-12: an opening that could not earn uses up no day; the platform’s people looking is none', async () => {
    const group = await make(w)
    await w.join('ann')
    await join(w, group, 'ann')
    const open = (as?: string) =>
      w.must('GET', `/v1/groups/${group.groupId}/messages?userId=ann`, undefined, as === undefined ? {} : { as })
    await open(await w.token('admin', 'root'))
    expect(await w.points('ann')).toBe(0)
    await w.db.query(`update membership set mode = 'live'`)
    await open()
    await w.db.query(`update membership set mode = 'shopping'`)
    await w.must('PUT', '/v1/clubs/luo/exclusions/ann', { reason: 'test' })
    await open()
    await w.must('DELETE', '/v1/clubs/luo/exclusions/ann')
    await open()
    expect(await w.points('ann')).toBe(10)
  })

  test('GRP-11 BADGE-7: members show tier and badge, of the gate’s mode in a gated group', async () => {
    const open = await make(w)
    const gated = await make(w, { gate: { kind: 'level', level: 1, mode: 'shopping' } })
    await w.join('ann')
    await w.send(w.paid('ann', 100_00))
    for (const group of [open, gated]) await join(w, group, 'ann')
    await join(w, open, 'passer')
    const shown = async (group: GroupView) =>
      (await w.must<{ items: unknown[] }>('GET', `/v1/groups/${group.groupId}/members`)).items
    expect(await shown(open)).toMatchObject([
      { userId: 'ann', number: 1, level: 2, tier: '新粉', badge: { name: '购物团', lit: true } },
      { userId: 'passer', level: null, tier: null, badge: null },
    ])
    expect(await shown(gated)).toMatchObject([{ userId: 'ann', badge: { name: '购物团', lit: true } }])
  })

  test('GRP-12: groups are listed with gates and free seats; a fan sees what he lacks, and no auto-reply', async () => {
    await make(w, { autoReply: 'secret' })
    await make(w, { name: '高级群', gate: { kind: 'tier', tier: '钻粉' } })
    const fan = await w.token('fan', 'ann')
    await w.join('ann')
    expect(await w.must('GET', '/v1/clubs/luo/groups', undefined, { as: fan })).toMatchObject({
      items: [
        { name: '铁粉群', missing: [], mine: null, autoReply: null, freeSeats: 2_000 },
        { name: '高级群', missing: [{ kind: 'level', has: 1 }], gate: { kind: 'tier', tier: '钻粉' } },
      ],
      nextCursor: null,
    })
    expect(await w.refusal('GET', '/v1/clubs/luo/groups?userId=bob', undefined, { as: fan })).toBe('403 forbidden')
  })

  test('GRP-9 GRP-10: who is refused, or named by the owner’s side, is not made known by it', async () => {
    const { groupId } = await make(w)
    const path = `/v1/groups/${groupId}`
    expect(await w.refusal('POST', `${path}/messages`, { from: 'ghost', kind: 'text', text: 'x' })).toBe(
      '403 not_in_group',
    )
    expect(await w.refusal('POST', `${path}/removals`, { userId: 'ghost' })).toBe('403 not_in_group')
    expect(await w.refusal('PUT', `${path}/mutes/ghost`, { until: null })).toBe('403 not_in_group')
    expect(await w.refusal('DELETE', `${path}/members/ghost`)).toBe('403 not_in_group')
    expect(await w.db.query(`select 1 from person_alias where user_id = 'ghost'`)).toEqual([])
  })

  test('API: a cursor with numbers that no column holds ends a list and breaks none', async () => {
    const { groupId } = await make(w)
    await w.join('ann')
    const [at, big] = [toInstant(NOON), Number.MAX_SAFE_INTEGER]
    const lists: readonly (readonly [string, readonly (string | number)[]])[] = [
      ['/v1/users/ann/reports', [at, big, big, big, big]],
      ['/v1/reports', [at, big, big, big, big]],
      ['/v1/users/ann/groups', [big, big]],
      ['/v1/users/ann/service-threads', [at, big]],
      ['/v1/clubs/luo/groups', [big]],
      [`/v1/groups/${groupId}/members`, [big, at, big]],
    ]
    for (const [path, key] of lists)
      expect(await w.must('GET', `${path}?cursor=${writeCursor(key)}`), path).toMatchObject({ items: [] })
  })

  test('PLT-8: two ids of one user are one seat', async () => {
    const group = await make(w)
    for (const user of ['ann', 'ann2']) {
      await w.join(user)
      await join(w, group, user)
    }
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'same person' })
    expect(await w.must('GET', `/v1/groups/${group.groupId}`)).toMatchObject({ members: 1 })
    expect(await join(w, group, 'ann2')).toMatchObject({ number: 1 })
    expect(await w.must('GET', `/v1/groups/${group.groupId}`)).toMatchObject({ members: 1 })
  })

  test('PLT-8 PLT-6 GRP-9: merging lifts no mute, and a seat that ends or moves by it, or by erasing, is told to who hears it', async () => {
    const [both, moved] = [await make(w, { name: 'both' }), await make(w, { name: 'moved' })]
    for (const user of ['ann', 'ann2']) await join(w, both, user)
    await join(w, moved, 'ann2')
    for (const { groupId } of [both, moved]) await w.must('PUT', `/v1/groups/${groupId}/mutes/ann2`, { until: null })
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'same person' })
    const speak = ({ groupId }: GroupView) =>
      w.refusal('POST', `/v1/groups/${groupId}/messages`, { from: 'ann', kind: 'text', text: 'x' })
    for (const group of [both, moved]) expect(await speak(group), group.name).toBe('403 muted')
    /** Ends of seats told to their streams, with what told that a stream of all seats is to be opened anew. */
    const told = async () => {
      const rows = await w.db.query<{ topic: string; kind: string; how: string | null }>(
        `select topic, kind, body->>'how' as how from outbox
         where (kind = 'group.left' and topic like 'group:%') or (kind = 'group.joined' and topic like 'groups:%') order by txid, position`,
      )
      return rows.map(({ topic, how }) => `${topic} ${how ?? 'joined'}`)
    }
    const before = [
      'groups:ann joined',
      'groups:ann2 joined',
      'groups:ann2 joined',
      `group:${both.groupId}:ann2 merged`,
    ]
    // a page under the old name stays in both
    const after = [`group:${moved.groupId}:ann2 merged`, ...['ann', 'ann2', 'ann2'].map((id) => `groups:${id} joined`)]
    expect(await told()).toEqual([...before, ...after])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await w.node.engine.runDueNow()
    const erased = [both, moved].map(({ groupId }) => `group:${groupId}:ann erased`)
    await expect.poll(told, { timeout: 30_000 }).toEqual([...before, ...after, ...erased])
  })
})
