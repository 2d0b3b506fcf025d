import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { copyText } from '../../shared/copy.ts'
import { Icon, type IconName } from '../../shared/Icon.tsx'
import { useFan } from '../data/fan.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './ActionBar.module.css'
import type { SheetName } from './useSheet.ts'
import { useAct, useLikes } from './useActs.ts'

/** What «去完成» sent the fan to do, with words for the comment field; a new `key` each time. */
export interface Called {
  readonly to: string
  readonly say: string
  readonly key: number
}

interface ActionBarProps {
  readonly club: ClubView
  readonly member: MemberView | null | undefined
  readonly called: Called | null
  readonly onSheet: (name: SheetName) => void
}

/** Comment, shelf, gifts, like, share: what the demo can do. A platform's own app brings its own bar. */
export function ActionBar({ club, member, called, onSheet }: ActionBarProps) {
  const { t } = useTranslation()
  const { demo } = useFan()
  if (demo === null) return <div className={styles.without} />
  const live = club.live !== null
  const callFor = (to: string) => (called?.to === to ? called : null)
  return (
    <div className={styles.bar} role="group" aria-label={t('actions.label')}>
      {live ? <Comment ownerId={club.ownerId} called={callFor('comment')} /> : <span className={styles.gap} />}
      <Round icon="bag" label={t('actions.shelf')} onPress={() => onSheet('shelf')} />
      {club.mode === 'live' && <Round icon="gift" label={t('actions.gift')} onPress={() => onSheet('gift')} />}
      {live && <Like ownerId={club.ownerId} called={callFor('like')} />}
      {live && <Share ownerId={club.ownerId} called={callFor('share')} member={member != null} />}
    </div>
  )
}

function Comment({ ownerId, called }: { readonly ownerId: string; readonly called: Called | null }) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  const [text, setText] = useState('')
  const [filledBy, setFilledBy] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const call = called?.key ?? 0
  if (called !== null && called.say !== '' && filledBy !== call) {
    setFilledBy(call)
    setText(called.say)
  }
  useEffect(() => {
    if (call > 0) field.current?.focus()
  }, [call])
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '' || act.isPending) return
    act.mutate(
      { kind: 'comment', text: said },
      {
        // what he types meanwhile stays
        onSuccess: () => setText((now) => (now.trim() === said ? '' : now)),
        onError: (error) => toastProblem(error, t),
      },
    )
  }
  return (
    <form className={styles.comment} onSubmit={send}>
      <input
        ref={field}
        className={styles.field}
        value={text}
        maxLength={200}
        placeholder={t('actions.say')}
        aria-label={t('actions.say')}
        enterKeyHint="send"
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() !== '' && (
        <button type="submit" className={styles.send} aria-label={t('actions.send')} disabled={act.isPending}>
          <Icon name="send" size={1.125} />
        </button>
      )}
    </form>
  )
}

function Like({ ownerId, called }: { readonly ownerId: string; readonly called: Called | null }) {
  const { t } = useTranslation()
  const like = useLikes(ownerId)
  const [beats, setBeats] = useState(0)
  return (
    <Round
      icon="heart"
      label={t('actions.like')}
      filled={beats > 0}
      called={called}
      onPress={() => {
        setBeats(beats + 1)
        like()
      }}
    >
      {beats > 0 && (
        <span key={beats} className={styles.beat} aria-hidden="true">
          <Icon name="heart" filled />
        </span>
      )}
    </Round>
  )
}

function Share({
  ownerId,
  called,
  member,
}: {
  readonly ownerId: string
  readonly called: Called | null
  readonly member: boolean
}) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  const share = async () => {
    const url = new URL(`/fan/${encodeURIComponent(ownerId)}`, window.location.href).href
    try {
      if (typeof navigator.share === 'function') await navigator.share({ url })
      else await copyText(url)
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) toast(t('wallet.notCopied'))
      return
    }
    act.mutate(
      { kind: 'share' },
      {
        onSuccess: () => toast(t(member ? 'actions.shared' : 'actions.sharedGuest')),
        onError: (error) => toastProblem(error, t),
      },
    )
  }
  return <Round icon="share" label={t('actions.share')} called={called} onPress={() => void share()} />
}

interface RoundProps {
  readonly icon: IconName
  readonly label: string
  readonly onPress: () => void
  readonly filled?: boolean
  readonly called?: Called | null
  readonly children?: ReactNode
}

function Round({ icon, label, onPress, filled = false, called = null, children }: RoundProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (called !== null) button.current?.focus()
  }, [called])
  return (
    <button
      ref={button}
      type="button"
      className={called === null ? styles.round : `${styles.round} ${styles.called}`}
      aria-label={label}
      onClick={onPress}
    >
      <span className={filled ? styles.liked : undefined}>
        <Icon name={icon} size={1.375} filled={filled} />
      </span>
      {children}
    </button>
  )
}
