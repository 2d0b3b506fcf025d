import { Button, Form, Input, Segmented } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModerationView, WordAction } from '../../../../src/contract/moderation.ts'
import { formatNumber } from '../../../shared/format.ts'
import { ApiProblem, problemWords } from '../../../shared/problem.ts'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useModerationWords, type ModerationWord } from '../../data/moderation.ts'
import { Chip, Mark } from '../../parts/Chip.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { actions, moderationBounds } from './bounds.ts'
import styles from './Moderation.module.css'
import { tooLong, wordsOf } from './typed.ts'
import { useChange } from './use-change.ts'

const tones = { block: 'bad', mask: 'warn', report: 'quiet' } as const

interface WordsPanelProps {
  readonly ownerId: string | null
  readonly view: ModerationView
}

/** The list of words: what becomes of a message that holds one, added in bulk, taken out one by one. */
export function WordsPanel({ ownerId, view }: WordsPanelProps) {
  const { say, language } = useText()
  const [action, setAction] = useState<WordAction | null>(null)
  const [adding, setAdding] = useState(false)
  const query = useModerationWords(ownerId, action)
  const number = (value: number) => formatNumber(value, language)
  const most = ownerId === null ? moderationBounds.wordsMost : moderationBounds.ownerWordsMost
  const count = view.words.block + view.words.mask + view.words.report
  return (
    <Panel
      flush
      title={say('moderation.words', { n: number(count), most: number(most) })}
      hint={say(ownerId === null ? 'moderation.wordsPlatformHint' : 'moderation.wordsHint')}
      actions={<NowButton onClick={() => setAdding(true)}>{say('moderation.add')}</NowButton>}
    >
      {(count > 0 || action !== null) && (
        <div className={styles.tools}>
          {actions.map((each) => (
            <Chip key={each} on={action === each} onToggle={() => setAction(action === each ? null : each)}>
              {say(`moderation.actions.${each}`)} {number(view.words[each])}
            </Chip>
          ))}
        </div>
      )}
      <Loaded query={query} skeleton={<Skeleton lines={3} />}>
        {({ pages }) => {
          const words = pages.flatMap((page) => page.items)
          if (words.length === 0)
            return (
              <Empty
                title={say(action === null ? 'moderation.noWords' : 'moderation.noneOf')}
                {...(action === null
                  ? { hint: say(ownerId === null ? 'moderation.noWordsPlatformHint' : 'moderation.noWordsHint') }
                  : {})}
              />
            )
          return (
            <>
              <ul className={styles.words}>
                {words.map((word) => (
                  <Word key={word.word} ownerId={ownerId} word={word} />
                ))}
              </ul>
              <MoreButton query={query} />
            </>
          )
        }}
      </Loaded>
      <AddDialog ownerId={ownerId} open={adding} onClose={() => setAdding(false)} />
    </Panel>
  )
}

function Word({ ownerId, word }: Pick<WordsPanelProps, 'ownerId'> & { readonly word: ModerationWord }) {
  const { say } = useText()
  const row = useRef<HTMLLIElement>(null)
  const remove = useChange(ownerId, { done: () => say('moderation.removed', { word: word.word }) })
  // the focus of a word that goes is its neighbour's
  useLayoutEffect(() => {
    const here = row.current
    return () => {
      const next = here?.nextElementSibling ?? here?.previousElementSibling
      if (here?.contains(document.activeElement) === true) next?.querySelector('button')?.focus()
    }
  }, [])
  return (
    <li ref={row} className={styles.word}>
      <span className={styles.letters}>{word.word}</span>
      <Mark tone={tones[word.action]}>{say(`moderation.actions.${word.action}`)}</Mark>
      <Button
        size="small"
        type="text"
        icon={<Icon name="close" />}
        loading={remove.isPending}
        aria-label={say('moderation.removeWord', { word: word.word })}
        onClick={() => remove.mutate({ without: [word.word] })}
      />
    </li>
  )
}

interface AddValues {
  readonly typed: string
  readonly action: WordAction
}

function AddDialog({
  ownerId,
  open,
  onClose,
}: Pick<WordsPanelProps, 'ownerId'> & { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { t } = useTranslation()
  const [sent, setSent] = useState<readonly string[]>([])
  const add = useChange(ownerId, { done: () => say('moderation.added', { n: sent.length }), quiet: true })
  return (
    <FormDialog
      form="moderation-words"
      open={open}
      onClose={onClose}
      title={say('moderation.add')}
      ok={say('moderation.add')}
      command={add}
      lede={say('moderation.addLede')}
    >
      {add.isError && (
        <Wrong>
          {unfindable(add.error, sent, (word) => say('moderation.unfindable', { word })) ??
            problemWords(add.error, t).title}
        </Wrong>
      )}
      <Form<AddValues>
        id="moderation-words"
        layout="vertical"
        initialValues={{ typed: '', action: 'block' }}
        onFinish={({ typed, action }) => {
          const words = wordsOf(typed)
          setSent(words)
          add.mutate({ words: words.map((word) => ({ word, action })) }, { onSuccess: onClose })
        }}
      >
        <Form.Item<AddValues> name="action" label={say('moderation.action')}>
          <ActionChoice />
        </Form.Item>
        <Form.Item<AddValues>
          name="typed"
          label={say('moderation.typed')}
          extra={say('moderation.typedHint')}
          rules={[
            {
              validator: (_, typed: string) => {
                const words = wordsOf(typed)
                const long = tooLong(words)
                if (words.length === 0) return Promise.reject(new Error(say('word.required')))
                if (words.length > moderationBounds.changesMost)
                  return Promise.reject(new Error(say('moderation.tooMany', { n: moderationBounds.changesMost })))
                return long === null
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('moderation.tooLong', { word: long, n: moderationBounds.wordMost })))
              },
            },
          ]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 5, maxRows: 14 }} />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}

/** What becomes of a message with such a word, each with what it means. A form's control. */
function ActionChoice({
  value = 'block',
  onChange,
}: {
  readonly value?: WordAction
  readonly onChange?: (action: WordAction) => void
}) {
  const { say } = useText()
  return (
    <div className={styles.action}>
      <Segmented<WordAction>
        block
        value={value}
        onChange={(next) => onChange?.(next)}
        options={actions.map((each) => ({ value: each, label: say(`moderation.actions.${each}`) }))}
        aria-label={say('moderation.action')}
      />
      <p className={styles.hint}>{say(`moderation.means.${value}`)}</p>
    </div>
  )
}

/** Names the word in which nothing can be looked for, as the refusal tells it by its place. */
function unfindable(error: unknown, sent: readonly string[], words: (word: string) => string): string | null {
  if (!(error instanceof ApiProblem)) return null
  const place = error.errors.map(({ path }) => /^body\/words\/(\d+)/.exec(path)?.[1]).find((at) => at !== undefined)
  const word = place === undefined ? undefined : sent[Number(place)]
  return word === undefined ? null : words(word)
}
