import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../src/contract/linking.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { keepFocus, useModalFocus } from '../../shared/keep-focus.ts'
import { CallIcon } from '../../shared/linking/CallIcon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './FanCall.module.css'

interface IncomingProps {
  readonly link: LinkView
  readonly onAccept: () => void
  /** declined, or it has rung long enough */
  readonly onGone: () => void
}

/** Buzz, buzz, and a pause. */
const buzz = [400, 200, 400]
const BUZZ_EVERY_MS = 2_500
/** As long as it rings (linkLimits.ringSeconds), and a little for the answer of the server. */
const RINGS_MS = 31_000

/** Somebody calls: who, from which group, and the two answers. It rings by trembling alone. */
export function Incoming({ link, onAccept, onGone }: IncomingProps) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const dialog = useRef<HTMLDivElement>(null)
  const accept = useRef<HTMLButtonElement>(null)
  useModalFocus(dialog, true, accept)
  const decline = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/links/{linkId}/leave', { params: { path: { linkId: link.linkId } }, body: { from: userId } }),
      ),
    // called off, or missed meanwhile: it is gone all the same
    onSettled: onGone,
  })
  const gone = useEffectEvent(onGone)
  useEffect(() => {
    const tremble = () => void navigator.vibrate?.(buzz)
    tremble()
    const again = setInterval(tremble, BUZZ_EVERY_MS)
    const over = setTimeout(() => gone(), RINGS_MS)
    return () => {
      clearInterval(again)
      clearTimeout(over)
      void navigator.vibrate?.(0)
    }
  }, [])
  // the way out of a dialog, and of this one: no
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    keepFocus(event)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (!decline.isPending) decline.mutate()
  }
  return (
    <div
      ref={dialog}
      className={styles.incoming}
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="link-who"
      aria-describedby="link-what"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={styles.who}>
        <span className={styles.pulse}>
          <Avatar id={link.ownerId} name={link.ownerName} size={5.5} />
        </span>
        <p id="link-who" className={styles.name}>
          <MiddleEllipsis text={link.ownerName} />
        </p>
        <p id="link-what">{t(`link.incoming.${link.kind}`)}</p>
        <p className={styles.group}>
          <MiddleEllipsis text={link.groupName} />
        </p>
      </div>
      <div className={styles.answers}>
        <button
          type="button"
          className={styles.answer}
          data-look="decline"
          disabled={decline.isPending}
          onClick={() => decline.mutate()}
        >
          <span>
            <CallIcon name="hangUp" size={1.75} />
          </span>
          {t('link.incoming.decline')}
        </button>
        <button ref={accept} type="button" className={styles.answer} data-look="accept" onClick={onAccept}>
          <span>
            <CallIcon name={link.kind === 'video' ? 'camera' : 'call'} size={1.75} />
          </span>
          {t('link.incoming.accept')}
        </button>
      </div>
    </div>
  )
}
