import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkSeat, LinkView } from '../../../src/contract/linking.ts'
import { keepFocus, useModalFocus } from '../keep-focus.ts'
import { problemWords } from '../problem.ts'
import type { Call, CallState } from './call.ts'
import { CallIcon, type CallIconName } from './CallIcon.tsx'
import styles from './CallView.module.css'
import { clockOf } from './duration.ts'
import { hasTwoCameras, type SenseState } from './media.ts'
import { Tile } from './Tile.tsx'
import { useCall, useClock } from './useCall.ts'
import './words.ts'

interface CallViewProps {
  readonly link: LinkView
  /** the fan's id, or the owner's for the owner's side */
  readonly from: string
  /** what starting the link answered; null: it is joined here */
  readonly seat: LinkSeat | null
  readonly onClose: () => void
  /** the owner's side sends somebody out, or calls a ring off */
  readonly onSendOut?: (party: number) => void
  /** what else the owner's side can do: call a second fan */
  readonly more?: ReactNode
}

/** A call from joining to its end, over everything else: the same on the phone and in the console, dark in every theme as pictures are. */
export function CallView(props: CallViewProps) {
  const { link, from, seat, onClose } = props
  const { t } = useTranslation()
  const running = useCall(link, from, seat)
  const view = useRef<HTMLElement>(null)
  useModalFocus(view)
  const phase = running?.state.phase ?? 'joining'
  return (
    <section
      ref={view}
      className={styles.view}
      role="dialog"
      aria-modal="true"
      aria-label={t(`link.${link.kind}`)}
      tabIndex={-1}
      onKeyDown={keepFocus}
    >
      {running === null || phase === 'joining' ? (
        <p className={styles.centre} role="status">
          {t('link.connecting')}
        </p>
      ) : phase === 'in' ? (
        <Talk {...props} {...running} />
      ) : (
        <Ended state={running.state} onClose={onClose} />
      )}
    </section>
  )
}

type TalkProps = CallViewProps & { readonly call: Call; readonly state: CallState }

function Talk({ call, state, onSendOut, more }: TalkProps) {
  const { t } = useTranslation()
  const { link, own } = state
  const mine = link.parties.find(({ status, party }) => status !== 'out' && party === link.mine)
  const others = link.parties.filter((one) => one.status !== 'out' && one.party !== link.mine)
  return (
    <>
      <header className={styles.head}>
        <span className={styles.group}>{link.groupName}</span>
        <Clock state={state} />
      </header>
      <Senses call={call} own={own} kind={link.kind} />
      <div className={styles.tiles} data-others={others.length}>
        {others.map((one) => {
          const other = state.others.get(one.party)
          const picture = other?.told?.camera === true && (other.stream?.getVideoTracks().length ?? 0) > 0
          return (
            <Tile
              key={`${one.party}.${one.sitting}`}
              id={one.id}
              name={one.name ?? (one.who === 'owner' ? t('link.owner') : one.id)}
              stream={other?.stream ?? null}
              picture={picture}
              microphone={other?.told?.microphone ?? true}
              words={one.status === 'ringing' ? t('link.calling') : undefined}
              onSendOut={onSendOut === undefined ? undefined : () => onSendOut(one.party)}
              {...(other === undefined ? {} : { way: other.way, level: other.level })}
            />
          )
        })}
        {own !== null && (
          <Tile
            key="own"
            own
            id={mine?.id ?? ''}
            name={t('link.you')}
            stream={own.stream}
            picture={own.camera === 'on'}
            microphone={own.microphone === 'on'}
          />
        )}
      </div>
      {more}
      <Controls call={call} own={own} kind={link.kind} />
    </>
  )
}

function Clock({ state }: { readonly state: CallState }) {
  const { t } = useTranslation()
  const now = useClock(1_000)
  const { activeSince } = state
  if (activeSince === null) return <span role="status">{t('link.waiting')}</span>
  return <time className={styles.clock}>{clockOf((now - activeSince) / 1_000)}</time>
}

interface OwnProps {
  readonly call: Call
  readonly own: CallState['own']
  readonly kind: LinkView['kind']
}

const troubles: ReadonlySet<SenseState> = new Set(['denied', 'none', 'busy'])

/** Why the others do not hear or see him, and another try. */
function Senses({ call, own, kind }: OwnProps) {
  const { t } = useTranslation()
  const senses = (['microphone', 'camera'] as const).filter(
    (sense) => own !== null && troubles.has(own[sense]) && (sense === 'microphone' || kind === 'video'),
  )
  return senses.map((sense) => (
    <p key={sense} className={styles.trouble} role="alert">
      <span>{t(`link.sense.${sense}.${own?.[sense] as 'denied' | 'none' | 'busy'}`)}</span>
      <button type="button" onClick={() => void call.toggle(sense)}>
        {t('link.retry')}
      </button>
    </p>
  ))
}

function Controls({ call, own, kind }: OwnProps) {
  const { t } = useTranslation()
  const [twoCameras, setTwoCameras] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const camera = own?.camera
  useEffect(() => {
    let shown = true
    void hasTwoCameras().then((two) => shown && setTwoCameras(two))
    return () => void (shown = false)
  }, [camera])
  const hears = own?.microphone === 'on'
  const sees = camera === 'on'
  return (
    <footer className={styles.controls}>
      <Control
        icon={hears ? 'microphone' : 'microphoneOff'}
        off={!hears}
        words={t(hears ? 'link.mute' : 'link.unmute')}
        onClick={() => void call.toggle('microphone')}
      />
      {kind === 'video' && (
        <Control
          icon={sees ? 'camera' : 'cameraOff'}
          off={!sees}
          words={t(sees ? 'link.cameraOff' : 'link.cameraOn')}
          onClick={() => void call.toggle('camera')}
        />
      )}
      {kind === 'video' && twoCameras && (
        <Control icon="flip" words={t('link.flip')} onClick={() => void call.flip()} />
      )}
      <Control
        icon="hangUp"
        danger
        disabled={leaving}
        words={t('link.hangUp')}
        onClick={() => {
          setLeaving(true)
          void call.hangUp()
        }}
      />
    </footer>
  )
}

interface ControlProps {
  readonly icon: CallIconName
  readonly words: string
  readonly off?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Control({ icon, words, off = false, danger = false, disabled = false, onClick }: ControlProps) {
  return (
    <button
      type="button"
      className={styles.control}
      data-off={off}
      data-danger={danger}
      disabled={disabled}
      onClick={onClick}
    >
      <span className={styles.round}>
        <CallIcon name={icon} />
      </span>
      <span className={styles.words}>{words}</span>
    </button>
  )
}

/** What became of it. */
function Ended({ state, onClose }: { readonly state: CallState; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { phase, link, problem } = state
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [])
  const mine = link.parties.find(({ party }) => party === link.mine)
  const how = link.how ?? mine?.how ?? null
  const lasted =
    link.activeAt === null || link.endedAt === null
      ? null
      : (Date.parse(link.endedAt) - Date.parse(link.activeAt)) / 1_000
  const title = phase === 'failed' ? problemWords(problem, t).title : t(phase === 'moved' ? 'link.moved' : 'link.over')
  return (
    <div className={styles.centre} role="status">
      <p className={styles.title}>{title}</p>
      {phase === 'over' && how !== null && <p>{t(`link.overHow.${how}`)}</p>}
      {phase === 'over' && lasted !== null && (
        <p className={styles.clock}>{t('link.lasted', { time: clockOf(lasted) })}</p>
      )}
      <button ref={close} type="button" className={styles.close} onClick={onClose}>
        {t('link.close')}
      </button>
    </div>
  )
}
