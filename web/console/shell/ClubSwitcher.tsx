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

/** The club whose pages are open; for the platform, and whoever has several, a way to another. */
export function ClubSwitcher({ ownerId }: { readonly ownerId: string | undefined }) {
  const { say } = useText()
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const several = isPlatform(me) || me.clubs.length > 1
  const face = ownerId === undefined ? <span className={styles.name}>{say('top.club')}</span> : <ClubFace ownerId={ownerId} />
  if (me.subject.role === 'reviewer') return <span />
  if (!several) return <span className={styles.face}>{face}</span>
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
      <button type="button" className={styles.button} aria-haspopup="dialog" aria-expanded={open} aria-label={say('top.club')}>
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
  const me = useSignedIn()
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const q = useDeferredValue(search.trim())
  const platform = isPlatform(me)
  const owners = useOwners(q, platform)
  const clubs = platform
    ? (owners.data?.pages.flatMap((page) => page.items) ?? [])
    : me.clubs.filter((club) => club.name.toLowerCase().includes(q.toLowerCase()))
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
      {platform && owners.isPending && <Skeleton lines={3} />}
      {platform && owners.isError && <Failed error={owners.error} onRetry={() => void owners.refetch()} />}
      {!owners.isLoading && !owners.isError && clubs.length === 0 && <p className={styles.none}>{say('top.noClub')}</p>}
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
