import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { ClubView, MemberView, ScreenLine } from '../../../src/contract/views.ts'
import { ClubPanel } from '../club/ClubPanel.tsx'
import { useFan } from '../data/fan.tsx'
import { useLevelUp, useScreen } from '../data/live.ts'
import { Sheet } from '../parts/Sheet.tsx'
import { asideWidth } from '../shell/Frame.tsx'
import { useMediaQuery } from '../../shared/motion.ts'
import { toast } from '../parts/toast.ts'
import { Optional } from '../shell/Boundary.tsx'
import { ActionBar, type Called } from './ActionBar.tsx'
import { JoinCard } from './JoinCard.tsx'
import { LevelUp } from './LevelUp.tsx'
import { News } from './News.tsx'
import { PublicScreen } from './PublicScreen.tsx'
import { Stage } from '../../shared/Stage.tsx'
import styles from './Room.module.css'
import { TopBar } from './TopBar.tsx'
import { useSheet } from './useSheet.ts'
import { useWatching } from './useActs.ts'
import { Welcome } from './Welcome.tsx'
import { lazyPart } from '../parts/lazy-part.ts'

// Sheets come when they are first opened: the room itself is what a phone loads first.
const Shelf = lazyPart(() => import('./Shelf.tsx').then((file) => file.Shelf))
const Luck = lazyPart(() => import('../luck/Luck.tsx').then((file) => file.Luck))
const Told = lazyPart(() => import('../luck/Told.tsx').then((file) => file.Told))
const GiftSheet = lazyPart(() => import('./GiftSheet.tsx').then((file) => file.GiftSheet))
const ProfileCard = lazyPart(() => import('../me/ProfileCard.tsx').then((file) => file.ProfileCard))

interface RoomProps {
  readonly club: ClubView
  /** undefined while loading, null for who is not a member */
  readonly member: MemberView | null | undefined
}

/** The full-bleed room: stage, public screen, actions; sheets over it. */
export function Room({ club, member }: RoomProps) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const wide = useMediaQuery(asideWidth)
  const { ownerId, live } = club
  const { sheet, open, close } = useSheet()
  const [person, setPerson] = useState<ScreenLine | null>(null)
  const [welcome, setWelcome] = useState<MemberView | null>(null)
  const { lines, failed } = useScreen(live?.sessionId ?? null)
  const levelUp = useLevelUp(member)
  useWatching(ownerId, live !== null)
  const called = useCalledFor()
  const navigate = useNavigate()
  const joinButton = useRef<HTMLDivElement>(null)
  const shopping = club.mode === 'shopping'
  const toClub = () => (wide ? document.getElementById('tf-aside')?.focus() : open('club'))
  const moment = welcome !== null || levelUp.reached !== null
  const scene = live === null ? 'closed' : shopping ? 'shop' : 'studio'
  return (
    <main className={`tf-dark ${styles.room}`} aria-label={t('room.label', { name: club.name })}>
      <Stage ownerId={ownerId} scene={scene} />
      <div className={styles.front}>
        <TopBar club={club} member={member} onClub={toClub} />
        <div className={styles.middle}>
          {live !== null && (
            <Optional>
              <Luck
                key={live.sessionId}
                club={club}
                sessionId={live.sessionId}
                member={member}
                busy={moment}
                onJoin={() => (member == null ? joinButton.current?.querySelector('button')?.focus() : toClub())}
                onSay={(phrase) =>
                  void navigate(
                    { search: `?${new URLSearchParams({ do: 'comment', say: phrase })}` },
                    { replace: true },
                  )
                }
              />
            </Optional>
          )}
          {/* the club panel, where it is open, tells it itself */}
          {live === null && sheet !== 'club' && !wide && !moment && (
            <Optional>
              <Told ownerId={ownerId} />
            </Optional>
          )}
          {member != null && <News ownerId={ownerId} covered={sheet !== null} onOpen={toClub} />}
        </div>
        {live === null && (
          <div className={styles.offAir}>
            <h2>{t('room.offAir')}</h2>
            <p>{t('room.offAirHint')}</p>
          </div>
        )}
        {live !== null && (
          <PublicScreen
            lines={lines}
            failed={failed}
            mode={club.mode}
            onPerson={(line) => {
              setPerson(line)
              open('person')
            }}
          />
        )}
        {member === null && (
          <div ref={joinButton}>
            <JoinCard club={club} onJoined={setWelcome} />
          </div>
        )}
        <ActionBar club={club} member={member} called={called} onSheet={open} />
      </div>
      <Sheet open={sheet === 'club' && !wide} title={t('club.title')} onClose={close} height="full">
        <ClubPanel ownerId={ownerId} place="sheet" />
      </Sheet>
      {demo !== null && (
        <>
          <Sheet open={sheet === 'shelf' || sheet === 'orders'} title={t('shelf.title')} onClose={close} height="full">
            <Shelf ownerId={ownerId} member={member} tab={sheet === 'orders' ? 'orders' : 'shelf'} onTab={open} />
          </Sheet>
          <Sheet open={sheet === 'gift'} title={t('gift.title')} onClose={close}>
            <GiftSheet ownerId={ownerId} sessionId={live?.sessionId ?? null} onSent={() => toast(t('gift.sent'))} />
          </Sheet>
        </>
      )}
      <Sheet open={sheet === 'person' && person !== null} title={t('profile.title')} onClose={close}>
        {person !== null && <ProfileCard club={club} line={person} />}
      </Sheet>
      {welcome !== null && <Welcome member={welcome} club={club} onDone={() => setWelcome(null)} />}
      {welcome === null && levelUp.reached !== null && <LevelUp member={levelUp.reached} onDone={levelUp.done} />}
    </main>
  )
}

/** «去完成» leads here with `?do=comment`, «去评论口令» also with what to `say`: done once each time, then the address is clean again. */
function useCalledFor(): Called | null {
  const [values, setValues] = useSearchParams()
  const [wanted, say] = [values.get('do'), values.get('say') ?? '']
  const [called, setCalled] = useState<Called | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const wish = wanted === null ? null : `${wanted} ${say}`
  if (wish !== taken) {
    setTaken(wish)
    if (wanted !== null) setCalled({ to: wanted, say, key: (called?.key ?? 0) + 1 })
  }
  useEffect(() => {
    if (wanted !== null) setValues({}, { replace: true })
  }, [wanted, setValues])
  return called
}
