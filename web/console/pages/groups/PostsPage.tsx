import { App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { formatDateTime, formatList, formatNumber } from '../../../shared/format.ts'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { groupCalls, postsKey, usePost, usePosts, type Post } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText, type Say } from '../../text.ts'
import { composedKinds, type ComposedKind } from './compose/draft.ts'
import styles from './PostsPage.module.css'

/** 粉丝群 → 定时与已发: what is going to be sent, and what became of what was (GRP-10). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  const planned = usePosts(ownerId, 'planned')
  const done = usePosts(ownerId, 'done')
  return (
    <>
      <Panel
        flush
        title={say('groups.posts.planned')}
        hint={say('groups.posts.plannedHint')}
        actions={
          <Button onClick={() => void navigate(`/clubs/${encodeURIComponent(ownerId)}/groups/compose`)}>
            {say('groups.tabs.compose')}
          </Button>
        }
      >
        <Loaded query={planned} skeleton={<Skeleton lines={3} tall />}>
          {({ pages }) => (
            <>
              <Rows empty={say('groups.posts.plannedEmpty')} hint={say('groups.posts.plannedEmptyHint')}>
                {pages
                  .flatMap((page) => page.items)
                  .map((post) => (
                    <PlannedRow key={post.postId} post={post} />
                  ))}
              </Rows>
              <MoreButton query={planned} />
            </>
          )}
        </Loaded>
      </Panel>
      <Panel flush title={say('groups.posts.done')} hint={say('groups.posts.doneHint')}>
        <Loaded query={done} skeleton={<Skeleton lines={4} tall />}>
          {({ pages }) => (
            <>
              <Rows empty={say('groups.posts.doneEmpty')}>
                {pages
                  .flatMap((page) => page.items)
                  .map((post) => (
                    <DoneRow key={post.postId} post={post} />
                  ))}
              </Rows>
              <MoreButton query={done} />
            </>
          )}
        </Loaded>
      </Panel>
    </>
  )
}

/** What a post says, in a line. */
function summaryOf({ message }: Post, say: Say): string {
  if ('question' in message) return message.question
  const text = 'text' in message ? (message.text ?? '') : ''
  if (text !== '') return text
  return 'productId' in message ? (message.name ?? message.productId) : say('groups.posts.noWords')
}

const placesOf = (post: Post, say: Say, language: string): string =>
  formatList(
    post.places.map(({ name }) => name ?? say('groups.compose.where.all')),
    language,
  )

function Title({ post }: { readonly post: Post }) {
  const { say } = useText()
  const kind: ComposedKind = composedKinds.find((each) => each === post.message.kind) ?? 'text'
  return (
    <>
      <Mark>{say(`groups.compose.kinds.${kind}`)}</Mark>
      <span className={styles.summary}>{summaryOf(post, say)}</span>
    </>
  )
}

function PlannedRow({ post }: { readonly post: Post }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const withdraw = useCommand({
    run: (api) => groupCalls(api, ownerId).withdraw(post.postId),
    changes: [postsKey(ownerId)],
    done: () => say('groups.posts.withdrawn'),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('groups.posts.withdrawTitle'),
      content: say('groups.posts.withdrawBody', { at: formatDateTime(post.sendAt, language) }),
      okText: say('groups.posts.withdraw'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => withdraw.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <Row
      title={<Title post={post} />}
      hint={`${say('groups.posts.at', { at: formatDateTime(post.sendAt, language) })} · ${placesOf(post, say, language)}`}
      end={
        <>
          <Button
            size="small"
            onClick={() => void navigate(`/clubs/${encodeURIComponent(ownerId)}/groups/compose?post=${post.postId}`)}
          >
            {say('groups.posts.change')}
          </Button>
          <Button size="small" danger onClick={ask}>
            {say('groups.posts.withdraw')}
          </Button>
        </>
      }
    />
  )
}

const tones = { planned: 'quiet', sent: 'good', refused: 'bad', withdrawn: 'quiet' } as const

function DoneRow({ post }: { readonly post: Post }) {
  const { say, language } = useText()
  const [open, setOpen] = useState(false)
  const addressed = post.places.reduce((sum, place) => sum + (place.addressed ?? 0), 0)
  const missed = post.places.filter(({ refused }) => refused !== null).length
  const facts = [
    formatDateTime(post.decidedAt ?? post.sendAt, language),
    placesOf(post, say, language),
    ...(post.status === 'sent' ? [say('groups.posts.addressed', { n: formatNumber(addressed, language) })] : []),
  ]
  return (
    <Row
      title={
        <>
          <Title post={post} />
          {post.status !== 'sent' && <Mark tone={tones[post.status]}>{say(`groups.posts.status.${post.status}`)}</Mark>}
          {post.status === 'sent' && missed > 0 && <Mark tone="warn">{say('groups.posts.missed', { n: missed })}</Mark>}
        </>
      }
      hint={facts.join(' · ')}
      end={
        post.status === 'withdrawn' ? undefined : (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say(open ? 'groups.posts.less' : 'groups.posts.more')}
          </Button>
        )
      }
    >
      {open && <Outcome post={post} />}
    </Row>
  )
}

/** What became of a post at each place, and who has read it. */
function Outcome({ post }: { readonly post: Post }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const detail = usePost(ownerId, post.status === 'sent' ? post.postId : null)
  const number = (value: number) => formatNumber(value, language)
  const addressed = post.places.reduce((sum, place) => sum + (place.addressed ?? 0), 0)
  const readBy = detail.data?.readBy ?? null
  return (
    <div className={styles.outcome}>
      {readBy !== null && <p>{say('groups.posts.readBy', { n: number(readBy), of: number(addressed) })}</p>}
      <ul>
        {post.places.map((place) => (
          <li key={`${place.groupId}.${place.subGroupId}`}>
            {place.name ?? say('groups.compose.where.all')}:{' '}
            {place.refused === null
              ? say('groups.posts.addressed', { n: number(place.addressed ?? 0) })
              : reasonOf(place.refused, say)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const reasons = ['group_closed', 'forbidden', 'benefit_withdrawn', 'unknown_benefit'] as const

/** Why a post did not go somewhere. */
function reasonOf(code: string, say: Say): string {
  const known = reasons.find((each) => each === code)
  return known === undefined ? say('groups.posts.refusedWith', { code }) : say(`groups.posts.reason.${known}`)
}
