import type { ReachKind } from '../contract/reach-kinds.ts'
import type { ServiceMessage } from '../contract/service.ts'
import { parseTopic } from '../contract/topics.ts'
import { SECOND } from '../lib/time.ts'
import type { SaidTo } from './apply.ts'
import * as words from './words.ts'
import type { Names, Sayings } from './words.ts'

/** From a committed message of the outbox to what devices are told, and whose: pure, one function for each fact. */

/** Where something was said in groups of an owner: null stands for all. */
export interface SaidIn {
  readonly groupId: string | null
  readonly number: number | null
}

/** Who is told, by outside ids. */
export type Audience =
  /** members of the club, highest level first, and all who sit in a group of the owner */
  | { readonly to: 'club' }
  /** who sits there */
  | { readonly to: 'seats'; readonly scope: SaidIn }
  /** users by name; with a scope, those of them who sit there */
  | { readonly to: 'users'; readonly userIds: readonly string[]; readonly scope: SaidIn | null }

export interface Draft {
  /** once for each thing; null: each message of the outbox is one */
  readonly key: string | null
  readonly kind: ReachKind
  /** of `groupMessages`: who wants it */
  readonly said: SaidTo | null
  readonly ownerId: string
  readonly audience: Audience
  /** who said it himself, by outside id */
  readonly except?: string
  /** the message in groups whose words it tells: deleted, it is told no more (GRP-9) */
  readonly messageId?: string
  say(names: Names): Sayings
  readonly path: string
  /** a later one with the same tag takes its place on a device */
  readonly tag: string
}

/** A message of the outbox. */
export interface Told {
  readonly topic: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
  /** UTC ms */
  readonly at: number
}

/** At most one push for who wants everything said in a scope, in so long. */
const SAID_EVERY_MS = 30 * SECOND
/** Which of these an instant falls into. @param at UTC ms */
export const windowOf = (at: number): number => Math.floor(at / SAID_EVERY_MS)
/** IDs in a path: those that platforms choose may hold a colon or an at sign, which a path may, too. */
const room = (ownerId: string): string => `/fan/${encodeURIComponent(ownerId)}`
const club = (ownerId: string): string => `${room(ownerId)}/club`
const groupPath = (groupId: string | null): string => (groupId === null ? '/fan/groups' : `/fan/groups/${groupId}`)

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

type Facts = Readonly<Record<string, (told: Told) => Draft | null>>

/** Something that concerns a whole club. */
const toClub =
  (of: (ownerId: string, told: Told) => Omit<Draft, 'ownerId' | 'audience' | 'said'> | null) =>
  (told: Told): Draft | null => {
    const topic = parseTopic(told.topic)
    const draft = topic?.kind === 'club' ? of(topic.ownerId, told) : null
    if (topic?.kind !== 'club' || draft === null) return null
    return { ...draft, said: null, ownerId: topic.ownerId, audience: { to: 'club' } }
  }

/** Something that concerns one member. */
const toMember =
  (of: (ownerId: string, told: Told) => Omit<Draft, 'ownerId' | 'audience' | 'said' | 'key'> | null) =>
  (told: Told): Draft | null => {
    const topic = parseTopic(told.topic)
    const draft = topic?.kind === 'member' ? of(topic.ownerId, told) : null
    if (topic?.kind !== 'member' || draft === null) return null
    const audience = { to: 'users', userIds: [topic.userId], scope: null } as const
    return { ...draft, key: null, said: null, ownerId: topic.ownerId, audience }
  }

/** What groups are told of a fact that is told to all members anyway; a notice of ours names its fact by a code. */
const toldElsewhere: ReadonlySet<string> = new Set(['liveStarted', 'newVideo'])

/** What was said in a scope of a group. */
function said(told: Told): readonly Draft[] {
  const topic = parseTopic(told.topic)
  if (topic?.kind !== 'said') return []
  const { ownerId, groupId, number } = topic
  const scope = { groupId, number }
  const { body } = told
  const base = { ownerId, path: groupPath(groupId), tag: `group:${groupId ?? ownerId}`, said: null }
  const audience = { to: 'seats', scope } as const
  const id = String(body['messageId'])
  const text = textOf(body['text'])
  const byOwner = body['sender'] === 'owner'
  const except = byOwner || typeof body['from'] !== 'string' ? {} : { except: body['from'] }
  const whole = (kind: ReachKind, say: Draft['say']): Draft => ({
    ...base,
    ...except,
    audience,
    kind,
    say,
    key: `said:${ownerId}:${id}`,
    messageId: id,
  })
  const withdrawal = body['code'] === 'benefit_withdrawing' || body['code'] === 'benefit_kept'
  if (withdrawal && groupId !== null) {
    // what is for one group is told there alone
    const [benefitId, name, at] = ['benefitId', 'name', 'withdrawAt'].map((one) => fieldOf(body['withdrawing'], one))
    const say: Draft['say'] = (names) =>
      at === undefined
        ? words.benefitKept(names, textOf(name))
        : words.benefitWithdrawing(names, textOf(name), String(at))
    return [{ ...whole('benefits', say), tag: `withdrawing:${String(benefitId)}` }]
  }
  if (toldElsewhere.has(String(body['kind'])) || body['code'] !== undefined) return []
  if (byOwner && body['kind'] === 'notice')
    return [
      { ...whole('notices', (names) => words.noticePosted(names, text ?? '')), tag: `notice:${groupId ?? ownerId}` },
    ]
  if (byOwner && body['kind'] === 'redPacket') return [whole('redPackets', words.packetOpened)]
  if (byOwner && body['kind'] === 'coupon') return [whole('benefits', words.couponSent)]
  if (byOwner && body['kind'] === 'livePreview')
    return [whole('liveStarts', (names) => words.livePreviewed(names, text ?? ''))]
  // that somebody said something stands for all that is said in the window
  const { messageId: _one, ...someoneSaid } = whole('groupMessages', words.someoneSaid)
  const all: Draft = {
    ...(byOwner ? whole('groupMessages', (names) => words.ownerSaid(names, text)) : someoneSaid),
    said: 'all',
    key: `scope:${told.topic}:${windowOf(told.at)}`,
  }
  const names = Array.isArray(body['mentions']) ? body['mentions'].map(String) : []
  if (names.length === 0) return [all]
  const mention: Draft = {
    ...whole('groupMessages', words.mentioned),
    said: 'mentions',
    key: `mention:${ownerId}:${id}`,
    audience: { to: 'users', userIds: names, scope },
  }
  return [mention, all]
}

const facts: Facts = {
  'session.started': toClub((ownerId, { body }) => ({
    // LIVE-2: once a session
    key: `live:${String(body['sessionId'])}`,
    kind: 'liveStarts',
    say: (names) => words.liveStarted(names, textOf(body['title'])),
    path: room(ownerId),
    tag: `live:${ownerId}`,
  })),
  'video.published': toClub((ownerId, { body }) => ({
    key: `video:${ownerId}:${String(body['videoId'])}`,
    kind: 'videos',
    say: (names) => words.videoPublished(names, textOf(body['title'])),
    path: club(ownerId),
    tag: `video:${ownerId}`,
  })),
  'mode.announced': toClub((ownerId, { body }) => ({
    key: `mode:${String(body['id'])}`,
    kind: 'notices',
    say: (names) => words.modeAnnounced(names, String(body['to']), String(body['effectiveAt'])),
    path: club(ownerId),
    tag: `mode:${ownerId}`,
  })),
  'mode.withdrawn': toClub((ownerId, { body }) => ({
    key: `mode.withdrawn:${String(body['id'])}`,
    kind: 'notices',
    say: words.modeWithdrawn,
    path: club(ownerId),
    tag: `mode:${ownerId}`,
  })),
  'packet.opened': toClub((ownerId, { body }) => ({
    key: `packet:${String(body['packetId'])}`,
    kind: 'redPackets',
    say: words.packetOpened,
    path: room(ownerId),
    tag: `packet:${ownerId}`,
  })),
  // BEN-11
  'benefit.withdrawing': toClub((ownerId, { body }) =>
    typeof body['groupId'] === 'string'
      ? null
      : {
          // each is news: taken back meanwhile, the same instant is announced once more
          key: null,
          kind: 'benefits',
          say: (names) => words.benefitWithdrawing(names, textOf(body['name']), String(body['withdrawAt'])),
          path: club(ownerId),
          tag: `withdrawing:${String(body['benefitId'])}`,
        },
  ),
  'benefit.kept': toClub((ownerId, { body }) =>
    typeof body['groupId'] === 'string'
      ? null
      : {
          key: null,
          kind: 'benefits',
          say: (names) => words.benefitKept(names, textOf(body['name'])),
          path: club(ownerId),
          tag: `withdrawing:${String(body['benefitId'])}`,
        },
  ),
  'benefit.issued': toMember((ownerId) => ({
    kind: 'benefits',
    say: words.benefitIssued,
    path: club(ownerId),
    tag: `benefit:${ownerId}`,
  })),
  'member.moved': toMember((ownerId, { body }) =>
    body['levelUp'] === true
      ? {
          kind: 'levelUps',
          say: (names) => words.levelRisen(names, Number(body['level'])),
          path: club(ownerId),
          tag: `level:${ownerId}`,
        }
      : null,
  ),
}

/** Kinds of the outbox that may be told to devices. */
export const reachedBy: readonly string[] = [...Object.keys(facts), 'group.said', 'service.said']

/** What devices are told of a message; none: it stays inside. Total: it never throws. */
export function pushesOf(told: Told): readonly Draft[] {
  if (told.kind === 'group.said') return said(told)
  if (told.kind === 'service.said') return answered(told)
  const draft = facts[told.kind]?.(told) ?? null
  return draft === null ? [] : [draft]
}

/** GRP-14: what the service desk answered a fan; what it says by itself he reads where he has just written. */
function answered(told: Told): readonly Draft[] {
  const topic = parseTopic(told.topic)
  const message = told.body['message'] as Partial<ServiceMessage> | null | undefined
  if (topic?.kind !== 'service' || topic.userId === null) return []
  if (message?.side !== 'desk' || message.kind === 'autoReply') return []
  return [
    {
      key: null,
      kind: 'privateMessages',
      said: null,
      ownerId: topic.ownerId,
      audience: { to: 'users', userIds: [topic.userId], scope: null },
      say: words.deskAnswered,
      path: `${room(topic.ownerId)}/service`,
      tag: `service:${topic.ownerId}`,
    },
  ]
}
