import { expect, test } from 'vitest'
import { describeWorld, NOON, type World } from '../../../test/support/club.ts'
import { moveClock } from '../../flow/clock.ts'
import type { GroupView } from '../../contract/groups.ts'
import type { PostView } from '../../contract/group-posts.ts'
import type { MessageView } from '../../contract/messages.ts'
import { DAY, HOUR, toInstant } from '../../lib/time.ts'

/** Posts of the owner's side: composed once for one or several groups, now or for later. */

const postId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const postsOf = (w: World) => {
  const path = (n: number) => `/v1/clubs/luo/group-posts/${postId(n)}`
  const words = (text: string, more: object = {}) => ({ from: 'luo', kind: 'text', text, ...more })
  return {
    path,
    words,
    make: (name: string, more: object = {}) => w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name, ...more }),
    join: (group: GroupView, user: string) => w.must('PUT', `/v1/groups/${group.groupId}/members/${user}`),
    put: (n: number, body: object, as?: string) =>
      w.must<PostView>('PUT', path(n), body, as === undefined ? {} : { as }),
    refuse: (n: number, body: object, as?: string) => w.refusal('PUT', path(n), body, as === undefined ? {} : { as }),
    get: (n: number) => w.must<PostView & { readBy: number | null }>('GET', path(n)),
    reads: async (group: GroupView, user: string) =>
      (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${group.groupId}/messages?userId=${user}`)).items.map(
        (message) => `${message.at.slice(11, 16)} ${message.text}`,
      ),
    list: async (status: 'planned' | 'done', more = '') =>
      (
        await w.must<{ items: PostView[]; nextCursor: string | null }>(
          'GET',
          `/v1/clubs/luo/group-posts?status=${status}${more}`,
        )
      ).items.map((post) => `${'text' in post.message ? post.message.text : post.message.kind} ${post.status}`),
    later: toInstant(NOON + HOUR),
  }
}

describeWorld('posts to groups', (w) => {
  const p = postsOf(w)

  test('GRP-10: one post now to several groups, to a sub-group, and one row to all; who is addressed and who has read it is told', async () => {
    const [one, two, three] = [await p.make('one'), await p.make('two'), await p.make('three')]
    for (const group of [one, two]) await p.join(group, 'ann')
    await p.join(two, 'bob')
    const sent = await p.put(1, { message: p.words('both'), groupIds: [two.groupId, one.groupId] })
    expect(sent).toMatchObject({ status: 'sent', sendAt: toInstant(NOON) })
    expect(sent.places).toMatchObject([
      { name: 'one', addressed: 1, refused: null },
      { name: 'two', addressed: 2, refused: null },
    ])
    await p.put(2, { message: p.words('room', { subGroupId: `${two.groupId}.1` }), groupIds: [two.groupId] })
    const all = await p.put(3, { message: p.words('all', { to: 'allGroups' }) })
    expect(all.places).toMatchObject([{ groupId: null, name: null, addressed: 3 }])
    expect(await p.reads(one, 'ann')).toEqual(['12:00 both', '12:00 all'])
    expect(await p.reads(two, 'bob')).toEqual(['12:00 both', '12:00 room', '12:00 all'])
    await p.join(three, 'zoe')
    expect(await p.reads(three, 'zoe')).toEqual([])
    expect(await p.get(1)).toMatchObject({ readBy: 0 })
    await w.must('POST', `/v1/groups/${two.groupId}/read`, { userId: 'bob', upTo: 1_000 })
    expect([(await p.get(1)).readBy, (await p.get(2)).readBy, (await p.get(3)).readBy]).toEqual([1, 1, 1])
    expect(await p.list('done')).toEqual(['all sent', 'room sent', 'both sent'])
    expect(await p.list('done', '&limit=2')).toEqual(['all sent', 'room sent'])
  })

  test('GRP-10: a planned post is sent once at its time, also where the clock jumps past it, and stands before what is said later', async () => {
    const group = await p.make('one')
    await p.join(group, 'ann')
    await p.put(1, { message: p.words('second'), groupIds: [group.groupId], sendAt: toInstant(NOON + 2 * HOUR) })
    await p.put(2, { message: p.words('first'), groupIds: [group.groupId], sendAt: p.later })
    expect(await p.list('planned')).toEqual(['first planned', 'second planned'])
    await w.clock(NOON + HOUR - 1)
    expect(await p.reads(group, 'ann')).toEqual([])
    await w.clock(NOON + DAY)
    await p.put(3, { message: p.words('third'), groupIds: [group.groupId] })
    expect(await p.reads(group, 'ann')).toEqual(['13:00 first', '14:00 second', '12:00 third'])
    expect(await p.list('planned')).toEqual([])
    expect(await p.get(2)).toMatchObject({ status: 'sent', sendAt: p.later, decidedAt: p.later })
  })

  test('GRP-10: asked for twice it is one, also after it was sent; changed it is sent as it is then, at its new time; settled it stays', async () => {
    const [group, other] = [await p.make('one'), await p.make('two')]
    for (const each of [group, other]) await p.join(each, 'ann')
    const now = { message: p.words('now'), groupIds: [group.groupId] }
    expect((await p.put(1, now)).places).toEqual((await p.put(1, now)).places)
    expect(await p.refuse(1, { ...now, message: p.words('other words') })).toBe('409 post_settled')
    expect(await p.refuse(1, { ...now, groupIds: [other.groupId] })).toBe('409 post_settled')
    const planned = { message: p.words('draft'), groupIds: [group.groupId], sendAt: p.later }
    await p.put(2, planned)
    await p.put(2, planned)
    const changed = { message: p.words('final'), groupIds: [other.groupId], sendAt: toInstant(NOON + 2 * HOUR) }
    await p.put(2, changed)
    await w.clock(NOON + HOUR)
    expect(await p.list('planned')).toEqual(['final planned'])
    // its time has come, and nobody has sent it yet (or the timer just did): asked for again it is the same
    await moveClock(w.db, NOON + 2 * HOUR, 0, Date.now)
    expect(await p.put(2, changed)).toMatchObject({ sendAt: changed.sendAt })
    await w.clock(NOON + 3 * HOUR)
    expect(await p.reads(group, 'ann')).toEqual(['12:00 now'])
    expect(await p.reads(other, 'ann')).toEqual(['14:00 final'])
    expect(await p.put(2, changed)).toMatchObject({ status: 'sent' })
    expect(await w.refusal('DELETE', p.path(2))).toBe('409 post_settled')
  })

  test('GRP-10: a withdrawn post is not sent; twice is the same as once; sent now it is not sent again', async () => {
    const group = await p.make('one')
    await p.join(group, 'ann')
    const planned = (text: string) => ({ message: p.words(text), groupIds: [group.groupId], sendAt: p.later })
    await p.put(1, planned('gone'))
    for (let time = 0; time < 2; time += 1)
      expect(await w.must('DELETE', p.path(1))).toMatchObject({ status: 'withdrawn', decidedAt: toInstant(NOON) })
    expect(await p.refuse(1, planned('gone'))).toBe('409 post_settled')
    await p.put(2, planned('early'))
    await p.put(2, { message: p.words('early'), groupIds: [group.groupId] })
    await w.clock(NOON + 2 * HOUR)
    expect(await p.reads(group, 'ann')).toEqual(['12:00 early'])
    expect(await w.refusal('DELETE', p.path(9))).toBe('404 not_found')
  })

  test('GRP-9 GRP-10: a group that was closed, a right that was lost: set aside with the reason, the others get it, later posts too', async () => {
    const [one, two] = [await p.make('one'), await p.make('two')]
    await p.join(two, 'ann')
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    for (const group of [one, two]) await w.must('PUT', `/v1/groups/${group.groupId}/admins/s1`)
    const staff = await w.token('staff', 's1', { ownerId: 'luo' })
    const both = { groupIds: [one.groupId, two.groupId], sendAt: p.later }
    await p.put(1, { message: p.words('half'), ...both })
    await p.put(2, { message: p.words('by staff'), ...both }, staff)
    await p.put(3, { message: p.words('nobody'), groupIds: [one.groupId], sendAt: p.later })
    await p.put(4, { message: p.words('after'), groupIds: [two.groupId], sendAt: toInstant(NOON + HOUR + 1) })
    await w.must('DELETE', `/v1/groups/${one.groupId}`)
    await w.must('DELETE', '/v1/clubs/luo/staff/s1')
    await w.clock(NOON + 2 * HOUR)
    expect(await p.reads(two, 'ann')).toEqual(['13:00 half', '13:00 after'])
    expect((await p.get(1)).places).toMatchObject([
      { name: 'one', refused: 'group_closed', messageId: null, addressed: null },
      { name: 'two', refused: null, addressed: 1 },
    ])
    expect(await p.get(2)).toMatchObject({ status: 'refused', by: 'staff:s1' })
    expect((await p.get(2)).places.map(({ refused }) => refused)).toEqual(['forbidden', 'forbidden'])
    expect(await p.get(3)).toMatchObject({ status: 'refused', places: [{ refused: 'group_closed' }] })
  })

  test('GRP-9: a sub-account posts where it is super admin and nowhere else, and touches no one else’s; all groups are the main account’s', async () => {
    const [mine, other] = [await p.make('mine'), await p.make('other')]
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    await w.must('PUT', `/v1/groups/${mine.groupId}/admins/s1`)
    const staff = await w.token('staff', 's1', { ownerId: 'luo' })
    const to = (...groups: GroupView[]) => ({ message: p.words('x'), groupIds: groups.map(({ groupId }) => groupId) })
    await p.put(1, to(mine), staff)
    expect(await p.refuse(2, to(mine, other), staff)).toBe('403 forbidden')
    const all = { message: p.words('x', { to: 'allGroups' }) }
    expect(await p.refuse(3, all, staff)).toBe('403 forbidden')
    const say = (body: object) =>
      w.refusal(
        'POST',
        `/v1/groups/${mine.groupId}/messages`,
        { from: 'luo', kind: 'text', text: 'x', ...body },
        { as: staff },
      )
    expect(await say({ to: 'allGroups' })).toBe('403 forbidden')
    expect(await say({})).toBe('201 accepted')
    await p.put(4, { ...to(other), sendAt: p.later })
    expect(await p.refuse(4, to(mine), staff)).toBe('403 forbidden')
    expect(await w.refusal('DELETE', p.path(4), undefined, { as: staff })).toBe('403 forbidden')
    const everybody = await p.put(5, all)
    const said = `/v1/groups/${mine.groupId}/messages/${everybody.places[0]?.messageId}`
    expect(await w.refusal('DELETE', said, undefined, { as: staff })).toBe('403 forbidden')
    expect(await w.refusal('DELETE', said)).toBe('200 accepted')
    await w.must('PUT', '/v1/clubs/luo/staff/s2', { permissions: ['members'], name: 's2' })
    const stranger = await w.token('staff', 's2', { ownerId: 'luo' })
    expect(await p.refuse(6, to(mine), stranger)).toBe('403 forbidden')
    expect(await w.refusal('GET', p.path(1), undefined, { as: stranger })).toBe('403 forbidden')
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('GET', '/v1/clubs/luo/group-posts', undefined, { as: fan })).toBe('403 forbidden')
  })

  test('GRP-10: what cannot be composed is said at its path', async () => {
    const group = await p.make('one')
    const groupIds = [group.groupId]
    const paths = async (body: object) => {
      const answer = await w.call<{ code: string; errors?: { path: string }[] }>('PUT', p.path(1), body)
      return `${answer.body.code} ${(answer.body.errors ?? []).map(({ path }) => path).join()}`
    }
    const message = p.words('x')
    expect(await paths({ message })).toBe('malformed groupIds')
    expect(await paths({ message, groupIds: [group.groupId, group.groupId] })).toBe('malformed groupIds')
    expect(await paths({ message: { ...message, to: 'allGroups' }, groupIds })).toBe('malformed groupIds')
    expect(await paths({ message: { ...message, from: 'ann' }, groupIds })).toBe('malformed message.from')
    expect(await paths({ message: { ...message, mentions: ['ann'] }, groupIds })).toBe('malformed message.mentions')
    for (const sendAt of [NOON, NOON + 90 * DAY + 1])
      expect(await paths({ message, groupIds, sendAt: toInstant(sendAt) })).toBe('malformed sendAt')
    expect(
      await paths({
        message: { from: 'luo', kind: 'livePreview', text: 'x', startsAt: p.later },
        groupIds,
        sendAt: p.later,
      }),
    ).toBe('malformed message.startsAt')
    expect(await p.refuse(1, { message, groupIds: [postId(7)] })).toBe('404 not_found')
    expect(await p.refuse(1, { message: p.words('x', { subGroupId: `${group.groupId}.1` }), groupIds })).toBe(
      '404 not_found',
    )
    await w.must('DELETE', `/v1/groups/${group.groupId}`)
    expect(await p.refuse(1, { message, groupIds })).toBe('409 group_closed')
    expect(await p.refuse(1, { message: p.words('x', { to: 'allGroups' }) })).toBe('409 group_closed')
    expect(await w.refusal('GET', p.path(1))).toBe('404 not_found')
    expect(await w.refusal('PUT', `/v1/clubs/nobody/group-posts/${postId(1)}`, { message, groupIds })).toBe(
      '404 unknown_owner',
    )
  })

  test('GRP-8 GRP-10: what could not be sent is refused when it is planned; planning itself says nothing', async () => {
    const group = await p.make('one')
    await p.join(group, 'ann')
    const plan = (n: number, message: object) => ({
      message: { from: 'luo', ...message },
      groupIds: [group.groupId],
      sendAt: p.later,
      n,
    })
    const refuse = ({ n, ...body }: ReturnType<typeof plan>) => p.refuse(n, body)
    expect(await refuse(plan(1, { kind: 'coupon', benefitId: postId(9) }))).toBe('404 unknown_benefit')
    expect(await refuse(plan(2, { kind: 'picture', mediaId: postId(9) }))).toBe('404 not_found')
    expect(await w.refusal('GET', p.path(1))).toBe('404 not_found')
    const poll = { kind: 'poll', question: '?', options: ['a', 'b'], closesAt: toInstant(NOON + HOUR) }
    expect(await refuse(plan(3, poll))).toBe('422 malformed')
    const { n: _n, ...planned } = plan(4, { ...poll, closesAt: toInstant(NOON + DAY) })
    await p.put(4, planned)
    const listed = async () => (await w.must<{ items: { unread: number }[] }>('GET', '/v1/users/ann/groups')).items
    expect(await listed()).toMatchObject([{ unread: 0 }])
    expect(await w.db.query('select 1 from group_message')).toEqual([])
    await w.clock(NOON + 2 * HOUR)
    expect(await listed()).toMatchObject([{ unread: 1 }])
    const { items } = await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${group.groupId}/messages?userId=ann`)
    expect(items).toMatchObject([{ kind: 'poll', at: p.later, poll: { status: 'open', openedAt: p.later } }])
  })

  test('GRP-10: an owner plans at most 100; what is sent now is not counted', async () => {
    const group = await p.make('one')
    const body = { message: p.words('x'), groupIds: [group.groupId] }
    for (let n = 1; n <= 100; n += 1) await p.put(n, { ...body, sendAt: p.later })
    expect(await p.refuse(101, { ...body, sendAt: p.later })).toBe('409 post_limit')
    await p.put(100, { ...body, sendAt: toInstant(NOON + 2 * HOUR) })
    await p.put(102, body)
    await w.must('DELETE', p.path(1))
    await p.put(101, { ...body, sendAt: p.later })
  })

  test('GRP-1 GRP-9: the desk tells what may be made yet, who runs what and where something was said; mutes are the owner’s side’s to see', async () => {
    const [one, two] = [await p.make('one'), await p.make('two')]
    for (const user of ['ann', 'bob']) await p.join(one, user)
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    await w.must('PUT', `/v1/groups/${two.groupId}/admins/s1`)
    await w.must('POST', `/v1/groups/${one.groupId}/messages`, { from: 'ann', kind: 'text', text: 'hi' })
    await w.clock(NOON + HOUR)
    await p.put(1, { message: p.words('x'), groupIds: [one.groupId] })
    const staff = await w.token('staff', 's1', { ownerId: 'luo' })
    const desk = (as: string) =>
      w.must<{ items: { runs: boolean }[] }>('GET', '/v1/clubs/luo/group-desk', undefined, { as })
    expect((await desk(staff)).items.map(({ runs }) => runs)).toEqual([false, true])
    expect(await desk(await w.token('owner', 'luo'))).toEqual({
      groupsMost: 25,
      open: 2,
      adminsMost: 9,
      items: [
        {
          groupId: one.groupId,
          runs: true,
          messages: 2,
          lastAt: toInstant(NOON + HOUR),
          subGroups: [{ subGroupId: `${one.groupId}.1`, number: 1, messages: 1, lastAt: toInstant(NOON) }],
        },
        { groupId: two.groupId, runs: true, messages: 0, lastAt: null, subGroups: [] },
      ],
    })
    await w.must('PUT', `/v1/groups/${one.groupId}/mutes/ann`, { until: null })
    await w.must('PUT', `/v1/groups/${one.groupId}/mutes/bob`, { until: toInstant(NOON + 2 * HOUR) })
    const mutes = async (as?: string) =>
      (
        await w.must<{ items: { mute: object | null }[] }>(
          'GET',
          `/v1/groups/${one.groupId}/members`,
          undefined,
          as === undefined ? {} : { as },
        )
      ).items.map(({ mute }) => mute)
    expect(await mutes()).toEqual([{ until: null }, { until: toInstant(NOON + 2 * HOUR) }])
    expect(await mutes(await w.token('fan', 'ann'))).toEqual([null, null])
    await w.clock(NOON + 2 * HOUR)
    expect(await mutes()).toEqual([{ until: null }, null])
  })
})
