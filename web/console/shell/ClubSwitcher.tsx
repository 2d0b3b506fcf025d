import { Input, Popover } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { useClubView } from '../data/club.ts'
import { isPlatform } from '../data/me.ts'
import { useOwners } from '../data/platform.ts'
import { Mark } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useText } from '../text.ts'
import styles from './ClubSwitcher.module.css'
import { useSignedIn } from './me-context.ts'

/** The club whose pages are open; for the platform a way to every other. */
export function ClubSwitcher({ ownerId }: { readonly ownerId: string | undefined }) {
  const { say } = useText()
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const face =
    ownerId === undefined ? <span className={styles.name}>{say('top.club')}</span> : <ClubFace ownerId={ownerId} />
  if (me.role === 'reviewer') return <span />
  if (!isPlatform(me)) return <span className={styles.face}>{face}</span>
  return (
    <Popover
      trigger={['click']}
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<ClubList onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={say('top.club')}
      >
        {face}
        <Icon name="down" />
      </button>
    </Popover>
  )
}

function ClubFace({ ownerId }: { readonly ownerId: string }) {
  const { say } = useText()
  const club = useClubView(ownerId).data
  if (club === undefined) return <span className={styles.name}>{ownerId}</span>
  return (
    <>
      <span className={styles.name}>
        <MiddleEllipsis text={club.name} />
      </span>
      <span className={styles.mode}>
        <Mark>{say(`mode.${club.mode}`)}</Mark>
      </span>
    </>
  )
}

function ClubList({ onDone }: { readonly onDone: () => void }) {
  const { say } = useText()
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const owners = useOwners(useDeferredValue(search.trim()))
  const clubs = owners.data?.pages.flatMap((page) => page.items) ?? []
  const go = (ownerId: string) => {
    onDone()
    void navigate(`/clubs/${encodeURIComponent(ownerId)}`)
  }
  return (
    <div className={styles.list}>
      <Input
        autoFocus
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder={say('top.searchClub')}
        aria-label={say('top.searchClub')}
        prefix={<Icon name="search" />}
      />
      {owners.isPending && <Skeleton lines={3} />}
      {owners.isError && <Failed error={owners.error} onRetry={() => void owners.refetch()} />}
      {owners.data !== undefined && clubs.length === 0 && <p className={styles.none}>{say('top.noClub')}</p>}
      <ul className={styles.clubs}>
        {clubs.map((club) => (
          <li key={club.ownerId}>
            <button type="button" className={styles.club} onClick={() => go(club.ownerId)}>
              <MiddleEllipsis text={club.name} />
              <small>{club.ownerId}</small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
