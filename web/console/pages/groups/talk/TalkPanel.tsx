import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { Skeleton } from '../../../../shared/states.tsx'
import { useClub } from '../../../club.tsx'
import { useDesk, useSubGroups, type DeskGroup, type SubGroup } from '../../../data/groups.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useText } from '../../../text.ts'
import { markSeen, unseenIn, useSeen } from '../unseen.ts'
import { Conversation } from './Conversation.tsx'
import styles from './TalkPanel.module.css'

interface PanelProps {
  readonly group: GroupView
  readonly runs: boolean
}

/** What is said in a group, sub-group by sub-group, with moderation at hand (GRP-9, GRP-10). */
export function TalkPanel({ group, runs }: PanelProps) {
  const { ownerId } = useClub()
  const subGroups = useSubGroups(ownerId, group.groupId)
  return (
    <Loaded query={subGroups} skeleton={<Skeleton lines={6} tall />}>
      {(items) => <Rooms group={group} runs={runs} subGroups={items} />}
    </Loaded>
  )
}

function Rooms({ group, runs, subGroups }: PanelProps & { readonly subGroups: readonly SubGroup[] }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const desk = useDesk(ownerId)
  const seen = useSeen(ownerId)
  const activity = desk.data?.items.find(({ groupId }) => groupId === group.groupId)
  const [chosen, setChosen] = useState<string | null>(() => subGroups[0]?.subGroupId ?? null)
  const open = subGroups.find(({ subGroupId }) => subGroupId === chosen) ?? null
  const messages = activityOf(activity, chosen)?.messages
  useEffect(() => {
    if (chosen !== null && messages !== undefined) markSeen(ownerId, chosen, messages)
  }, [ownerId, chosen, messages])
  const unseen = (sub: SubGroup) => {
    const told = activityOf(activity, sub.subGroupId)
    return told === undefined ? 0 : unseenIn(seen, told)
  }
  return (
    <div className={styles.talk}>
      <nav className={styles.rooms} aria-label={say('groups.talk.rooms')}>
        <RoomButton on={chosen === null} onOpen={() => setChosen(null)} name={say('groups.talk.whole')} />
        {subGroups.map((sub) => (
          <RoomButton
            key={sub.subGroupId}
            on={sub.subGroupId === chosen}
            onOpen={() => setChosen(sub.subGroupId)}
            name={sub.name}
            members={sub.members}
            seats={sub.seats}
            unseen={unseen(sub)}
          />
        ))}
      </nav>
      <div className={styles.select}>
        <Select<string>
          style={{ width: '100%' }}
          value={chosen ?? ''}
          onChange={(next) => setChosen(next === '' ? null : next)}
          aria-label={say('groups.talk.rooms')}
          options={[
            { value: '', label: say('groups.talk.whole') },
            ...subGroups.map((sub) => ({
              value: sub.subGroupId,
              label: `${sub.name} · ${sub.members}/${sub.seats}${unseen(sub) > 0 ? ` · ${unseen(sub)}` : ''}`,
            })),
          ]}
        />
      </div>
      <Conversation key={chosen ?? 'whole'} group={group} subGroup={open} runs={runs} />
    </div>
  )
}

const activityOf = (group: DeskGroup | undefined, subGroupId: string | null) =>
  group?.subGroups.find((sub) => sub.subGroupId === subGroupId)

interface RoomButtonProps {
  readonly on: boolean
  readonly onOpen: () => void
  readonly name: string
  readonly members?: number
  readonly seats?: number
  readonly unseen?: number
}

function RoomButton({ on, onOpen, name, members, seats, unseen = 0 }: RoomButtonProps) {
  const { say, language } = useText()
  return (
    <Button
      type="text"
      block
      className={(on ? styles.roomOn : styles.room) ?? ''}
      aria-current={on ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className={styles.roomName}>{name}</span>
      {unseen > 0 && (
        <span className={styles.unseen} aria-label={say('groups.list.unseen', { n: unseen })}>
          {unseen > 99 ? '99+' : unseen}
        </span>
      )}
      {members !== undefined && seats !== undefined && (
        <span className={styles.roomSeats}>
          {formatNumber(members, language)}/{formatNumber(seats, language)}
        </span>
      )}
    </Button>
  )
}
