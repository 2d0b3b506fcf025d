import { Button } from 'antd'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import type { MessageView } from '../../../../../src/contract/messages.ts'
import { Badge } from '../../../../shared/Badge.tsx'
import { formatDateTime } from '../../../../shared/format.ts'
import { MessageBody } from '../../../../shared/message/MessageBody.tsx'
import { useClub } from '../../../club.tsx'
import { groupsKey, oneGroupCalls, type GroupMember } from '../../../data/groups.ts'
import { useCommand } from '../../../data/use-command.ts'
import { Mark } from '../../../parts/Chip.tsx'
import { nameOf, When } from '../../../parts/Person.tsx'
import { useText } from '../../../text.ts'
import { MuteButton, type Moderated } from '../Moderation.tsx'
import { useIsMain } from '../use-runs.ts'
import type { Mention } from './answer.ts'
import styles from './TalkMessage.module.css'

interface TalkMessageProps {
  readonly group: GroupView
  readonly message: MessageView
  /** who said it, if he still sits here */
  readonly member: GroupMember | undefined
  readonly runs: boolean
  readonly onMention: (one: Mention) => void
  readonly onRemove: (person: Moderated) => void
  /** reads the message again */
  readonly onExpired: (seq: number) => void
}

/** One message with who said it, and what the owner's side can do about it. */
export function TalkMessage({ group, message, member, runs, onMention, onRemove, onExpired }: TalkMessageProps) {
  const { say } = useText()
  const owner = message.sender.kind === 'owner'
  const person = { userId: message.from, name: message.sender.name }
  return (
    <article className={owner ? styles.own : styles.message} data-kind={message.kind}>
      <header className={styles.who}>
        {member?.level != null && member.badge !== null && (
          <Badge
            level={member.level}
            name={member.badge.name}
            lit={member.badge.lit}
            title={`Lv${member.level}${member.tier ?? ''}`}
            explains={false}
          />
        )}
        <b className={styles.name}>{owner ? (message.sender.name ?? say('groups.talk.owner')) : nameOf(person, say)}</b>
        {owner && <Mark>{say(`groups.talk.scope.${message.scope}`)}</Mark>}
        {message.sender.imitates === true && <Mark>{say('groups.members.notOfficial')}</Mark>}
        {member?.mute != null && <Mark tone="warn">{say('groups.members.muted')}</Mark>}
        <span className={styles.when}>
          <When at={message.at} format={formatDateTime} />
        </span>
      </header>
      {message.kind === 'deleted' ? (
        <p className={styles.deleted}>{say('groups.talk.deleted')}</p>
      ) : (
        <div className={styles.body}>
          <MessageBody message={message} own={owner} onExpired={() => onExpired(message.seq)} />
        </div>
      )}
      {runs && message.kind !== 'deleted' && (
        <footer className={styles.acts}>
          {!owner && (
            <Button
              size="small"
              type="text"
              onClick={() => onMention({ userId: person.userId, name: nameOf(person, say) })}
            >
              {say('groups.talk.reply')}
            </Button>
          )}
          <DeleteButton group={group} message={message} />
          {!owner && member !== undefined && (
            <>
              <MuteButton groupId={group.groupId} person={person} muted={member.mute !== null} text />
              <Button size="small" type="text" danger onClick={() => onRemove(person)}>
                {say('groups.moderation.remove')}
              </Button>
            </>
          )}
        </footer>
      )}
    </article>
  )
}

function DeleteButton({ group, message }: { readonly group: GroupView; readonly message: MessageView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const main = useIsMain()
  const remove = useCommand({
    run: (api) => oneGroupCalls(api, group.groupId).unsay(message.messageId),
    changes: [groupsKey(ownerId, group.groupId, 'talk')],
    done: () => say('groups.moderation.deleted'),
  })
  // what went to all groups is the main account's to take back
  if (message.scope === 'allGroups' && !main) return null
  return (
    <Button size="small" type="text" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
      {say('groups.moderation.delete')}
    </Button>
  )
}
