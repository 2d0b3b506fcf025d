import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { pastedPictures } from '../../shared/pasted-pictures.ts'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './Composer.module.css'
import { emoji } from './emoji.ts'
import { matching, mentionAt, mentionedIn, type Mentionable } from './mentions.ts'
import type { Draft, DraftFile } from './source.ts'

/** From so near its end on a text tells how much room is left. */
const tellRoom = 200
const suggestedMost = 6

/** What to call on from outside: «@他» of a message. */
export interface Callee extends Mentionable {
  readonly key: number
}

interface ComposerProps {
  readonly placeholder: string
  readonly textMost: number
  readonly mentionable: readonly Mentionable[]
  readonly callee: Callee | null
  readonly onSend: (draft: Draft) => void
  /** pictures that were pasted or picked; undefined: none may be sent here */
  readonly onPictures: ((files: readonly File[], kind: DraftFile['kind']) => void) | undefined
  /** more buttons behind «＋» */
  readonly tools: ReactNode
}

type Panel = 'emoji' | 'more'

/** Where one writes: grows with the words, calls on members by `@`, has a sheet of emoji in the keyboard's place. */
export function Composer({ placeholder, textMost, mentionable, callee, onSend, onPictures, tools }: ComposerProps) {
  const { t, i18n } = useTranslation()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [picked, setPicked] = useState<readonly Mentionable[]>([])
  const [panel, setPanel] = useState<Panel | null>(null)
  const [called, setCalled] = useState(0)
  const [choice, setChoice] = useState(0)
  const [hushed, setHushed] = useState<string | null>(null)
  const nextCaret = useRef<number | null>(null)
  const listId = useId()
  const put = (words: string, from: number, to: number) => {
    const next = (text.slice(0, from) + words + text.slice(to)).slice(0, textMost)
    setText(next)
    nextCaret.current = Math.min(from + words.length, next.length)
    setCaret(nextCaret.current)
  }
  if (callee !== null && callee.key !== called) {
    setCalled(callee.key)
    setPicked([...picked, callee])
    setText(`${text}@${callee.name} `.slice(0, textMost))
  }
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = '0'
    element.style.height = `${element.scrollHeight + 2}px`
    if (nextCaret.current === null) return
    element.setSelectionRange(nextCaret.current, nextCaret.current)
    nextCaret.current = null
  }, [text])
  useLayoutEffect(() => {
    if (called > 0) field.current?.focus()
  }, [called])

  const mention = mentionable.length === 0 ? null : mentionAt(text, caret)
  const found = mention === null || hushed === mention.typed ? [] : matching(mentionable, mention.typed, suggestedMost)
  const chosen = Math.min(choice, found.length - 1)
  const pick = (person: Mentionable) => {
    if (mention === null) return
    setPicked([...picked, person])
    put(`@${person.name} `, mention.start, caret)
    setChoice(0)
    field.current?.focus()
  }
  const send = () => {
    const words = text.trim()
    if (words === '') return
    onSend({ text: words, mentions: mentionedIn(words, picked) })
    setText('')
    setCaret(0)
    setPicked([])
    if (panel === 'emoji') setPanel(null)
    if (panel === null) field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (found.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        setChoice((chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
        return
      }
      const person = found[chosen]
      if ((event.key === 'Enter' || event.key === 'Tab') && person !== undefined) {
        event.preventDefault()
        pick(person)
        return
      }
      if (event.key === 'Escape') {
        event.stopPropagation()
        setHushed(mention?.typed ?? null)
        return
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') setPanel(null)
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = pastedPictures(event.clipboardData)
    if (files.length === 0 || onPictures === undefined) return
    event.preventDefault()
    onPictures(files, 'screenshot')
  }
  const toggle = (wanted: Panel) => {
    const opening = panel !== wanted
    setPanel(opening ? wanted : null)
    // the phone's keyboard makes room for the sheet
    if (opening) field.current?.blur()
    else field.current?.focus()
  }
  const room = textMost - text.length
  const expanded = found.length > 0
  return (
    <div className={styles.composer}>
      {expanded && (
        <ul id={listId} className={styles.found} role="listbox" aria-label={t('chat.mention')}>
          {found.map((person, index) => (
            <li
              key={person.userId}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className={styles.person}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar id={person.userId} name={person.name} size={1.75} />
              <MiddleEllipsis text={person.name} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <textarea
          ref={field}
          className={styles.field}
          rows={1}
          value={text}
          maxLength={textMost}
          placeholder={placeholder}
          aria-label={placeholder}
          enterKeyHint="send"
          aria-controls={expanded ? listId : undefined}
          aria-activedescendant={expanded ? `${listId}-${chosen}` : undefined}
          aria-autocomplete={mentionable.length > 0 ? 'list' : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setCaret(event.target.selectionStart)
            setHushed(null)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onFocus={() => setPanel(null)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="button"
          className={styles.tool}
          aria-label={t('chat.emoji')}
          aria-expanded={panel === 'emoji'}
          onClick={() => toggle('emoji')}
        >
          <Icon name="smile" size={1.625} />
        </button>
        {text.trim() !== '' ? (
          <button
            type="button"
            className={styles.send}
            aria-label={t('chat.send')}
            onPointerDown={(event) => event.preventDefault()}
            onClick={send}
          >
            <Icon name="send" size={1.125} />
          </button>
        ) : (
          (onPictures !== undefined || tools != null) && (
            <button
              type="button"
              className={styles.tool}
              aria-label={t('chat.tools')}
              aria-expanded={panel === 'more'}
              onClick={() => toggle('more')}
            >
              <Icon name="plus" size={1.625} />
            </button>
          )
        )}
      </div>
      {room <= tellRoom && (
        <p className={styles.room} role="status">
          {t('chat.room', { count: room, n: formatNumber(room, i18n.language) })}
        </p>
      )}
      {panel === 'emoji' && (
        <div className={styles.emoji} role="group" aria-label={t('chat.emoji')}>
          {emoji.map((one) => (
            <button key={one} type="button" onClick={() => put(one, caret, caret)}>
              {one}
            </button>
          ))}
        </div>
      )}
      {panel === 'more' && (
        <div className={styles.tools}>
          {onPictures !== undefined && (
            <Pictures
              onPictures={(files) => {
                setPanel(null)
                onPictures(files, 'picture')
              }}
            />
          )}
          {tools}
        </div>
      )}
    </div>
  )
}

function Pictures({ onPictures }: { readonly onPictures: (files: readonly File[]) => void }) {
  const { t } = useTranslation()
  return (
    <Tool icon="image" label={t('chat.picture')}>
      <input
        type="file"
        accept="image/*"
        multiple
        className={styles.file}
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </Tool>
  )
}

/** One thing behind «＋»: a square with its name; what does it lies inside. */
export function Tool({
  icon,
  label,
  children,
}: {
  readonly icon: 'image' | 'phone' | 'play'
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <label className={styles.square}>
      <span className={styles.face}>
        <Icon name={icon} size={1.625} />
      </span>
      <span>{label}</span>
      {children}
    </label>
  )
}
