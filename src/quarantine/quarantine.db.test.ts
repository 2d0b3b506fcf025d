import { expect, test } from 'vitest'
import { describeRacingWorld, describeWorld, NOON } from '../../test/support/club.ts'
import type { SentEvent, World } from '../../test/support/club.ts'
import { quarantineBounds, type QuarantineItem } from '../contract/operations.ts'
import { discardQuarantine, keepPoison, sweepQuarantine } from './store.ts'

interface Page {
  readonly items: readonly QuarantineItem[]
  readonly nextCursor: string | null
}
interface Detail extends QuarantineItem {
  readonly raw: string
}

const DAY = 86_400_000
const failure = Object.assign(new Error('duplicate key of "ann"'), { name: 'DatabaseError', code: '23505' })
const keep = (w: World, raw: SentEvent, error: unknown = failure, history = false) =>
  keepPoison(w.db, { raw, userId: raw.subject ?? null, error, history }, w.now())
const list = (w: World, query = '') => w.must<Page>('GET', `/v1/platform/quarantine${query}`)
const only = async (w: World): Promise<QuarantineItem> => {
  const { items } = await list(w)
  if (items[0] === undefined || items.length !== 1) throw new Error(`${items.length} items`)
  return items[0]
}
const act = (w: World, id: string, verb: string) => w.must<Detail>('POST', `/v1/platform/quarantine/${id}/${verb}`)

/** How many poison events the node has kept since it began. */
const keptByNode = async (w: World): Promise<number> => {
  const { body } = await w.node.server.inject({
    url: '/metrics',
    headers: { authorization: 'Bearer platform-key-of-the-tests' },
  })
  return Number(/^tiefen_quarantined_total\{outcome="kept"\} (\d+)$/m.exec(body)?.[1] ?? 0)
}

describeWorld('quarantine', (w) => {
  test('TASK-10: a poison event is kept as it came, with a reason that names nobody', async () => {
    const raw = w.paid('ann', 9_990, { order: 'order-of-ann' })
    const error = Object.assign(new Error('no row for ann in order-of-ann'), { code: 'P0001', detail: 'ann' })
    expect(await keep(w, raw, error)).toBe('kept')
    const item = await only(w)
    expect(item).toMatchObject({
      source: 'test',
      eventId: raw.id,
      type: 'order.paid',
      userId: 'ann',
      state: 'waiting',
      error: { type: 'Error', code: 'P0001', message: 'no row for … in …' },
      attempts: 1,
      firstAt: new Date(NOON).toISOString(),
      outcome: null,
    })
    const { raw: kept } = await w.must<Detail>('GET', `/v1/platform/quarantine/${item.quarantineId}`)
    expect(JSON.parse(kept)).toEqual(raw)
  })

  test('TASK-10: the same event again is one more attempt, another body under its id another event', async () => {
    const raw = w.followed('ann', { id: 'same' })
    await keep(w, raw)
    await w.clock(NOON + 60_000)
    await keep(w, raw, new TypeError('other'))
    expect(await only(w)).toMatchObject({
      attempts: 2,
      error: { type: 'TypeError', message: 'other' },
      firstAt: new Date(NOON).toISOString(),
      lastAt: new Date(NOON + 60_000).toISOString(),
    })
    await keep(w, w.followed('bob', { id: 'same' }))
    expect((await list(w)).items).toHaveLength(2)
  })

  test('TASK-10: a retry sends the event with its id; it earns once, whoever sends it again', async () => {
    await w.join('ann')
    const raw = w.paid('ann', 9_990)
    await keep(w, raw)
    const before = await w.points('ann')
    const done = await act(w, (await only(w)).quarantineId, 'retry')
    expect(done).toMatchObject({ state: 'applied', outcome: { status: 'applied' }, decidedBy: 'platform:platform' })
    const after = await w.points('ann')
    expect(after).toBeGreaterThan(before)
    expect(await w.outcome(raw)).toEqual([expect.stringMatching(/^duplicate/)])
    expect(await w.points('ann')).toBe(after)
    expect((await list(w)).items).toEqual([])
    expect((await list(w, '?state=applied')).items).toHaveLength(1)
    expect(await w.refusal('POST', `/v1/platform/quarantine/${done.quarantineId}/retry`)).toBe('409 quarantine_decided')
  })

  test('TASK-10: one that was applied meanwhile is a duplicate and done with', async () => {
    await w.join('ann')
    const raw = w.paid('ann', 9_990)
    await keep(w, raw)
    await w.send(raw)
    expect(await act(w, (await only(w)).quarantineId, 'retry')).toMatchObject({
      state: 'applied',
      outcome: { status: 'duplicate' },
    })
  })

  test('TASK-10: one that is refused waits on, with what it was told', async () => {
    await keep(w, w.followed('ann', { owner: 'nobody' }))
    expect(await act(w, (await only(w)).quarantineId, 'retry')).toMatchObject({
      state: 'waiting',
      outcome: { status: 'rejected', code: 'unknown_owner' },
      decidedAt: null,
    })
  })

  test('TASK-10: waiting here makes no event too old; one that came too late stays so', async () => {
    await w.join('ann')
    const inTime = w.paid('ann', 9_990)
    const late = w.paid('ann', 9_990, { at: NOON - 8 * DAY })
    await keep(w, inTime)
    await keep(w, late)
    await w.clock(NOON + 10 * DAY)
    const ids = (await list(w)).items.map((item) => item.quarantineId)
    const { items } = await w.must<Page>('POST', '/v1/platform/quarantine/retry', { ids })
    expect(items.map((item) => [item.eventId, item.state, item.outcome?.code ?? null])).toEqual([
      [late.id, 'waiting', 'event_too_old'],
      [inTime.id, 'applied', null],
    ])
  })

  test('TASK-10: waiting here makes nobody a member: one kept past the late bound earns a passer-by nothing', async () => {
    await keep(w, w.paid('passer', 9_990))
    await w.clock(NOON + 10 * DAY)
    expect(await act(w, (await only(w)).quarantineId, 'retry')).toMatchObject({
      state: 'applied',
      outcome: { status: 'ignored', code: 'not_a_member' },
    })
    expect(await w.refusal('GET', w.memberPath('passer'))).toBe('404 not_a_member')
  })

  test('TASK-10: what came as history is sent again as history', async () => {
    await keep(w, w.followed('ann', { at: NOON - 400 * DAY }), failure, true)
    expect(await act(w, (await only(w)).quarantineId, 'retry')).toMatchObject({ state: 'applied' })
  })

  test('TASK-10: many are sent in the order they came in: a refund after its order', async () => {
    await w.join('ann')
    const refund = w.refunded('ann', 'o-1', 9_990)
    await keep(w, w.paid('ann', 9_990, { order: 'o-1' }))
    await keep(w, refund)
    const newestFirst = (await list(w)).items.map((item) => item.quarantineId)
    const { items } = await w.must<Page>('POST', '/v1/platform/quarantine/retry', { ids: newestFirst })
    expect(items.map((item) => item.outcome)).toEqual([
      { status: 'applied', code: null },
      { status: 'applied', code: null },
    ])
    expect(await w.points('ann')).toBe(0)
  })

  test('TASK-10: discarding is on record and final; the event earns nothing', async () => {
    await w.join('ann')
    await keep(w, w.paid('ann', 9_990))
    await keep(w, w.paid('ann', 9_990))
    const [first, second] = (await list(w)).items.map((item) => item.quarantineId)
    const admin = await w.token('admin', 'root')
    const { status, body } = await w.call<Detail>('POST', `/v1/platform/quarantine/${first}/discard`, undefined, {
      as: admin,
    })
    expect([status, body.state, body.decidedBy]).toEqual([200, 'discarded', 'admin:root'])
    const both = await w.must<Page>('POST', '/v1/platform/quarantine/discard', { ids: [first, second, '999'] })
    expect(both.items.map((item) => [item.quarantineId, item.decidedBy])).toEqual([[second, 'platform:platform']])
    const retried = await w.must<Page>('POST', '/v1/platform/quarantine/retry', { ids: [first] })
    expect(retried.items).toEqual([])
    expect(await w.points('ann')).toBe(0)
  })

  test('API: the list pages newest first, and narrows by source and error', async () => {
    for (let n = 1; n <= 5; n += 1)
      await keep(
        w,
        w.followed('ann', { id: `e${n}`, source: n % 2 === 0 ? 'even' : 'odd' }),
        n === 5 ? new TypeError('x') : failure,
      )
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await list(w, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.items.map((item) => item.eventId))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['e5', 'e4', 'e3', 'e2', 'e1'])
    const ids = async (query: string) => (await list(w, query)).items.map((item) => item.eventId)
    expect(await ids('?source=even')).toEqual(['e4', 'e2'])
    expect(await ids('?error=23505&source=odd')).toEqual(['e3', 'e1'])
    expect(await ids('?error=TypeError')).toEqual(['e5'])
  })

  test('TASK-10: a full quarantine takes nothing new, and still counts attempts', async () => {
    const raw = w.followed('ann', { id: 'first' })
    await keep(w, raw)
    await w.db.query(
      `insert into quarantine (source, event_id, body_hash, event_type, history, raw, raw_bytes, state, error_class, error_message, first_at, last_at)
       select 'bulk', n::text, n::text, 'x', false, '{}', 2, 'waiting', 'Error', '', now(), now() from generate_series(2, $1::int4) as n`,
      [quarantineBounds.eventsMost],
    )
    expect(await keep(w, w.followed('bob'))).toBe('full')
    expect(await keep(w, raw)).toBe('kept')
    await w.db.query(`update quarantine set state = 'discarded', decided_at = now() where event_id = '2'`)
    expect(await keep(w, w.followed('bob'))).toBe('kept')
  })

  test('TASK-10: bodies are bounded in all', async () => {
    await keep(w, w.followed('ann'))
    await w.db.query('update quarantine set raw_bytes = $1::int4', [quarantineBounds.bytesMost - 10])
    expect(await keep(w, w.followed('bob'))).toBe('full')
  })

  test('TASK-10: what was decided is swept after 30 days, what waits never', async () => {
    await keep(w, w.followed('ann'))
    await keep(w, w.followed('bob'))
    await act(w, (await list(w)).items[0]?.quarantineId ?? '', 'discard')
    expect(await sweepQuarantine(w.db, NOON + 30 * DAY)).toBe(0)
    expect(await sweepQuarantine(w.db, NOON + 30 * DAY + 1)).toBe(1)
    expect((await list(w)).items).toHaveLength(1)
  })

  test('TASK-10: one poison event among others is kept, the others are applied, and it is applied when the fault is mended', async () => {
    await w.join('ann')
    const before = await keptByNode(w)
    await w.db.exec(`
      create function refuse_poison() returns trigger language plpgsql as $$
        begin raise exception 'no place for "%"', new.event_id; end $$;
      create trigger poison before insert on event_seen for each row when (new.event_id = 'poison') execute function refuse_poison();`)
    try {
      const poison = w.paid('ann', 9_990, { id: 'poison' })
      expect(await w.outcome(w.followed('bob'), poison, w.followed('cy'))).toEqual([
        'applied',
        'waiting quarantined',
        'applied',
      ])
      const item = await only(w)
      expect(item).toMatchObject({
        eventId: 'poison',
        userId: 'ann',
        attempts: 1,
        error: { code: 'P0001', message: 'no place for …' },
      })
      expect(await act(w, item.quarantineId, 'retry')).toMatchObject({
        state: 'waiting',
        attempts: 2,
        outcome: { status: 'waiting', code: 'quarantined' },
      })
      // a node counts on, whatever becomes of its store
      expect((await keptByNode(w)) - before).toBe(2)
      expect(await w.points('ann')).toBe(0)
    } finally {
      await w.db.exec('drop trigger poison on event_seen; drop function refuse_poison();')
    }
    expect(await act(w, (await only(w)).quarantineId, 'retry')).toMatchObject({ state: 'applied' })
    expect(await w.points('ann')).toBeGreaterThan(0)
  })

  test('PLT-1: the quarantine is the platform’s', async () => {
    await keep(w, w.followed('ann'))
    const id = (await only(w)).quarantineId
    for (const as of [
      await w.token('owner', 'luo'),
      await w.token('staff', 's', { ownerId: 'luo', permissions: ['overview'] }),
      await w.token('reviewer', 'r'),
      await w.token('fan', 'ann'),
    ]) {
      expect(await w.refusal('GET', '/v1/platform/quarantine', undefined, { as })).toBe('403 forbidden')
      expect(await w.refusal('GET', `/v1/platform/quarantine/${id}`, undefined, { as })).toBe('403 forbidden')
      expect(await w.refusal('POST', `/v1/platform/quarantine/${id}/discard`, undefined, { as })).toBe('403 forbidden')
      expect(await w.refusal('POST', '/v1/platform/quarantine/retry', { ids: [id] }, { as })).toBe('403 forbidden')
    }
    expect((await only(w)).state).toBe('waiting')
  })
})

describeRacingWorld('quarantine, decided by two at once', (w) => {
  test('TASK-10: one that is discarded while it is on its way again earns nothing; what was sent with it is applied', async () => {
    await w.join('ann')
    const discarded = w.paid('ann', 9_990)
    await keep(w, discarded)
    await keep(w, w.commented('ann'))
    const [second, first] = (await list(w)).items.map((item) => item.quarantineId)
    const retrying = await w.db.transaction(async (tx) => {
      await discardQuarantine(tx, [first ?? ''], 'admin:root', NOON)
      const answer = w.must<Page>('POST', '/v1/platform/quarantine/retry', { ids: [first, second] })
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'quarantine'`
      // a transaction that says nothing for long is ended (src/infra/pg.ts)
      await expect.poll(() => tx.query('select').then(() => w.db.query(waiting))).toHaveLength(1)
      return { answer }
    })
    const { items } = await retrying.answer
    expect(items.map((item) => [item.quarantineId, item.state])).toEqual([[second, 'applied']])
    expect((await list(w, '?state=discarded')).items.map((item) => item.quarantineId)).toEqual([first])
    expect(await w.points('ann')).toBe(5)
  })
})
