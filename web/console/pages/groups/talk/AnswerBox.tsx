import { Button, Input } from 'antd'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import { problemWords } from '../../../../shared/problem.ts'
import { useOnce } from '../../../../shared/use-once.ts'
import { useClub } from '../../../club.tsx'
import { groupsKey, oneGroupCalls, type SubGroup } from '../../../data/groups.ts'
import { useCommand } from '../../../data/use-command.ts'
import { Wrong } from '../../../parts/Wrong.tsx'
import { useText } from '../../../text.ts'
import { messageBounds } from '../bounds.ts'
import styles from './AnswerBox.module.css'

/** Who is called on. */
export interface Mention {
  readonly userId: string
  readonly name: string
}

interface AnswerBoxProps {
  readonly group: GroupView
  readonly subGroup: SubGroup | null
  readonly mentions: readonly Mention[]
  readonly onMentions: (mentions: readonly Mention[]) => void
  readonly onSaid: () => void
}

/** The owner's side answers in everyday talk; Enter sends, Shift+Enter is a new line. */
export function AnswerBox({ group, subGroup, mentions, onMentions, onSaid }: AnswerBoxProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const [text, setText] = useState('')
  const once = useOnce()
  const answer = useCommand({
    run: (api, words: string) =>
      once(
        {
          from: ownerId,
          kind: 'text' as const,
          text: words,
          ...(subGroup === null ? {} : { subGroupId: subGroup.subGroupId }),
          ...(mentions.length === 0 ? {} : { mentions: mentions.map(({ userId }) => userId) }),
        },
        (message, sendId) => oneGroupCalls(api, group.groupId).say({ ...message, sendId }),
      ),
    changes: [groupsKey(ownerId, 'desk')],
    then: () => {
      setText('')
      onMentions([])
      onSaid()
    },
    quiet: true,
  })
  const calls = mentions.map(({ name }) => `@${name} `).join('')
  const words = `${calls}${text.trim()}`
  const ready = text.trim() !== '' && words.length <= messageBounds.textMost
  const send = () => {
    if (ready && !answer.isPending) answer.mutate(words)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className={styles.box}>
      {answer.isError && <Wrong>{problemWords(answer.error, t).title}</Wrong>}
      {mentions.length > 0 && (
        <div className={styles.mentions}>
          {mentions.map(({ userId, name }) => (
            <Button
              key={userId}
              size="small"
              aria-label={say('groups.talk.unmention', { name })}
              onClick={() => onMentions(mentions.filter((one) => one.userId !== userId))}
            >
              @{name} ×
            </Button>
          ))}
        </div>
      )}
      <div className={styles.line}>
        <Input.TextArea
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            if (answer.isError) answer.reset()
          }}
          onKeyDown={onKeyDown}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={messageBounds.textMost}
          placeholder={say(subGroup === null ? 'groups.talk.answerWhole' : 'groups.talk.answer', {
            name: subGroup?.name ?? group.name,
          })}
          aria-label={say('groups.talk.answerLabel')}
        />
        <Button type="primary" disabled={!ready} loading={answer.isPending} onClick={send}>
          {say('groups.talk.send')}
        </Button>
      </div>
    </div>
  )
}
