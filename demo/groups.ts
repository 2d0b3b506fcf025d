import { answerOf } from '../sdk/client.ts'
import type { paths } from '../sdk/schema.gen.ts'
import { createAgenda } from '../sim/agenda.ts'
import { clubPlans, type ClubPlan } from '../sim/clubs.ts'
import { createRandom } from '../src/lib/prng.ts'
import { HOUR, MINUTE } from '../src/lib/time.ts'
import { fillBudget } from './benefits.ts'
import { groupWordsOf, type GroupWords } from './group-words.ts'
import { insist, type Stagehand } from './play.ts'

/** In decision time: how often somebody says something in a club's groups, and its owner something of his own. */
const LINE_MEAN = 50_000
const OWNER_MEAN = 3 * MINUTE
const PACKET_FEN = 1_800
const PACKET_SHARES = 12
/** So many of a club try for a seat in each of its groups when the show begins; who does not meet a gate is told so. */
const JOINERS = 45
const TAKERS = 14
const POLL_LASTS = 3 * HOUR
const CALLS_A_TICK_MOST = 20

const yuan = (value: number) => ({ value, currency: 'CNY' })

type SaidInGroup = paths['/v1/groups/{groupId}/messages']['post']['requestBody']['content']['application/json']

interface Room {
  readonly club: ClubPlan
  readonly words: GroupWords
  /** by group */
  readonly seated: Map<string, string[]>
  readonly benefitId: string | null
}

/** Fans and owners who talk in fan groups, through the public API alone. */
export interface GroupTalk {
  /** Says what is due. @param now UTC ms of decision time */
  follow(now: number): Promise<void>
}

/** Opens the owners' groups where they are not there yet, seats fans, and lets them talk; what they say follows from the seed and the clock. */
export async function openGroups(
  hand: Stagehand,
  seed: string,
  members: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<GroupTalk> {
  const { client } = hand
  const random = createRandom(`${seed}/groups`)
  const agenda = createAgenda()
  let calls: (() => Promise<unknown>)[] = []
  let told = 0
  let begun = false
  const call = (work: () => Promise<unknown>) => void calls.push(() => insist(hand, work))

  async function openRoom(club: ClubPlan, words: GroupWords): Promise<Room> {
    const params = { path: { ownerId: club.ownerId } }
    const known = await answerOf(client.GET('/v1/clubs/{ownerId}/groups', { params }))
    if (known.items.length === 0)
      for (const body of words.groups)
        await insist(hand, () => answerOf(client.POST('/v1/clubs/{ownerId}/groups', { params, body })))
    const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/groups', { params }))
    const benefits = await answerOf(client.GET('/v1/clubs/{ownerId}/benefits', { params }))
    const benefitId = benefits.items.find(({ kind }) => kind === 'coupon')?.benefitId ?? null
    const room: Room = { club, words, seated: new Map(items.map(({ groupId }) => [groupId, []])), benefitId }
    const fans = [...(members.get(club.ownerId) ?? [])].slice(0, JOINERS)
    for (const { groupId } of items) for (const userId of fans) call(() => join(room, groupId, userId))
    return room
  }

  async function join({ seated }: Room, groupId: string, userId: string): Promise<void> {
    const params = { path: { groupId, userId } }
    await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params }))
    seated.get(groupId)?.push(userId)
  }

  const somewhere = ({ seated }: Room): string => random.pick([...seated.keys()])
  const say = (groupId: string, body: SaidInGroup) => call(() => send(groupId, body))
  const send = (groupId: string, body: SaidInGroup) =>
    answerOf(client.POST('/v1/groups/{groupId}/messages', { params: { path: { groupId } }, body }))

  function keepTalking(room: Room, at: number): void {
    const groupId = somewhere(room)
    const fans = room.seated.get(groupId) ?? []
    if (fans.length > 0)
      say(groupId, { from: random.pick(fans), sendId: nextId(at), kind: 'text', text: random.pick(room.words.lines) })
    agenda.put(at + random.wait(LINE_MEAN), (when) => keepTalking(room, when))
  }

  function keepOwning(room: Room, at: number): void {
    const { club, words, benefitId } = room
    const { ownerId } = club
    const groupId = somewhere(room)
    const by = { from: ownerId, sendId: nextId(at) }
    const product = random.pick(club.products)
    const pitch = random.pick(words.pitches).replace('{name}', product.short)
    const acts: readonly (() => void)[] = [
      () => say(groupId, { ...by, kind: 'notice', text: random.pick(words.notices) }),
      () =>
        say(groupId, {
          ...by,
          kind: 'product',
          productId: product.productId,
          name: product.title,
          price: yuan(product.priceFen),
          text: pitch,
        }),
      () => say(groupId, { ...by, to: 'allGroups', kind: 'text', text: pitch }),
      () => benefitId !== null && say(groupId, { ...by, kind: 'coupon', benefitId, text: '券在这里,先到先得。' }),
      () => {
        const startsAt = new Date(at + random.between(1, 6) * HOUR).toISOString()
        say(groupId, { ...by, kind: 'livePreview', startsAt, text: random.pick(club.titles) })
      },
      () => {
        const { question, options } = random.pick(words.polls)
        const closesAt = new Date(at + POLL_LASTS).toISOString()
        say(groupId, {
          ...by,
          kind: 'poll',
          question,
          options: [...options],
          choicesMost: 1,
          results: 'voted',
          closesAt,
        })
      },
      () => call(() => openPacket(room, groupId, at)),
    ]
    random.pick(acts)()
    agenda.put(at + random.wait(OWNER_MEAN), (when) => keepOwning(room, when))
  }

  async function openPacket({ club: { ownerId }, seated }: Room, groupId: string, at: number): Promise<void> {
    await fillBudget(hand, ownerId)
    const body = {
      ownerId,
      groupId,
      split: 'lucky' as const,
      total: yuan(PACKET_FEN),
      count: PACKET_SHARES,
      greeting: '群里的小红包',
    }
    const { packetId } = await answerOf(client.POST('/v1/red-packets', { body }))
    const fans = seated.get(groupId) ?? []
    for (let taker = 0; taker < TAKERS && fans.length > 0; taker += 1)
      agenda.put(at + random.wait(MINUTE), () => {
        const params = { path: { packetId } }
        const userId = random.pick(fans)
        call(() => answerOf(client.POST('/v1/red-packets/{packetId}/claim', { params, body: { userId } })))
      })
  }

  const nextId = (at: number): string => `demo-${at}-${(told += 1)}`

  const rooms: Room[] = []
  for (const club of clubPlans) {
    const words = groupWordsOf[club.ownerId]
    if (words !== undefined) rooms.push(await openRoom(club, words))
  }
  return {
    async follow(now) {
      if (!begun)
        for (const room of rooms) {
          agenda.put(now + random.wait(LINE_MEAN), (at) => keepTalking(room, at))
          agenda.put(now + random.wait(OWNER_MEAN), (at) => keepOwning(room, at))
        }
      begun = true
      agenda.runUntil(now)
      const due = calls.slice(0, CALLS_A_TICK_MOST)
      calls = calls.slice(CALLS_A_TICK_MOST)
      await Promise.all(due.map((work) => work()))
    },
  }
}
