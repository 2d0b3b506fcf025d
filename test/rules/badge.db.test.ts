import { expect, test } from 'vitest'
import { describeWorlds, NOON } from '../support/club.ts'

const DAY = 86_400_000
const names = '/v1/clubs/luo/badge-names'

describeWorlds('badges', (w) => {
  const submit = (name: string, owner = 'luo') => w.refusal('POST', `/v1/clubs/${owner}/badge-names`, { name })
  const review = async (name: string): Promise<string> =>
    (await w.must<{ reviewId: string }>('POST', names, { name })).reviewId
  const decide = (id: string, approve: boolean, reason?: string) =>
    w.refusal('POST', `/v1/reviews/${id}/decision`, { approve, ...(reason === undefined ? {} : { reason }) })
  const shown = async () => (await w.must<{ badge: { name: string; pending?: string } }>('GET', '/v1/clubs/luo')).badge

  test('BADGE-1: 购物团 and 粉丝团, until a name is approved; each mode has its own', async () => {
    expect(await shown()).toEqual({ name: '购物团' })
    await decide(await review('铁粉'), true)
    expect(await shown()).toEqual({ name: '铁粉' })
    await w.changeMode('live')
    expect(await shown()).toEqual({ name: '粉丝团' })
  })

  test.each([
    ['铁', '202 accepted'],
    ['铁粉团', '202 accepted'],
    ['铁粉团团', '422 badge_name_too_long'],
    ['abcdef', '202 accepted'],
    ['abcdefg', '422 badge_name_too_long'],
    ['铁粉ab', '202 accepted'],
    ['铁粉abc', '422 badge_name_too_long'],
    ['铁abcd', '202 accepted'],
    ['铁abcde', '422 badge_name_too_long'],
    ['铁粉1', '422 badge_name_characters'],
    ['a b', '422 badge_name_characters'],
    ['铁·粉', '422 badge_name_characters'],
    ['é', '422 badge_name_characters'],
    ['👨‍👩‍👧', '422 badge_name_characters'],
    ['ａｂ', '422 badge_name_characters'],
    ['   ', '422 badge_name_characters'],
    ['', '422 badge_name_characters'],
    ['a'.repeat(65), '422 badge_name_too_long'],
    [`${' '.repeat(70)}铁粉`, '202 accepted'],
    ['a\u0000b', '422 malformed'],
    ['\ud800', '422 malformed'],
    ['𠮷野家', '202 accepted'],
  ])('BADGE-2: %j is %s', async (name, expected) => {
    expect(await submit(name)).toBe(expected)
  })

  test('BADGE-3: obscene, violent, insulting, official words and other owners’ names are refused by the machine', async () => {
    for (const name of ['色情', '杀人', '傻逼', '官方', 'FucK', 'AdMin'])
      expect(await submit(name)).toBe('422 badge_name_forbidden')
    await w.owner('mei', { name: 'Mei' })
    expect(await submit('mEI')).toBe('422 badge_name_forbidden')
    expect(await submit('Mei', 'mei')).toBe('202 accepted')
  })

  test('BADGE-3: shown once approved; a refusal needs and carries its reason; decided once', async () => {
    const id = await review('铁粉')
    expect(await shown()).toEqual({ name: '购物团', pending: '铁粉' })
    expect(await w.must('GET', '/v1/reviews?status=waiting')).toMatchObject({
      items: [{ reviewId: id, name: '铁粉', currentName: '购物团' }],
    })
    expect(await decide(id, false)).toBe('422 reason_required')
    expect(await decide(id, false, '像别人的')).toBe('200 accepted')
    expect(await shown()).toEqual({ name: '购物团' })
    expect(await w.must('GET', names)).toMatchObject({ items: [{ status: 'refused', reason: '像别人的' }] })
    expect(await decide(id, true)).toBe('409 review_decided')
  })

  test('BADGE-4: one a natural month, that of the approval; refused ones are free, a waiting one blocks', async () => {
    await decide(await review('一'), false, 'no')
    const second = await review('二')
    expect(await submit('三')).toBe('409 badge_name_waiting')
    await decide(second, true)
    expect(await submit('三')).toBe('409 badge_name_limit')
    // the checks stand in the order of api.md
    expect(await submit('傻逼')).toBe('422 badge_name_forbidden')
    await w.clock('2026-03-31T15:59:59.999Z')
    expect(await submit('三')).toBe('409 badge_name_limit')
    await w.clock('2026-03-31T16:00:00.000Z')
    expect(await submit('三')).toBe('202 accepted')
  })

  test('BADGE-4: checked again at the approval, which decides the month', async () => {
    await w.clock('2026-03-31T15:00:00Z')
    const first = await review('一')
    await w.clock('2026-03-31T16:00:00Z')
    await decide(first, true)
    expect(await submit('二')).toBe('409 badge_name_limit')
    await w.clock('2026-05-01T00:00:00Z')
    const waiting = await review('二')
    // an approval from elsewhere in the same month (another door, another node) uses it up
    await w.db.query(
      `insert into review (review_id, club_no, kind, mode, name, current_name, status, submitted_at, submitted_by, decided_at)
       select gen_random_uuid(), club_no, 'badgeName', 'live', '三', '一', 'approved', '2026-05-01T00:00:00Z', 'x', '2026-05-01T00:00:00Z' from club`,
    )
    expect(await decide(waiting, true)).toBe('409 badge_name_limit')
    expect(await decide(waiting, false, 'later')).toBe('200 accepted')
  })

  test('BADGE-5: lit for who really paid the owner, before or after joining', async () => {
    await w.send(w.paid('early', 1), w.paid('free', 0))
    for (const user of ['early', 'free', 'late']) await w.join(user)
    const lit = async (user: string) => (await w.member(user)).badge.lit
    expect([await lit('early'), await lit('free'), await lit('late')]).toEqual([true, false, false])
    await w.send(w.paid('late', 1))
    expect(await lit('late')).toBe(true)
  })

  test('BADGE-5: grey again once every such order is fully refunded, and not before', async () => {
    await w.join('ann')
    const lit = async () => (await w.member('ann')).badge.lit
    await w.send(w.paid('ann', 2, { order: 'A' }), w.paid('ann', 2, { order: 'B' }))
    await w.send(w.refunded('ann', 'A', 2), w.refunded('ann', 'B', 1))
    expect(await lit()).toBe(true)
    await w.send(w.refunded('ann', 'B', 1))
    expect(await lit()).toBe(false)
    await w.send(w.paid('ann', 1))
    expect(await lit()).toBe(true)
  })

  test('BADGE-3: a name that waits is seen by the club and the platform, not by fans and other owners', async () => {
    await w.owner('mei')
    await review('铁粉')
    const seen = async (as: string) =>
      (await w.must<{ badge: { pending?: string } }>('GET', '/v1/clubs/luo', undefined, { as })).badge.pending
    expect(await seen(await w.token('fan', 'luo'))).toBeUndefined()
    expect(await seen(await w.token('owner', 'mei'))).toBeUndefined()
    expect(await seen(await w.token('owner', 'luo'))).toBe('铁粉')
    expect(await seen(await w.token('staff', 's', { ownerId: 'luo', permissions: ['live'] }))).toBe('铁粉')
    expect(await seen(await w.token('reviewer', 'r'))).toBe('铁粉')
    const told = await w.db.query<{ body: unknown }>(`select body from outbox where topic = 'club:luo'`)
    expect(JSON.stringify(told)).not.toContain('铁粉')
  })

  test('BADGE-6: a follow shows on the screen of the session on air, though it names none', async () => {
    await w.send(w.started({ session: 'over', at: NOON - DAY }), w.ended({ session: 'over', at: NOON - DAY + 1 }))
    await w.send(w.started())
    await w.send(w.followed('ann'))
    const screen = (session: string) =>
      w.must<{ items: { kind: string; userId: string }[] }>('GET', `/v1/sessions/${session}/screen`)
    expect((await screen('room')).items).toMatchObject([{ kind: 'follow', userId: 'ann' }])
    expect((await screen('over')).items).toEqual([])
  })

  test('BADGE-6: screen lines carry the badge, grey ones too; who is no member has none', async () => {
    await w.join('ann')
    await w.send(w.paid('bob', 1))
    await w.join('bob')
    await w.send(w.entered('ann'), w.liked('bob', 3), w.shared('cat'), w.followed('ann'), w.commented('bob'))
    const { items } = await w.must<{ items: Record<string, unknown>[] }>('GET', '/v1/sessions/room/screen')
    const of = (userId: string) => items.filter((line) => line['userId'] === userId)
    // each user's lines in his order; between users, in the order of the commits (ADR 0007)
    expect(of('ann')).toMatchObject([
      { kind: 'enter', badge: { name: '购物团', lit: false }, title: 'Lv1新粉' },
      { kind: 'follow', badge: { lit: false } },
    ])
    expect(of('bob')).toMatchObject([
      { kind: 'like', count: 3, badge: { lit: true } },
      { kind: 'comment', text: 'hi' },
    ])
    expect(of('cat')).toMatchObject([{ kind: 'share' }])
    expect(of('cat')[0]).not.toHaveProperty('badge')
    expect(items).toHaveLength(5)
  })

  test('LIVE-1: a line shows the first 200 characters of a comment, whole ones; the screen its last 50 lines, in order', async () => {
    const long = { ...w.commented('ann'), data: { ownerId: 'luo', sessionId: 'room', text: '😀'.repeat(300) } }
    await w.send(long)
    await w.send(...Array.from({ length: 30 }, () => w.shared('bob')), w.commented('bob'))
    await w.send(...Array.from({ length: 17 }, () => w.shared('cat')), w.commented('cat'))
    const lines = async () =>
      (
        await w.must<{ items: { userId: string; kind: string; text?: string }[] }>('GET', '/v1/sessions/room/screen')
      ).items.map(({ userId, kind, text }) => [userId, kind, text].filter(Boolean).join(' '))
    const shown = [
      `ann comment ${'😀'.repeat(200)}`,
      ...Array.from({ length: 30 }, () => 'bob share'),
      'bob comment hi',
      ...Array.from({ length: 17 }, () => 'cat share'),
      'cat comment hi',
    ]
    expect(await lines()).toEqual(shown)
    await w.send(w.entered('dan'))
    expect(await lines()).toEqual([...shown.slice(1), 'dan enter'])
  })
})

describeWorlds(
  'live badges',
  (w) => {
    test('BADGE-5: live mode: lit for 7 days after anything was earned, then grey, nothing lost', async () => {
      await w.join('ann')
      const lit = async () => (await w.member('ann')).badge.lit
      expect(await lit()).toBe(false)
      await w.send(w.paid('ann', 100))
      expect(await lit()).toBe(false)
      await w.send(w.gifted('ann', 1))
      expect(await lit()).toBe(true)
      await w.clock(NOON + 7 * DAY - 1)
      expect(await lit()).toBe(true)
      await w.clock(NOON + 7 * DAY)
      expect(await w.member('ann')).toMatchObject({ badge: { lit: false }, intimacy: 2 })
      const listed = async (is: string) =>
        (await w.must<{ items: unknown[] }>('GET', `/v1/clubs/luo/members?lit=${is}`)).items.length
      expect([await listed('true'), await listed('false')]).toEqual([0, 1])
    })
  },
  'live',
)
