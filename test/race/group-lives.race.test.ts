import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupView } from '../../src/contract/groups.ts'
import type { MessageView } from '../../src/contract/messages.ts'
import { subGroupIdOf } from '../../src/group/apply.ts'
import { groupTopic, scopeTopic } from '../../src/contract/topics.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNode, type TestNodes } from './nodes.ts'

/**
 * Whatever people do in groups at one time on two nodes (join, leave, speak, be removed, lose their connection and come back to the other node), everyone hears
 * each message that was addressed to him while he sat there once and in order, and no seat is taken twice (I27, I28, GRP-1, 2, 10).
 */

const SEATS = 3
const SUB_GROUPS = 2
const PEOPLE = 10
const ACTS = 25
const SEEDS = ['a', 'b']
/** a line that has not ended by then is broken */
const QUIET_MS = 120_000

/** What one sitting heard, across all its connections, and what it read when its first line stood. */
interface Sitting {
  readonly groupId: string
  readonly userId: string
  readonly number: number
  /** which sitting of his it is, from 1 */
  readonly epoch: number
  /** what was said up to it is not his to hear */
  readonly since: number
  readonly heard: { readonly seq: number; readonly text: string }[]
  readonly read: Map<number, string>
  /** it read all there was, and was told of its end */
  whole: boolean
  /** he sat down anew before it was told of its end: its line may hear the next sitting's sub-group by then */
  overtaken: boolean
  ended: boolean
}

/** Hears a seat's stream until it ends: its line is cut now and then, and taken up on the other node where it was. */
async function hear(
  nodes: readonly TestNode[],
  token: string,
  sitting: Sitting,
  random: Random,
  mayCut: () => boolean,
): Promise<void> {
  const topic = `group:${sitting.groupId}:${sitting.userId}`
  const headers = { authorization: `Bearer ${token}` }
  const quiet = Date.now() + QUIET_MS
  let from: string | null = null
  let hasRead = false
  while (!sitting.ended) {
    if (Date.now() > quiet) throw new Error(`${topic} does not end`)
    const cut = new AbortController()
    const answer = await fetch(`${random.pick(nodes).address}/v1/stream?topics=${encodeURIComponent(topic)}`, {
      headers: { ...headers, ...(from === null ? {} : { 'last-event-id': from }) },
      signal: cut.signal,
    })
    // the seat ended while he was away: nobody tells him of it
    if (answer.status === 403) sitting.ended = true
    if (answer.status !== 200) return expect(answer.status).toBe(403)
    let left = random.between(1, 6)
    let text = ''
    try {
      for await (const part of (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
        text += part
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const lines = text.slice(0, end)
          text = text.slice(end + 2)
          if (/^event: reset$/m.test(lines)) throw new Error('nothing here is too old')
          from = /^id: (.*)$/m.exec(lines)?.[1] ?? from
          if (/^event: ready$/m.test(lines) && !hasRead) hasRead = await readAll(random.pick(nodes), headers, sitting)
          const data = /^data: (.*)$/m.exec(lines)?.[1]
          if (data?.includes('"kind"') !== true) continue
          const { kind, body } = JSON.parse(data) as {
            kind: string
            body: { seq: number; text: string; epoch: number }
          }
          if (kind === 'group.said') sitting.heard.push(body)
          // of a later one, where he had left and come back before the first line stood
          if (kind === 'group.left' && body.epoch >= sitting.epoch) {
            sitting.ended = true
            sitting.whole = hasRead && body.epoch === sitting.epoch
          }
          left -= 1
        }
        if ((left <= 0 && mayCut()) || sitting.ended) break
      }
    } finally {
      cut.abort()
    }
  }
}

/** Reads what there is, page by page, as a page does that opens. @returns false: he sits there no more */
async function readAll(node: TestNode, headers: Readonly<Record<string, string>>, sitting: Sitting): Promise<boolean> {
  for (let after = 0; ;) {
    const path = `/v1/groups/${sitting.groupId}/messages?userId=${sitting.userId}&after=${after}&limit=7`
    const answer = await fetch(`${node.address}${path}`, { headers })
    if (answer.status === 403 || answer.status === 409) return false
    const { items } = (await answer.json()) as { items: MessageView[] }
    for (const { seq, text = '' } of items) sitting.read.set(seq, text)
    if (items.length < 7) return true
    after = items.at(-1)?.seq ?? 0
  }
}

interface Told {
  readonly topic: string
  readonly kind: string
  readonly seq: number
  readonly text: string
  readonly epoch: number | null
}

/** What was said to a sitting until it ended, by the order in which it became known. */
function addressedTo(sitting: Sitting, owner: string, told: readonly Told[]): { seq: number; text: string }[] {
  const scopes = new Set([
    scopeTopic({ ownerId: owner, groupId: null, number: null }),
    scopeTopic({ ownerId: owner, groupId: sitting.groupId, number: null }),
    scopeTopic({ ownerId: owner, groupId: sitting.groupId, number: sitting.number }),
  ])
  const end = told.findIndex(
    ({ kind, topic, epoch }) =>
      kind === 'group.left' && topic === groupTopic(sitting.groupId, sitting.userId) && epoch === sitting.epoch,
  )
  return told
    .slice(0, end)
    .filter(({ kind, topic, seq }) => kind === 'group.said' && scopes.has(topic) && seq > sitting.since)
    .map(({ seq, text }) => ({ seq, text }))
    .sort((one, other) => one.seq - other.seq)
}

describePostgres('lives in groups', () => {
  let nodes: TestNodes
  beforeAll(async () => void (nodes = await openNodes(2, handClock())))
  afterAll(() => nodes.close())

  test.each(SEEDS)(
    'GRP-1 GRP-2 GRP-9 GRP-10 I27 I28: everyone hears what is said to him once and in order (seed %s)',
    async (seed) => {
      const random = createRandom(seed)
      const owner = `owner-${seed}`
      const [first] = nodes.nodes
      if (first === undefined) throw new Error('two nodes')
      const call = (by: Random, method: string, path: string, body?: unknown): Promise<Answer> =>
        by.pick(nodes.nodes).call(method, path, body)
      const must = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
        const answer = await call(random, method, path, body)
        if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer.body as T
      }
      await must('PUT', `/v1/owners/${owner}`, { kind: 'creator', name: owner, mode: 'shopping' })
      const groups: GroupView[] = []
      for (const name of ['one', 'two']) groups.push(await must('POST', `/v1/clubs/${owner}/groups`, { name }))
      // little room, so that its bounds are met
      await first.db.query(
        'update group_total set seats = $2::int2, sub_groups_most = $3::int2 from fan_group g where g.group_no = group_total.group_no and g.group_id = any($1::uuid[])',
        [groups.map(({ groupId }) => groupId), SEATS, SUB_GROUPS],
      )
      const sittings: Sitting[] = []
      const hearing: Promise<void>[] = []
      let cutting = true
      const said = new Map<string, string>()

      const seatOf = async (groupId: string, userId: string) => {
        const rows = await first.db.query<{ number: number; epoch: number; since: number }>(
          `select s.number, s.epoch, s.joined_seq as since from group_seat s join fan_group g using (group_no) join person_alias a using (user_no)
         where g.group_id = $1::uuid and a.user_id = $2 and s.number is not null`,
          [groupId, userId],
        )
        return rows[0] ?? null
      }

      /** A fan: one thing after the other. */
      const live = async (userId: string, by: Random): Promise<void> => {
        const { token } = await must<{ token: string }>('POST', '/v1/tokens', { subject: { type: 'fan', id: userId } })
        const open = new Map<string, Sitting>()
        for (let act = 0; act < ACTS; act += 1) {
          const { groupId } = by.pick(groups)
          const path = `/v1/groups/${groupId}`
          const before = open.get(groupId)
          if (before === undefined || before.ended || by.chance(0.2)) {
            const wasOpen = before?.ended === false
            const { status, body } = await call(by, 'PUT', `${path}/members/${userId}`)
            const seat = status === 200 ? await seatOf(groupId, userId) : null
            if (wasOpen && seat?.epoch !== before.epoch) before.overtaken = true
            if (seat !== null && before?.ended !== false) {
              const life = { heard: [], read: new Map(), whole: false, overtaken: false, ended: false }
              const sitting: Sitting = { groupId, userId, ...seat, ...life }
              open.set(groupId, sitting)
              sittings.push(sitting)
              hearing.push(hear(nodes.nodes, token, sitting, by.fork(`line ${act}`), () => cutting))
            } else if (status !== 200) expect(['group_full', 'removed_from_group']).toContain(body['code'])
          } else if (by.chance(0.15)) {
            await call(by, 'DELETE', `${path}/members/${userId}`)
          } else {
            const text = `${userId} ${act}`
            const { status, body } = await call(by, 'POST', `${path}/messages`, { from: userId, kind: 'text', text })
            if (status === 201) said.set(text, String(body['messageId']))
            else expect(['not_in_group', 'writing_too_fast']).toContain(body['code'])
          }
        }
      }
      /** The owner speaks to one sub-group, a group, all; removes somebody and lets him in again. */
      const run = async (by: Random): Promise<void> => {
        for (let act = 0; act < ACTS; act += 1) {
          const { groupId } = by.pick(groups)
          const path = `/v1/groups/${groupId}`
          const text = `${owner} ${act}`
          const kind = by.below(4)
          if (kind === 3) {
            const userId = `${seed}${by.below(PEOPLE)}`
            await call(by, 'POST', `${path}/removals`, { userId })
            await call(by, 'DELETE', `${path}/removals/${userId}`)
            continue
          }
          const scope = kind === 0 ? {} : kind === 1 ? { to: 'allGroups' } : { subGroupId: subGroupIdOf(groupId, 1) }
          const { status, body } = await call(by, 'POST', `${path}/messages`, {
            from: owner,
            kind: 'text',
            text,
            ...scope,
          })
          if (status === 201) said.set(text, String(body['messageId']))
        }
      }
      await Promise.all([
        run(random.fork('owner')),
        ...Array.from({ length: PEOPLE }, (_, index) => live(`${seed}${index}`, random.fork(`fan ${index}`))),
      ])

      // what is there: seats within bounds, nobody twice, what is counted is what is
      const rows = await first.db.query<{ number: number; members: number; seated: number; most: number }>(
        `select b.number, b.members::int4 as members, t.sub_groups_most::int4 as most,
         (select count(*)::int4 from group_seat s where s.group_no = b.group_no and s.number = b.number) as seated
       from sub_group b join group_total t using (club_no, group_no) join fan_group g using (group_no) where g.group_id = any($1::uuid[])`,
        [groups.map(({ groupId }) => groupId)],
      )
      for (const row of rows) {
        expect(row.members).toBe(row.seated)
        expect(row.members).toBeLessThanOrEqual(SEATS)
        expect(row.number).toBeLessThanOrEqual(row.most)
      }

      // who still sits ends by being told so, so that every line ends; no line is cut any more, else the end may come while nobody hears
      cutting = false
      for (const { groupId } of groups) await must('DELETE', `/v1/groups/${groupId}`)
      await Promise.all(hearing)

      // every accepted message stands once
      const all = await first.db.query<{ text: string }>(
        `select m.body->>'text' as text from group_message m join club c using (club_no) where c.owner_id = $1`,
        [owner],
      )
      expect(all.map(({ text }) => text).sort()).toEqual([...said.keys()].sort())

      const told = await first.db.query<Told>(
        `select topic, kind, (body->>'seq')::int8 as seq, body->>'text' as text, (body->>'epoch')::int4 as epoch from outbox
       where topic like $1 or topic like any($2) order by outbox.txid, position`,
        [`%${owner}%`, groups.map(({ groupId }) => `%${groupId}%`)],
      )
      const whole = sittings.filter((sitting) => sitting.whole && !sitting.overtaken)
      expect(whole.length).toBeGreaterThan(PEOPLE / 2)
      for (const sitting of sittings) {
        const seqs = sitting.heard.map(({ seq }) => seq)
        expect(seqs, 'once and in order').toEqual([...new Set(seqs)].sort((one, other) => one - other))
      }
      for (const sitting of whole) {
        const addressed = addressedTo(sitting, owner, told)
        const heard = new Set(sitting.heard.map(({ seq }) => seq))
        expect(addressed.filter(({ seq }) => !heard.has(seq) && !sitting.read.has(seq))).toEqual([])
        // what was said while he left may be read before he is gone; on the stream his end comes first
        const his = new Set(addressed.map(({ seq }) => seq))
        expect(sitting.heard.filter(({ seq }) => !his.has(seq))).toEqual([])
      }
    },
    2 * QUIET_MS,
  )
})
