import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { GroupView } from '../../../src/contract/groups.ts'
import { useApi } from '../../shared/connection.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { codeOf } from '../../shared/problem.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { useClubLive } from '../data/live.ts'
import { clubQuery } from '../data/queries.ts'
import type { Fetched } from '../parts/failed-of.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { groupQuery, myGroupsQuery, phraseQuery, useMyGroupsLive } from './data.ts'
import { GroupCard } from './GroupCard.tsx'
import styles from './GroupPage.module.css'
import { LeaveGroup } from './LeaveGroup.tsx'
import { PhraseField } from './PhraseField.tsx'
import { Silence } from './Silence.tsx'

/** `/fan/groups/{groupId}/about`: a group's card, with what a member can set and the plain way out. */
export function GroupPage() {
  const { groupId = '' } = useParams()
  const group = useQuery(groupQuery(useApi(), groupId))
  return <Shown query={group} group={group.data} phrase={null} />
}

/** `/fan/g/{phrase}`: where a pass-phrase leads (GRP-5). */
export function PhrasePage() {
  const { phrase = '' } = useParams()
  const { t } = useTranslation()
  const card = useQuery(phraseQuery(useApi(), phrase))
  if (codeOf(card.error) === 'phrase_invalid')
    return (
      <Frame>
        <Page title={t('groups.title')} back="/groups">
          <Empty title={t('groups.phraseOver')} hint={t('groups.phraseOverHint')} />
          <PhraseField />
        </Page>
      </Frame>
    )
  return <Shown query={card} group={card.data?.group} phrase={phrase} />
}

interface ShownProps {
  readonly query: Fetched
  readonly group: GroupView | undefined
  readonly phrase: string | null
}

function Shown({ query, group, phrase }: ShownProps) {
  const { t } = useTranslation()
  return (
    <Frame>
      <Page title={t('groups.about')} back={group?.mine == null ? '/groups' : `/groups/${group.groupId}`}>
        {group !== undefined ? (
          <Whole group={group} phrase={phrase} />
        ) : (
          <Waiting of={[query]}>
            <Skeleton lines={5} tall />
          </Waiting>
        )}
      </Page>
    </Frame>
  )
}

function Whole({ group, phrase }: { readonly group: GroupView; readonly phrase: string | null }) {
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const api = useApi()
  const club = useQuery(clubQuery(api, group.ownerId))
  const seat = useQuery(myGroupsQuery(api, userId)).data?.find(({ groupId }) => groupId === group.groupId)
  const [joined, setJoined] = useState<{ readonly number: number; readonly autoReply: string | null } | null>(null)
  useClubLive(group.ownerId, userId)
  useMyGroupsLive()
  if (club.data === undefined)
    return (
      <Waiting of={[club]}>
        <Skeleton lines={5} tall />
      </Waiting>
    )
  return (
    <>
      {joined !== null && (
        <section className={styles.joined} role="status">
          <h2>{t('groups.joined', { name: `${group.name}${joined.number}` })}</h2>
          {joined.autoReply !== null && <p>{joined.autoReply}</p>}
        </section>
      )}
      <GroupCard group={group} club={club.data} phrase={phrase} onJoined={setJoined} />
      {group.notice !== null && group.noticeAt !== null && (
        <section className={styles.card}>
          <h2>{t('groups.notice')}</h2>
          <p className={styles.notice}>{group.notice}</p>
          <p className={styles.small}>{formatDateTime(group.noticeAt, i18n.language)}</p>
        </section>
      )}
      {seat !== undefined && <Silence group={seat} />}
      <Link to={`/${group.ownerId}/groups`} className={styles.more}>
        {t('groups.ofOwner')}
      </Link>
      {group.mine !== null && <LeaveGroup group={group} />}
    </>
  )
}
