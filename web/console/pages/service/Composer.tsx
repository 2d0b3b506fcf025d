import { Button, Input, Segmented } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { QuickReply } from '../../../../src/contract/service.ts'
import { useText } from '../../text.ts'
import styles from './Composer.module.css'
import { filled, offered } from './quick.ts'

/** What goes out: to the fan, to the desk alone, or a product's number. */
export type Mode = 'text' | 'note' | 'product'
const modes: readonly Mode[] = ['text', 'note', 'product']

const textMost = 2_000
const idForm = /^[A-Za-z0-9._:@-]{1,128}$/

interface ComposerProps {
  readonly field: RefObject<TextAreaRef | null>
  /** null: they are on their way */
  readonly replies: readonly QuickReply[] | null
  readonly known: { readonly name: string | null; readonly order: string | null }
  /** true once it is said, or waits in the thread; false: it is written still */
  readonly onSend: (mode: Mode, text: string) => Promise<boolean>
  readonly onManage: () => void
}

/** Where the desk writes: «/» brings quick replies, Enter sends, Shift+Enter goes to the next line. */
export function Composer({ field, replies, known, onSend, onManage }: ComposerProps) {
  const { say } = useText()
  const [mode, setMode] = useState<Mode>('text')
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(false)
  const composing = useRef(false)
  const asked = mode === 'text' && !closed ? offered(text, replies ?? []) : null
  const coming = asked !== null && replies === null
  const offers = coming ? null : asked
  const chosen = offers?.[Math.min(at, offers.length - 1)]
  const put = (reply: QuickReply) => {
    setText(filled(reply.text, known))
    setAt(0)
    field.current?.focus()
  }
  const words = text.trim()
  const wrong = mode === 'product' && words !== '' && !idForm.test(words)
  const [sending, setSending] = useState(false)
  const send = async () => {
    // what is asked for is not said instead
    if (words === '' || wrong || sending || coming) return
    if (mode === 'text') {
      setText('')
      return void onSend(mode, words)
    }
    setSending(true)
    const said = await onSend(mode, words)
    setSending(false)
    if (!said) return
    setText((now) => (now.trim() === words ? '' : now))
    setMode('text')
  }
  const onKey = (event: KeyboardEvent) => {
    if (composing.current || event.nativeEvent.isComposing) return
    if (asked !== null && event.key === 'Escape') {
      event.preventDefault()
      return setClosed(true)
    }
    if (offers !== null && offers.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        return setAt((Math.min(at, offers.length - 1) + step + offers.length) % offers.length)
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
        event.preventDefault()
        return put(chosen)
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  return (
    <div className={styles.composer}>
      {offers !== null && (
        <div className={styles.offers}>
          {offers.length === 0 ? (
            <p className={styles.none}>{say('service.noQuick')}</p>
          ) : (
            <ul role="listbox" aria-label={say('service.quick')} id="quick-replies">
              {offers.map((reply, index) => (
                <li
                  key={reply.replyId}
                  id={`quick-${reply.replyId}`}
                  role="option"
                  aria-selected={reply === chosen}
                  className={reply === chosen ? styles.chosen : styles.offer}
                  onMouseEnter={() => setAt(index)}
                  onMouseDown={(event) => {
                    event.preventDefault()
                    put(reply)
                  }}
                >
                  <b>/{reply.shortcut}</b>
                  <span>{filled(reply.text, known)}</span>
                </li>
              ))}
            </ul>
          )}
          <Button type="link" size="small" onClick={onManage}>
            {say('service.manageQuick')}
          </Button>
        </div>
      )}
      <div className={mode === 'note' ? styles.noteField : styles.field}>
        <Input.TextArea
          ref={field}
          value={text}
          maxLength={textMost}
          autoSize={{ minRows: 2, maxRows: 8 }}
          variant="borderless"
          placeholder={say(`service.placeholders.${mode}`)}
          aria-label={say(`service.placeholders.${mode}`)}
          role="combobox"
          aria-expanded={offers !== null && offers.length > 0}
          aria-controls="quick-replies"
          {...(chosen === undefined ? {} : { 'aria-activedescendant': `quick-${chosen.replyId}` })}
          status={wrong ? 'error' : ''}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
            setClosed(false)
          }}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={() => (composing.current = false)}
          onKeyDown={onKey}
        />
        <div className={styles.tools}>
          <Segmented<Mode>
            size="small"
            aria-label={say('service.mode')}
            value={mode}
            onChange={setMode}
            options={modes.map((value) => ({ value, label: say(`service.modes.${value}`) }))}
          />
          <span className={styles.hint}>{wrong ? say('service.productWrong') : say('service.sendHint')}</span>
          <Button
            type={mode === 'note' ? 'default' : 'primary'}
            disabled={words === '' || wrong || coming}
            loading={sending}
            onClick={() => void send()}
          >
            {say(mode === 'note' ? 'service.addNote' : 'service.send')}
          </Button>
        </div>
      </div>
    </div>
  )
}
