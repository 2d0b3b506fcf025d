import { Link } from 'react-router'
import { formatDateTime } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useMemberGroups } from '../../data/member.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import styles from './MemberStory.module.css'

/** Where he sits in this owner's groups, since when, and whether he may write there (GRP-2, GRP-9). */
export function MemberGroups({ userId }: { readonly userId: string }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useMemberGroups(ownerId, userId)
  const at = (instant: string) => formatDateTime(instant, language)
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={say('member.groupsEmpty')} hint={say('member.groupsEmptyHint')} />
        ) : (
          <ol className={styles.list}>
            {items.map(({ groupId, name, subGroupName, joinedAt, mute }) => (
              <li key={groupId} className={styles.order}>
                <div className={styles.cut}>
                  <p className={styles.strong}>
                    <Link to={`/clubs/${encodeURIComponent(ownerId)}/groups/${encodeURIComponent(groupId)}`}>
                      <MiddleEllipsis text={name} />
                    </Link>
                  </p>
                  <p className={styles.hint}>{say('member.seat', { name: subGroupName, at: at(joinedAt) })}</p>
                </div>
                {mute !== null && (
                  <Mark tone="warn">
                    {mute.until === null ? say('member.muted') : say('member.mutedUntil', { at: at(mute.until) })}
                  </Mark>
                )}
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
