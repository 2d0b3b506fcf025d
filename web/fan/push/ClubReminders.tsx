import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReachSettingsView } from '../../../src/contract/reach.ts'
import { useApi } from '../../shared/connection.tsx'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useFan } from '../data/fan.tsx'
import { userQuery } from '../data/queries.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import styles from './RemindersPage.module.css'
import { differing, switchesOf, useChangeClub } from './settings.ts'
import { Switches } from './Switches.tsx'

interface Club {
  readonly ownerId: string
  readonly name: string
}

/** Clubs one by one: what is different for each, and where it is changed. */
export function ClubReminders({ settings }: { readonly settings: ReachSettingsView }) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const user = useQuery(userQuery(useApi(), userId))
  const [club, setClub] = useState<Club | null>(null)
  const [open, setOpen] = useState(false)
  const clubs = new Map<string, Club>()
  for (const { ownerId, ownerName } of [...(user.data?.clubs ?? []), ...settings.clubs])
    clubs.set(ownerId, { ownerId, name: ownerName })
  if (clubs.size === 0) return null
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('reminders.clubs')}</h2>
      <p className={styles.hint}>{t('reminders.clubsHint')}</p>
      <ul>
        {[...clubs.values()].map((one) => {
          const count = Object.keys(switchesOf(settings, one.ownerId)).length
          const show = () => {
            setClub(one)
            setOpen(true)
          }
          return (
            <li key={one.ownerId}>
              <button type="button" className={styles.club} onClick={show}>
                <Avatar id={one.ownerId} name={one.name} />
                <span className={styles.clubName}>
                  <MiddleEllipsis text={one.name} />
                </span>
                <span className={styles.hint}>
                  {count === 0 ? t('reminders.same') : t('reminders.differs', { count })}
                </span>
                <Icon name="next" size={1} />
              </button>
            </li>
          )
        })}
      </ul>
      <Sheet open={open} title={club?.name ?? ''} onClose={() => setOpen(false)}>
        {club !== null && <OneClub key={club.ownerId} club={club} settings={settings} />}
      </Sheet>
    </section>
  )
}

function OneClub({ club, settings }: { readonly club: Club; readonly settings: ReachSettingsView }) {
  const { t } = useTranslation()
  const change = useChangeClub(club)
  const own = switchesOf(settings, club.ownerId)
  return (
    <div className={styles.card}>
      <Switches
        values={{ ...settings, ...own }}
        onChange={(wanted) => change.mutate(differing(settings, { ...own, ...wanted }))}
      />
      {Object.keys(own).length > 0 && <Button onClick={() => change.mutate({})}>{t('reminders.likeAll')}</Button>}
    </div>
  )
}
