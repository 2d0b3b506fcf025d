import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { Icon, type IconName } from '../../shared/Icon.tsx'
import { useFan } from '../data/fan.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './ActionBar.module.css'
import type { SheetName } from './useSheet.ts'
import { useAct, useLikes } from './useActs.ts'

interface ActionBarProps {
  readonly club: ClubView
  readonly member: MemberView | null | undefined
  /** the action that «去完成» sent the fan to */
  readonly calledFor: string | null
  readonly onSheet: (name: SheetName) => void
}

/** Comment, shelf, gifts, like, share: what the demo can do. A platform's own app brings its own bar. */
export function ActionBar({ club, member, calledFor, onSheet }: ActionBarProps) {
  const { t } = useTranslation()
  const { demo } = useFan()
  if (demo === null) return <div className={styles.without} />
  const live = club.live !== null
  return (
    <div className={styles.bar} role="group" aria-label={t('actions.label')}>
      {live ? <Comment ownerId={club.ownerId} calledFor={calledFor === 'comment'} /> : <span className={styles.gap} />}
      <Round icon="bag" label={t('actions.shelf')} onPress={() => onSheet('shelf')} />
      {club.mode === 'live' && <Round icon="gift" label={t('actions.gift')} onPress={() => onSheet('gift')} />}
      {live && <Like ownerId={club.ownerId} calledFor={calledFor === 'like'} />}
      {live && <Share ownerId={club.ownerId} calledFor={calledFor === 'share'} member={member != null} />}
    </div>
  )
}

function Comment({ ownerId, calledFor }: { readonly ownerId: string; readonly calledFor: boolean }) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (calledFor) field.current?.focus()
  }, [calledFor])
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '' || act.isPending) return
    act.mutate(
      { kind: 'comment', text: said },
      { onSuccess: () => setText(''), onError: (error) => toastProblem(error, t) },
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

function Like({ ownerId, calledFor }: { readonly ownerId: string; readonly calledFor: boolean }) {
  const { t } = useTranslation()
  const like = useLikes(ownerId)
  const [beats, setBeats] = useState(0)
  return (
    <Round
      icon="heart"
      label={t('actions.like')}
      filled={beats > 0}
      called={calledFor}
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
  calledFor,
  member,
}: {
  readonly ownerId: string
  readonly calledFor: boolean
  readonly member: boolean
}) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  const share = async () => {
    const url = new URL(`/fan/${encodeURIComponent(ownerId)}`, window.location.href).href
    try {
      if (typeof navigator.share === 'function') await navigator.share({ url })
      else await navigator.clipboard.writeText(url)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
    }
    act.mutate(
      { kind: 'share' },
      {
        onSuccess: () => toast(t(member ? 'actions.shared' : 'actions.sharedGuest')),
        onError: (error) => toastProblem(error, t),
      },
    )
  }
  return <Round icon="share" label={t('actions.share')} called={calledFor} onPress={() => void share()} />
}

interface RoundProps {
  readonly icon: IconName
  readonly label: string
  readonly onPress: () => void
  readonly filled?: boolean
  readonly called?: boolean
  readonly children?: ReactNode
}

function Round({ icon, label, onPress, filled = false, called = false, children }: RoundProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (called) button.current?.focus()
  }, [called])
  return (
    <button
      ref={button}
      type="button"
      className={called ? `${styles.round} ${styles.called}` : styles.round}
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
