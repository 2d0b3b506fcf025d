import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Select, Tooltip } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DeskThread, ServiceAgent } from '../../../../src/contract/service.ts'
import { useChat } from '../../../fan/chat/useChat.ts'
import { answerOf } from '../../../shared/api.ts'
import { useApi } from '../../../shared/connection.tsx'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { useCommand } from '../../data/use-command.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Person } from '../../parts/Person.tsx'
import { useText } from '../../text.ts'
import { Composer, type Mode } from './Composer.tsx'
import { deskKey, patchThread, useCard, useQuickReplies } from './data.ts'
import { isTyping } from './keys.ts'
import { Messages } from './Messages.tsx'
import { deskSource } from './source.ts'
import styles from './Thread.module.css'

interface ThreadProps {
  readonly userId: string
  /** null: nothing was said there yet */
  readonly thread: DeskThread | null
  readonly agents: readonly ServiceAgent[]
  readonly me: string
  readonly agentName: (agentId: string) => string
  readonly onBack: () => void
  readonly onCard: () => void
  readonly onManage: () => void
}

/** One fan's thread: whose it is, what was said, where one answers. */
export function Thread(props: ThreadProps) {
  const { userId, thread, me, agentName, onManage } = props
  const { ownerId } = useClub()
  const api = useApi()
  const queries = useQueryClient()
  const [source] = useState(() => deskSource({ api, queries, ownerId, userId }))
  const chat = useChat(source)
  const acts = useActs(userId)
  const field = useRef<TextAreaRef>(null)
  const card = useCard(ownerId, userId).data ?? null
  const quick = useQuickReplies(ownerId)
  const say = useSay(userId)
  const seen = chat.timeline.messages.at(-1)?.seq ?? 0
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event) || thread === null) return
    const key = event.key.toLowerCase()
    if (key === 'a' && thread.assignedTo !== me) acts.assign.mutate({ to: me, expected: thread.assignedTo })
    else if (key === 'e') (thread.state === 'open' ? acts.resolve : acts.reopen).mutate(seen)
    else if (key === 'r') {
      event.preventDefault()
      field.current?.focus()
    }
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  const send = async (mode: Mode, text: string) => {
    if (mode !== 'text')
      return say.mutateAsync({ mode, text }).then(
        () => true,
        () => false,
      )
    chat.conversation.send({ text, mentions: [] })
    return true
  }
  return (
    <section className={styles.thread}>
      <Head {...props} acts={acts} seen={seen} />
      <Messages
        key={userId}
        chat={chat}
        agentName={agentName}
        onTake={(sendId) => acts.assign.mutate({ to: me }, { onSuccess: () => chat.conversation.retry(sendId) })}
      />
      <Composer
        field={field}
        replies={quick.isPending ? null : (quick.data ?? [])}
        known={{ name: card?.name ?? null, order: card?.orders[0]?.orderId ?? null }}
        onSend={send}
        onManage={onManage}
      />
    </section>
  )
}

type Acts = ReturnType<typeof useActs>

/** What the desk does with a thread. */
function useActs(userId: string) {
  const { say } = useText()
  const { ownerId } = useClub()
  const queries = useQueryClient()
  const params = { path: { ownerId, userId } }
  const path = '/v1/clubs/{ownerId}/service/threads/{userId}'
  const after = {
    changes: [deskKey(ownerId, 'threads'), deskKey(ownerId, 'agents'), deskKey(ownerId, 'card', userId)],
    then: (thread: DeskThread) => {
      queries.setQueryData(deskKey(ownerId, 'thread', userId), thread)
      patchThread(queries, ownerId, userId, thread)
    },
  }
  return {
    assign: useCommand<{ to: string | null; expected?: string | null }, DeskThread>({
      ...after,
      run: (api, body) => answerOf(api.PUT(`${path}/assignment`, { params, body })),
    }),
    resolve: useCommand<number, DeskThread>({
      ...after,
      run: (api, seenSeq) => answerOf(api.POST(`${path}/resolve`, { params, body: { seenSeq } })),
      done: () => say('service.resolvedDone'),
    }),
    reopen: useCommand<number, DeskThread>({
      ...after,
      run: (api) => answerOf(api.POST(`${path}/reopen`, { params, body: {} })),
    }),
    block: useCommand<boolean, DeskThread>({
      ...after,
      run: (api, on) =>
        answerOf(on ? api.PUT(`${path}/block`, { params, body: {} }) : api.DELETE(`${path}/block`, { params })),
      done: (_, on) => say(on ? 'service.blockedDone' : 'service.unblockedDone'),
    }),
  }
}

/** Notes and products: said at once or not at all, they never wait on this page. */
function useSay(userId: string) {
  const { ownerId } = useClub()
  const once = useOnce()
  return useCommand<{ mode: Exclude<Mode, 'text'>; text: string }, unknown>({
    changes: [deskKey(ownerId, 'card', userId)],
    run: (api, said) =>
      once(said, ({ mode, text }, sendId) =>
        answerOf(
          api.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', {
            params: { path: { ownerId, userId } },
            body:
              mode === 'note'
                ? { kind: 'note', sendId, text, side: 'desk' }
                : { kind: 'product', sendId, productId: text, side: 'desk' },
          }),
        ),
      ),
  })
}

function Head(props: ThreadProps & { readonly acts: Acts; readonly seen: number }) {
  const { userId, thread, agents, me, acts, seen, agentName, onBack, onCard } = props
  const { say } = useText()
  const { modal } = App.useApp()
  const assignedTo = thread?.assignedTo ?? null
  const choices = agents
    .filter((agent) => !agent.ended || agent.agentId === assignedTo)
    .map((agent) => ({
      value: agent.agentId,
      label: say(agent.onDutySince === null ? 'service.agentOff' : 'service.agentOn', {
        name: agent.name,
        n: agent.open,
      }),
    }))
  const block = () =>
    void modal.confirm({
      title: say('service.blockTitle'),
      content: say('service.blockHint'),
      okText: say('service.block'),
      cancelText: say('word.cancel'),
      onOk: () => acts.block.mutateAsync(true).catch(() => undefined),
    })
  return (
    <header className={styles.head}>
      <Button
        className={styles.back ?? ''}
        type="text"
        aria-label={say('service.back')}
        onClick={onBack}
        icon={<Icon name="back" />}
      />
      <h2 className={styles.name}>
        <Person name={thread?.name ?? null} userId={userId} />
      </h2>
      {thread !== null && (
        <div className={styles.acts}>
          {assignedTo === me ? (
            <Button onClick={() => acts.assign.mutate({ to: null, expected: me })}>{say('service.release')}</Button>
          ) : (
            <Tooltip title={assignedTo === null ? undefined : say('service.hasIt', { name: agentName(assignedTo) })}>
              <Button
                onClick={() => acts.assign.mutate({ to: me, expected: assignedTo })}
                loading={acts.assign.isPending}
              >
                {say('service.take')} <kbd className={styles.key}>A</kbd>
              </Button>
            </Tooltip>
          )}
          <Select<string>
            className={styles.assignee ?? ''}
            aria-label={say('service.assignTo')}
            placeholder={say('service.unassigned')}
            value={assignedTo}
            options={choices}
            onChange={(to) => acts.assign.mutate({ to, expected: assignedTo })}
          />
          {thread.state === 'open' ? (
            <Button onClick={() => acts.resolve.mutate(seen)} loading={acts.resolve.isPending}>
              {say('service.resolve')} <kbd className={styles.key}>E</kbd>
            </Button>
          ) : (
            <Button onClick={() => acts.reopen.mutate(seen)} loading={acts.reopen.isPending}>
              {say('service.reopen')} <kbd className={styles.key}>E</kbd>
            </Button>
          )}
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                thread.blocked
                  ? { key: 'unblock', label: say('service.unblock'), onClick: () => acts.block.mutate(false) }
                  : { key: 'block', danger: true, label: say('service.block'), onClick: block },
              ],
            }}
          >
            <Button type="text" aria-label={say('service.moreActs')}>
              ···
            </Button>
          </Dropdown>
        </div>
      )}
      <Button
        className={styles.cardButton ?? ''}
        onClick={onCard}
        icon={<Icon name="person" />}
        aria-label={say('service.card')}
      />
    </header>
  )
}
