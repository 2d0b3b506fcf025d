import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { answerOf } from '../../shared/api.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { setLanguage } from '../../shared/i18n.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { saveSession, savedSession } from '../../shared/session.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { setTheme, useTheme, type Theme } from '../../shared/theme.ts'
import { TierName } from '../../shared/TierName.tsx'
import { setEffects, useEffects } from '../data/effects.ts'
import { useFan } from '../data/fan.tsx'
import { userQuery } from '../data/queries.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Optional } from '../shell/Boundary.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import styles from './MePage.module.css'
import { lazyPart } from '../parts/lazy-part.ts'

const UnreadLink = lazyPart(() => import('../groups/UnreadLink.tsx').then((file) => file.UnreadLink))
const ServiceLink = lazyPart(() => import('../service/ServiceLink.tsx').then((file) => file.ServiceLink))

/** «我的»: name, clubs, language, appearance. */
export function MePage() {
  const { ownerId } = useParams()
  const { t, i18n } = useTranslation()
  const { theme } = useTheme()
  const effects = useEffects()
  return (
    <Frame>
      <Page title={t('me.title')} {...(ownerId === undefined ? {} : { back: `/${ownerId}` })}>
        <Name />
        <section className={styles.card}>
          <Link to={ownerId === undefined ? '/wallet' : `/${ownerId}/wallet`} className={styles.link}>
            <Icon name="gift" />
            <span className={styles.words}>
              <span className={styles.clubName}>{t('wallet.title')}</span>
              <span className={styles.small}>{t('wallet.holds')}</span>
            </span>
            <Icon name="next" size={1} />
          </Link>
          <Optional>
            <UnreadLink ownerId={null} className={styles.link}>
              <Icon name="users" />
              <span className={styles.words}>
                <span className={styles.clubName}>{t('me.groups')}</span>
                <span className={styles.small}>{t('me.groupsHint')}</span>
              </span>
              <Icon name="next" size={1} />
            </UnreadLink>
          </Optional>
          <Optional>
            <ServiceLink ownerId={null} className={styles.link} />
          </Optional>
        </section>
        <section className={styles.card}>
          <Link to="/reminders" className={styles.link}>
            <Icon name="bell" />
            <span className={styles.words}>
              <span className={styles.clubName}>{t('me.reminders')}</span>
              <span className={styles.small}>{t('me.remindersHint')}</span>
            </span>
            <Icon name="next" size={1} />
          </Link>
        </section>
        <Clubs />
        <section className={styles.card}>
          <div className={styles.setting}>
            <span>{t('common.language')}</span>
            <Tabs
              label={t('common.language')}
              value={i18n.language.startsWith('en') ? 'en' : 'zh'}
              onChange={setLanguage}
              items={[
                { value: 'zh', text: '中文' },
                { value: 'en', text: 'English' },
              ]}
            />
          </div>
          <div className={styles.setting}>
            <span>{t('common.theme')}</span>
            <Tabs<Theme>
              label={t('common.theme')}
              value={theme}
              onChange={setTheme}
              items={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                text: t(`common.themes.${value}`),
              }))}
            />
          </div>
          <div className={styles.setting}>
            <span>{t('me.effects')}</span>
            <Tabs
              label={t('me.effects')}
              value={effects ? 'on' : 'off'}
              onChange={(value) => setEffects(value === 'on')}
              items={(['on', 'off'] as const).map((value) => ({ value, text: t(`me.switch.${value}`) }))}
            />
          </div>
        </section>
        <section className={styles.card}>
          <Link to={ownerId === undefined ? '/data' : `/${ownerId}/data`} className={styles.link}>
            <Icon name="shield" />
            <span className={styles.words}>
              <span className={styles.clubName}>{t('data.open')}</span>
              <span className={styles.small}>{t('data.openHint')}</span>
            </span>
            <Icon name="next" size={1} />
          </Link>
        </section>
      </Page>
    </Frame>
  )
}

function Name() {
  const { t } = useTranslation()
  const id = useId()
  const api = useApi()
  const queries = useQueryClient()
  const fan = useFan()
  const user = useQuery(userQuery(api, fan.userId))
  const [typed, setTyped] = useState<string | null>(null)
  const known = user.data?.name ?? fan.name ?? ''
  const save = useMutation({
    mutationFn: (name: string) =>
      answerOf(api.PUT('/v1/users/{userId}', { params: { path: { userId: fan.userId } }, body: { name } })),
    onSuccess: (fresh) => {
      queries.setQueryData(userQuery(api, fan.userId).queryKey, fresh)
      const session = savedSession('fan')
      if (session !== null && fresh.name !== null) saveSession('fan', { ...session, name: fresh.name })
      setTyped(null)
      toast(t('me.saved'))
    },
    onError: (error) => toastProblem(error, t),
  })
  const name = typed ?? known
  const changed = name.trim() !== '' && name.trim() !== known
  return (
    <form
      className={styles.me}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) save.mutate(name.trim())
      }}
    >
      <Avatar id={fan.userId} name={known === '' ? '?' : known} size={3.5} />
      <label htmlFor={id} className="tf-hidden">
        {t('me.name')}
      </label>
      <input
        id={id}
        className={styles.name}
        value={name}
        maxLength={32}
        placeholder={t('me.name')}
        autoComplete="nickname"
        onChange={(event) => setTyped(event.target.value)}
      />
      {changed && (
        <Button type="submit" look="now" busy={save.isPending}>
          {t('me.save')}
        </Button>
      )}
    </form>
  )
}

function Clubs() {
  const { t } = useTranslation()
  const { userId, demo } = useFan()
  const user = useQuery(userQuery(useApi(), userId))
  const others =
    demo?.info.owners.filter((owner) => user.data?.clubs.every((club) => club.ownerId !== owner.ownerId)) ?? []
  return (
    <section className={styles.card} aria-labelledby="clubs">
      <h2 id="clubs" className={styles.heading}>
        {t('me.clubs')}
      </h2>
      {user.data === undefined && (
        <Waiting of={[user]}>
          <Skeleton lines={2} tall />
        </Waiting>
      )}
      {user.data?.clubs.length === 0 && <Empty title={t('me.noClubs')} hint={t('me.noClubsHint')} />}
      <ul>
        {user.data?.clubs.map((club) => (
          <li key={`${club.ownerId} ${club.mode}`} className={styles.club}>
            <Link to={`/${club.ownerId}`} className={styles.link}>
              <Avatar id={club.ownerId} name={club.ownerName} />
              <span className={styles.words}>
                <span className={styles.clubName}>
                  <MiddleEllipsis text={club.ownerName} />
                </span>
                <span className={styles.small}>
                  <TierName level={club.level} title={club.title} /> · {t(`mode.${club.mode}`)}
                </span>
              </span>
              <Badge {...club.badge} level={club.level} title={club.title} mode={club.mode} explains={false} />
              <Icon name="next" size={1} />
            </Link>
          </li>
        ))}
      </ul>
      {user.data !== undefined && others.length > 0 && (
        <>
          <h2 className={styles.heading}>{t('me.others')}</h2>
          <ul>
            {others.map((owner) => (
              <li key={owner.ownerId} className={styles.club}>
                <Link to={`/${owner.ownerId}`} className={styles.link}>
                  <Avatar id={owner.ownerId} name={owner.name} />
                  <span className={styles.words}>
                    <span className={styles.clubName}>
                      <MiddleEllipsis text={owner.name} />
                    </span>
                    <span className={styles.small}>{t(`mode.${owner.mode}`)}</span>
                  </span>
                  <Icon name="next" size={1} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
