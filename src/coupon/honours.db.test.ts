import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../../test/support/club.ts'
import { shopOf } from '../../test/support/shop.ts'

interface Line {
  readonly kind: string
  readonly userId: string
  readonly effect?: string
  readonly honour?: string
}

describeWorld('honours', (w) => {
  const shop = shopOf(w)
  const lines = async (): Promise<Line[]> => {
    const rows = await w.db.query<{ body: { lines: Line[] } }>(
      `select body from outbox where kind = 'screen.lines' order by txid, position`,
    )
    return rows.flatMap((row) => row.body.lines)
  }
  async function honour(kind: string, style: string, user = 'ann'): Promise<string> {
    const benefit = await shop.give('honour', { honour: kind, style, name: `${kind} ${style}` })
    await shop.claim(benefit, user)
    return benefit
  }

  test('BEN-1: a room plays a member’s entry effect, with the style of his badge, and nobody else’s', async () => {
    await w.join('ann')
    await w.join('bob')
    await honour('entryEffect', 'aurora')
    await honour('badge', 'laurel')
    await honour('levelUpEffect', 'comet')
    await w.send(w.entered('ann'), w.entered('bob'), w.entered('stranger'), w.commented('ann'))
    const seen = await lines()
    const of = (user: string, kind: string) => seen.find((line) => line.userId === user && line.kind === kind)
    expect(of('ann', 'enter')).toMatchObject({ effect: 'aurora', honour: 'laurel' })
    for (const user of ['bob', 'stranger']) {
      expect(of(user, 'enter')).toBeDefined()
      expect(of(user, 'enter')).not.toHaveProperty('effect')
    }
    expect(of('ann', 'comment')).not.toHaveProperty('effect')
  })

  test('BEN-1, LVL-3: rising in a room plays the level-up effect', async () => {
    await w.join('ann')
    await honour('levelUpEffect', 'comet')
    await w.send(w.paid('ann', 9_990, { session: 'room' }))
    const up = (await lines()).find((line) => line.kind === 'levelUp')
    expect(up).toMatchObject({ userId: 'ann', effect: 'comet' })
    expect(up).not.toHaveProperty('honour')
  })

  test('BEN-1: only what was claimed, in this club, while he is a member; the one claimed last', async () => {
    await w.join('ann')
    await shop.give('honour', { honour: 'entryEffect', style: 'breeze' })
    await w.owner('li')
    await w.join('ann', 'li')
    await w.send(w.entered('ann'))
    expect((await lines()).find((line) => line.kind === 'enter')).not.toHaveProperty('effect')
    await honour('entryEffect', 'comet')
    await w.clock(NOON + 1)
    await honour('entryEffect', 'ripple')
    await w.send(w.entered('ann', { session: 'second' }))
    await w.send(w.entered('ann', { session: 'third', owner: 'li' }))
    await w.leave('ann')
    await w.send(w.entered('ann', { session: 'fourth' }))
    const effects = (await lines()).filter((line) => line.kind === 'enter').map((line) => line.effect ?? 'none')
    expect(effects).toEqual(['none', 'ripple', 'none', 'none'])
  })

  test('BEN-1: a member’s honours, of each kind the one claimed last', async () => {
    await w.join('ann')
    const path = `${w.memberPath('ann')}/honours`
    expect(await w.must('GET', path)).toEqual({ userId: 'ann', items: [] })
    await honour('entryEffect', 'comet')
    await w.clock(NOON + 1)
    const last = await honour('entryEffect', 'ripple')
    const badge = await honour('badge', 'lantern')
    expect((await w.must<{ items: unknown[] }>('GET', path)).items).toMatchObject([
      { honour: 'badge', style: 'lantern', benefitId: badge },
      { honour: 'entryEffect', style: 'ripple', benefitId: last, name: 'entryEffect ripple' },
    ])
  })

  test('PLT-1: himself and the owner see them; who is no member has none', async () => {
    await w.join('ann')
    const path = `${w.memberPath('ann')}/honours`
    const [ann, bob, luo] = [await w.token('fan', 'ann'), await w.token('fan', 'bob'), await w.token('owner', 'luo')]
    expect(await w.refusal('GET', path, undefined, { as: ann })).toBe('200 accepted')
    expect(await w.refusal('GET', path, undefined, { as: luo })).toBe('200 accepted')
    expect(await w.refusal('GET', path, undefined, { as: bob })).toBe('403 forbidden')
    expect(await w.refusal('GET', `${w.memberPath('bob')}/honours`)).toBe('404 not_a_member')
    expect(await w.refusal('GET', `${w.memberPath('ann', 'nobody')}/honours`)).toBe('404 unknown_owner')
  })

  test('BEN-1: however many come in at once, their honours are one statement', async () => {
    for (const user of ['ann', 'bob', 'cat']) {
      await w.join(user)
      await honour('entryEffect', 'comet', user)
      await w.send(w.entered(user))
    }
    /** The node's timers ask too: the least of some tries is the batch alone. */
    const cost = async (...users: readonly string[]): Promise<number> => {
      const tries: number[] = []
      for (let turn = 0; turn < 12; turn += 1) {
        const before = w.db.statements()
        await w.send(...users.map((user) => w.entered(user)))
        tries.push(w.db.statements() - before)
      }
      return Math.min(...tries)
    }
    // people of several lanes are several batches: PGlite has one lane, elsewhere it is one and the same person
    const others = w.db.kind === 'pglite' ? ['ann', 'bob', 'cat'] : ['ann']
    const thirty = Array.from({ length: 30 }, (_, index) => others[index % others.length] ?? '')
    // few rows and many are written in two ways, one statement apart
    expect(await cost(...thirty)).toBeLessThanOrEqual((await cost('ann')) + 1)
  })
})

describeWorld(
  'rights to gifts in a live room',
  (w) => {
    const shop = shopOf(w)
    const right = (honour: string, gifts: readonly string[], level = 1) =>
      shop.give('honour', { honour, gifts, audience: { minLevel: level } })
    const refused = (more: object, owner = 'luo') =>
      w.refusal('POST', `/v1/clubs/${owner}/benefits`, { kind: 'honour', name: 'x', audience: {}, ...more })
    const ask = async (user: string, gifts = 'rose,crown,lamp') => {
      const path = `${w.memberPath(user)}/eligibility?gifts=${gifts}`
      const answer = await w.must<Eligible>('GET', path)
      return answer.gifts.map(
        ({ giftId, allowed, code, fromLevel }) => `${giftId} ${allowed ? 'yes' : code} ${fromLevel}`,
      )
    }

    test('BEN-1: certain gifts and cheering lights are for members of a level; what no benefit names is for all', async () => {
      await right('giftRight', ['crown'], 2)
      await right('cheerLight', ['lamp'])
      expect(await ask('ann')).toEqual(['rose yes null', 'crown not_a_member 2', 'lamp not_a_member 1'])
      await w.join('ann')
      expect(await ask('ann')).toEqual(['rose yes null', 'crown level_too_low 2', 'lamp yes 1'])
      await w.correct('ann', 100_000)
      expect(await ask('ann')).toEqual(['rose yes null', 'crown yes 2', 'lamp yes 1'])
      // a product of the same id is another thing
      expect(await w.must('GET', `${w.memberPath('bob')}/eligibility?products=crown`)).toEqual({
        userId: 'bob',
        items: [{ productId: 'crown', allowed: true, fromLevel: null, benefitId: null }],
      })
      expect(await w.refusal('GET', `${w.memberPath('ann')}/eligibility`)).toBe('422 malformed')
      expect(await w.refusal('GET', `${w.memberPath('ann')}/eligibility?gifts=a,,b`)).toBe('422 malformed')
    })

    test('BEN-1: a right is made in any mode, with gifts or without; nothing else names gifts', async () => {
      await w.owner('li', { mode: 'shopping' })
      for (const owner of ['li', 'luo']) {
        expect(await refused({ honour: 'giftRight', gifts: ['crown'] }, owner)).toBe('201 accepted')
        expect(await refused({ honour: 'cheerLight' }, owner)).toBe('201 accepted')
      }
      expect(await refused({ honour: 'entryEffect', gifts: ['crown'] })).toBe('422 malformed')
    })

    test('BEN-1: a right without gifts concerns none, until its owner says which', async () => {
      const benefitId = await shop.give('honour', { honour: 'giftRight', audience: { minLevel: 2 } })
      await w.join('ann')
      expect(await ask('ann', 'crown')).toEqual(['crown yes null'])
      const path = `/v1/clubs/luo/benefits/${benefitId}`
      expect(await w.must('PATCH', path, { gifts: ['crown'] })).toMatchObject({ gifts: ['crown'] })
      expect(await ask('ann', 'crown')).toEqual(['crown level_too_low 2'])
      expect(await w.refusal('PATCH', path, { gifts: ['rose'] })).toBe('422 malformed')
      expect(await w.must('PATCH', path, { name: 'still' })).toMatchObject({ gifts: ['crown'] })
    })

    test('BEN-1, CLUB-6: while the other mode runs a right opens its gift to who took it, and can be taken as before', async () => {
      const benefitId = await right('giftRight', ['crown'])
      await w.join('ann')
      await w.join('bob')
      await shop.claim(benefitId, 'bob')
      await w.changeMode('shopping')
      expect(await ask('ann', 'crown')).toEqual(['crown not_open 1'])
      expect(await ask('bob', 'crown')).toEqual(['crown yes 1'])
      const { items } = await w.must<{ items: { state: string }[] }>('GET', `${w.memberPath('ann')}/benefits`)
      expect(items.map(({ state }) => state)).toContain('claimable')
      await shop.claim(benefitId, 'ann')
      expect(await ask('ann', 'crown')).toEqual(['crown yes 1'])
    })
  },
  'live',
)

interface Eligible {
  readonly gifts: readonly {
    readonly giftId: string
    readonly allowed: boolean
    readonly code?: string
    readonly fromLevel: number | null
  }[]
}
