import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { formatDateTime, formatMoney, formatNumber } from '../../../shared/format.ts'
import { makeUuid } from '../../../shared/make-uuid.ts'
import { problemWords } from '../../../shared/problem.ts'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { benefitCalls, moneyKey, useBenefits, type PacketWish } from '../../data/benefits.ts'
import {
  groupCalls,
  groupsKey,
  postsKey,
  useDesk,
  useGroups,
  usePost,
  type Desk,
  type Post,
  type PostWish,
} from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { useNow } from '../../now.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import styles from './compose/Compose.module.css'
import {
  composedKinds,
  emptyDraft,
  toFace,
  toMessage,
  toPacket,
  type ComposedKind,
  type Draft,
} from './compose/draft.ts'
import { draftOfPost } from './compose/from-post.ts'
import { KindFields } from './compose/KindFields.tsx'
import { Preview } from './compose/Preview.tsx'
import { When, wrongWith } from './compose/When.tsx'
import { Where, type Place } from './compose/Where.tsx'
import { useIsMain } from './use-runs.ts'

/** 粉丝群 → 发消息: composed once, for one place or many, now or later, seen beforehand as members will see it (GRP-8, GRP-10). */
export function Component() {
  const { ownerId } = useClub()
  const [search] = useSearchParams()
  const changed = search.get('post')
  const groups = useGroups(ownerId, 'open')
  const desk = useDesk(ownerId)
  const post = usePost(ownerId, changed)
  return (
    <Loaded query={desk} skeleton={<Skeleton lines={6} tall />}>
      {(told) => (
        <Loaded query={groups} skeleton={<Skeleton lines={6} tall />}>
          {(items) =>
            changed === null ? (
              <Ready groups={items} desk={told} post={null} />
            ) : (
              <Loaded query={post}>{(one) => <Ready key={one.postId} groups={items} desk={told} post={one} />}</Loaded>
            )
          }
        </Loaded>
      )}
    </Loaded>
  )
}

interface ReadyProps {
  readonly groups: readonly GroupView[]
  readonly desk: Desk
  readonly post: Post | null
}

function Ready({ groups, desk, post }: ReadyProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const runs = new Set(desk.items.flatMap(({ groupId, runs: mine }) => (mine ? [groupId] : [])))
  const mine = groups.filter(({ groupId }) => runs.has(groupId))
  if (mine.length > 0) return <Composer groups={mine} post={post} />
  return (
    <Panel>
      <Empty
        title={say(groups.length === 0 ? 'groups.compose.noGroups' : 'groups.compose.noneMine')}
        hint={say(groups.length === 0 ? 'groups.compose.noGroupsHint' : 'groups.one.readOnlyHint')}
        action={<Link to={`/clubs/${encodeURIComponent(ownerId)}/groups`}>{say('groups.compose.toList')}</Link>}
      />
    </Panel>
  )
}

function placeOf(post: Post | null, asked: string | null, groups: readonly GroupView[], main: boolean): Place {
  if (post !== null) {
    const groupIds = post.places.flatMap(({ groupId }) => groupId ?? [])
    const subGroupId = post.places[0]?.subGroupId ?? null
    return { kind: groupIds.length === 0 ? 'all' : subGroupId === null ? 'groups' : 'subGroup', groupIds, subGroupId }
  }
  const known = groups.find(({ groupId }) => groupId === asked)
  if (known !== undefined) return { kind: 'groups', groupIds: [known.groupId], subGroupId: null }
  return { kind: main ? 'all' : 'groups', groupIds: [], subGroupId: null }
}

function Composer({ groups, post }: { readonly groups: readonly GroupView[]; readonly post: Post | null }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const { modal } = App.useApp()
  const main = useIsMain()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const now = useNow()
  const old = post === null ? null : draftOfPost(post)
  const [place, setPlace] = useState(() => placeOf(post, search.get('group'), groups, main))
  const [kind, setKind] = useState<ComposedKind>(old?.kind ?? 'text')
  const [draft, setDraft] = useState<Draft>(old?.draft ?? emptyDraft)
  const planned = post?.status === 'planned' ? post : null
  const [sendAt, setSendAt] = useState(planned?.sendAt ?? null)
  // what was sent or withdrawn meanwhile is not changed any more: it becomes a post of its own
  const [freshId, setFreshId] = useState(makeUuid)
  const postId = planned?.postId ?? freshId
  const benefits = useBenefits(ownerId, 'open')

  const done = () => {
    setDraft(emptyDraft)
    setFreshId(makeUuid())
    void navigate(`/clubs/${encodeURIComponent(ownerId)}/groups/posts`)
  }
  const send = useCommand({
    run: (api, wish: PostWish) => groupCalls(api, ownerId).put(postId, wish),
    changes: [postsKey(ownerId), groupsKey(ownerId)],
    done: ({ status, sendAt: at }) =>
      status === 'planned'
        ? say('groups.compose.planned', { at: formatDateTime(at, language) })
        : say('groups.compose.sent'),
    then: done,
    quiet: true,
  })
  const once = useOnce()
  const give = useCommand({
    run: (api, wish: PacketWish) => once(wish, benefitCalls(api, ownerId).sendPacket),
    changes: [moneyKey(ownerId), groupsKey(ownerId)],
    done: () => say('groups.compose.packetSent'),
    then: done,
    quiet: true,
  })

  const packet = kind === 'redPacket'
  const chosen = place.kind === 'all' ? groups : groups.filter(({ groupId }) => place.groupIds.includes(groupId))
  const placed = place.kind === 'all' || (place.kind === 'groups' ? chosen.length > 0 : place.subGroupId !== null)
  // money is shared out in one place: a packet lies in one group or in all of them
  const packetPlaced = place.kind !== 'groups' || chosen.length === 1
  const message = toMessage(kind, draft, { from: ownerId, currency: club.currency })
  const wish = packet ? toPacket(draft, ownerId, club.currency) : null
  const ready =
    placed &&
    (packet
      ? wish !== null && packetPlaced
      : message !== null && (sendAt === null || (sendAt !== '' && wrongWith(sendAt, now) === null)))
  const set = (change: Partial<Draft>) => setDraft((known) => ({ ...known, ...change }))
  const where = place.kind === 'subGroup' && place.subGroupId !== null ? { subGroupId: place.subGroupId } : {}

  const submitPacket = (opened: PacketWish) =>
    void modal.confirm({
      icon: null,
      title: say('groups.compose.packetSure', { sum: formatMoney(opened.total, language), n: opened.count }),
      content: say('groups.compose.packetSureBody'),
      okText: say('money.send'),
      cancelText: say('word.cancel'),
      onOk: () => {
        const [first] = chosen
        const at = place.kind === 'all' ? { to: 'allGroups' as const } : { groupId: first?.groupId ?? '', ...where }
        return give.mutateAsync({ ...opened, ...at }).catch(() => undefined)
      },
    })
  const submit = () => {
    if (wish !== null) submitPacket(wish)
    else if (message !== null)
      send.mutate({
        message: { ...message, ...(place.kind === 'all' ? { to: 'allGroups' as const } : where) },
        ...(place.kind === 'all' ? {} : { groupIds: [...place.groupIds] }),
        ...(sendAt === null ? {} : { sendAt }),
      })
  }
  const failed = send.error ?? give.error
  const faceDraft = toFace(kind, draft, {
    currency: club.currency,
    benefits: benefits.data?.items ?? [],
    now: new Date(now).toISOString(),
  })
  return (
    <div className={styles.columns}>
      <div className={styles.sheets}>
        {post !== null && (
          <Note title={say(planned === null ? 'groups.compose.over' : 'groups.compose.changing')}>
            {say(planned === null ? 'groups.compose.overHint' : 'groups.compose.changingHint', {
              at: formatDateTime(post.sendAt, language),
            })}
          </Note>
        )}
        <Panel title={say('groups.compose.whereTitle')}>
          <Where place={place} onChange={setPlace} groups={groups} all={main} />
        </Panel>
        <Panel title={say('groups.compose.whatTitle')}>
          <div className={styles.fields}>
            <KindChoice kind={kind} onChange={setKind} />
            <p className={styles.what}>{say(`groups.compose.whats.${kind}`)}</p>
            <KindFields
              kind={kind}
              draft={draft}
              set={set}
              groupId={chosen[0]?.groupId ?? groups[0]?.groupId ?? null}
              now={now}
            />
          </div>
        </Panel>
        <Panel title={say('groups.compose.whenTitle')}>
          <div className={styles.fields}>
            {packet ? (
              <p className={styles.hint}>{say('groups.compose.packetNow')}</p>
            ) : (
              <When sendAt={sendAt} onChange={setSendAt} now={now} />
            )}
            {packet && !packetPlaced && <Wrong>{say('groups.compose.packetPlace')}</Wrong>}
            {failed !== null && <Wrong>{problemWords(failed, t).title}</Wrong>}
            <div className={styles.foot}>
              <Reach place={place} groups={chosen} strong={kind === 'notice'} />
              {post !== null && (
                <Button onClick={() => void navigate(`/clubs/${encodeURIComponent(ownerId)}/groups/posts`)}>
                  {say('word.cancel')}
                </Button>
              )}
              <NowButton disabled={!ready} loading={send.isPending || give.isPending} onClick={submit}>
                {say(packet ? 'money.send' : sendAt === null ? 'groups.compose.send' : 'groups.compose.plan')}
              </NowButton>
            </div>
          </div>
        </Panel>
      </div>
      <Preview
        title={chosen.length === 1 && place.kind !== 'all' ? (chosen[0]?.name ?? '') : say('groups.compose.anyGroup')}
        face={faceDraft}
        empty={packet ? false : message === null}
      />
    </div>
  )
}

interface KindChoiceProps {
  readonly kind: ComposedKind
  readonly onChange: (kind: ComposedKind) => void
}

function KindChoice({ kind, onChange }: KindChoiceProps) {
  const { say } = useText()
  return (
    <div className={styles.kinds} role="radiogroup" aria-label={say('groups.compose.kindLabel')}>
      {composedKinds.map((each) => (
        <label key={each} className={each === kind ? styles.kindOn : styles.kind}>
          <input type="radio" name="kind" checked={each === kind} onChange={() => onChange(each)} />
          {say(`groups.compose.kinds.${each}`)}
        </label>
      ))}
    </div>
  )
}

interface ReachProps {
  readonly place: Place
  readonly groups: readonly GroupView[]
  readonly strong: boolean
}

/** Who is going to read it, before it is sent. */
function Reach({ place, groups, strong }: ReachProps) {
  const { say, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  const members = groups.reduce((sum, group) => sum + group.members, 0)
  const words =
    place.kind === 'subGroup'
      ? say('groups.compose.reachSubGroup')
      : say('groups.compose.reach', { groups: number(groups.length), members: number(members) })
  return (
    <p className={styles.reach} role="status">
      {words}
      {strong && ` ${say('groups.compose.strong')}`}
    </p>
  )
}
