import { Button, Input } from 'antd'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
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
import { pastedPictures } from '../../../../shared/pasted-pictures.ts'
import { leftOf, type Answer, type Mention } from './answer.ts'
import styles from './AnswerBox.module.css'
import { Pasted } from './Pasted.tsx'

interface AnswerBoxProps {
  readonly group: GroupView
  readonly subGroup: SubGroup | null
  readonly mentions: readonly Mention[]
  readonly onMentions: (mentions: readonly Mention[]) => void
  readonly onSaid: () => void
}

/** What is said: who is called on, then the words. */
const wordsOf = ({ text, mentions }: Answer): string =>
  `${mentions.map(({ name }) => `@${name} `).join('')}${text.trim()}`

/** The owner's side answers in everyday talk; Enter sends, Shift+Enter is a new line. */
export function AnswerBox({ group, subGroup, mentions, onMentions, onSaid }: AnswerBoxProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const [text, setText] = useState('')
  const [pasted, setPasted] = useState<{ readonly file: File; readonly preview: string } | null>(null)
  const once = useOnce()
  const answer = useCommand({
    run: (api, sent: Answer) =>
      once(
        {
          from: ownerId,
          kind: 'text' as const,
          text: wordsOf(sent),
          ...(subGroup === null ? {} : { subGroupId: subGroup.subGroupId }),
          ...(sent.mentions.length === 0 ? {} : { mentions: sent.mentions.map(({ userId }) => userId) }),
        },
        (message, sendId) => oneGroupCalls(api, group.groupId).say({ ...message, sendId }),
      ),
    changes: [groupsKey(ownerId, 'desk')],
    then: (_, sent) => {
      setText((now) => leftOf({ text: now, mentions }, sent).text)
      onMentions(leftOf({ text, mentions }, sent).mentions)
      onSaid()
    },
    quiet: true,
  })
  const ready = text.trim() !== '' && wordsOf({ text, mentions }).length <= messageBounds.textMost
  const send = () => {
    if (ready && !answer.isPending) answer.mutate({ text, mentions })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const onPaste = (event: ClipboardEvent) => {
    const [file] = pastedPictures(event.clipboardData)
    if (file === undefined || pasted !== null) return
    event.preventDefault()
    setPasted({ file, preview: URL.createObjectURL(file) })
  }
  const dropPasted = () => {
    if (pasted !== null) URL.revokeObjectURL(pasted.preview)
    setPasted(null)
  }
  return (
    <div className={styles.box}>
      {pasted !== null && <Pasted {...pasted} group={group} subGroup={subGroup} onDone={dropPasted} onSaid={onSaid} />}
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
          onPaste={onPaste}
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
