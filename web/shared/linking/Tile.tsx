import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hueOf } from '../hue.ts'
import { CallIcon } from './CallIcon.tsx'
import type { Way } from './peer.ts'
import styles from './Tile.module.css'
import { useClock } from './useCall.ts'

interface TileProps {
  /** for the colour behind the initial */
  readonly id: string
  readonly name: string
  readonly stream: MediaStream | null
  /** whether there is a picture to show */
  readonly picture: boolean
  readonly microphone: boolean
  /** own picture: mirrored, and never heard */
  readonly own?: boolean
  readonly way?: Way
  readonly level?: () => number
  /** what stands under the name instead of a picture: calling … */
  readonly words?: string | undefined
  readonly onSendOut?: (() => void) | undefined
}

const LEVEL_MS = 300
const SPEAKS = 0.02

/** One who takes part: the picture, or the initial with a ring that moves when he speaks. */
export function Tile(props: TileProps) {
  const { id, name, picture, microphone, own = false, way, words, onSendOut } = props
  const { t } = useTranslation()
  const [initial = '?'] = name
  const said = words ?? (way === undefined || way === 'good' ? undefined : t(`link.way.${way}`))
  return (
    <figure className={styles.tile} data-own={own} data-picture={picture} aria-label={name}>
      <Media {...props} />
      {!picture && (
        <span className={styles.face} style={{ background: `hsl(${hueOf(id)} 38% 36%)` }} aria-hidden="true">
          <Ring {...props} />
          {initial.toUpperCase()}
        </span>
      )}
      <figcaption className={styles.name}>
        {!microphone && words === undefined && (
          <span className={styles.muted} role="img" aria-label={t('link.muted')}>
            <CallIcon name="microphoneOff" size={0.875} />
          </span>
        )}
        <span className={styles.text}>{name}</span>
        {said !== undefined && <span className={styles.said}>{said}</span>}
      </figcaption>
      {onSendOut !== undefined && (
        <button type="button" className={styles.sendOut} onClick={onSendOut}>
          {t('link.queue.sendOut')}
        </button>
      )}
    </figure>
  )
}

/** Sound and picture; where the browser waits for a touch before it plays, one is asked for. */
function Media({ stream, picture, own = false }: TileProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [waits, setWaits] = useState(false)
  const play = () =>
    video.current?.play().then(
      () => setWaits(false),
      (error: unknown) => setWaits(error instanceof DOMException && error.name === 'NotAllowedError'),
    )
  const tracks = stream?.getTracks().length ?? 0
  useEffect(() => {
    const element = video.current
    if (element === null || stream === null) return
    element.srcObject = stream
    void play()
    return () => void (element.srcObject = null)
  }, [stream, tracks])
  return (
    <>
      <video
        ref={video}
        className={styles.video}
        data-shown={picture}
        data-own={own}
        muted={own}
        playsInline
        autoPlay
      />
      {waits && (
        <button type="button" className={styles.play} onClick={() => void play()}>
          {t('link.sound')}
        </button>
      )}
    </>
  )
}

function Ring({ level }: TileProps) {
  useClock(LEVEL_MS)
  const loud = level?.() ?? 0
  return <span className={styles.ring} data-speaks={loud > SPEAKS} />
}
