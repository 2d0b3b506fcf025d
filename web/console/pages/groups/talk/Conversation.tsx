import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import type { MessageView } from '../../../../../src/contract/messages.ts'
import { Empty, Skeleton } from '../../../../shared/states.tsx'
import { useClub } from '../../../club.tsx'
import { useGroupMembers, type GroupMember, type SubGroup } from '../../../data/groups.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useText } from '../../../text.ts'
import { useRemoval } from '../Moderation.tsx'
import type { Mention } from './answer.ts'
import { AnswerBox } from './AnswerBox.tsx'
import styles from './Conversation.module.css'
import { TalkMessage } from './TalkMessage.tsx'
import { useTalk } from './use-talk.ts'

interface ConversationProps {
  readonly group: GroupView
  /** null: what goes to the whole group */
  readonly subGroup: SubGroup | null
  readonly runs: boolean
}

/** One sub-group's talk, newest below, with the answer of the owner's side under it. */
export function Conversation({ group, subGroup, runs }: ConversationProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const talk = useTalk(ownerId, group.groupId, subGroup?.subGroupId ?? null)
  const [mentions, setMentions] = useState<readonly Mention[]>([])
  const mention = (one: Mention) =>
    setMentions((known) => (known.some(({ userId }) => userId === one.userId) ? known : [...known, one]))
  return (
    <section className={styles.conversation} aria-label={subGroup?.name ?? say('groups.talk.whole')}>
      <div className={styles.messages}>
        <Loaded query={talk.query} skeleton={<Skeleton lines={5} tall />}>
          {(items) => (
            <Messages group={group} subGroup={subGroup} runs={runs} items={items} talk={talk} onMention={mention} />
          )}
        </Loaded>
      </div>
      {runs && (
        <AnswerBox
          group={group}
          subGroup={subGroup}
          mentions={mentions}
          onMentions={setMentions}
          onSaid={talk.follow}
        />
      )}
    </section>
  )
}

interface MessagesProps extends ConversationProps {
  readonly items: readonly MessageView[]
  readonly talk: ReturnType<typeof useTalk>
  readonly onMention: (one: Mention) => void
}

function Messages({ group, subGroup, runs, items, talk, onMention }: MessagesProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const removal = useRemoval(group.groupId)
  const members = useGroupMembers(ownerId, group.groupId, subGroup?.number ?? null)
  const people = useMemo(
    () =>
      new Map<string, GroupMember>(
        members.data?.pages.flatMap(({ items: page }) => page.map((one) => [one.userId, one])),
      ),
    [members.data],
  )
  if (items.length === 0)
    return (
      <Empty
        title={say('groups.talk.empty')}
        hint={say(subGroup === null ? 'groups.talk.emptyWhole' : 'groups.talk.emptyHint')}
      />
    )
  return (
    <>
      {/* turned over, so that the browser itself keeps the newest in sight and nothing jumps when what is older comes */}
      <div className={styles.list} role="log" tabIndex={0} aria-label={say('groups.one.tabs.talk')}>
        <div className={styles.run}>
          {talk.hasOlder ? (
            <div className={styles.older}>
              <Button size="small" loading={talk.isLoadingOlder} onClick={() => void talk.loadOlder()}>
                {say('groups.talk.older')}
              </Button>
            </div>
          ) : (
            <p className={styles.older}>{say('groups.talk.start')}</p>
          )}
          {items.map((message) => (
            <TalkMessage
              key={message.messageId}
              group={group}
              message={message}
              member={people.get(message.from)}
              runs={runs}
              onMention={onMention}
              onRemove={removal.ask}
              onExpired={(seq) => void talk.again(seq)}
            />
          ))}
        </div>
      </div>
      {removal.dialog}
    </>
  )
}
