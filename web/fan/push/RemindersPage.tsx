import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reachZone } from '../../../src/contract/reach-kinds.ts'
import type { ReachSettingsView } from '../../../src/contract/reach.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { dayIn, formatDay } from '../../shared/format.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { ClubReminders } from './ClubReminders.tsx'
import { devicesQuery, thisDevice, useDevice } from './device.ts'
import styles from './RemindersPage.module.css'
import { settingsQuery, useChangeSettings } from './settings.ts'
import { Switch, Switches } from './Switches.tsx'

/** `/fan/reminders`, «消息提醒»: whether this phone is told when nobody looks, of what, and when not (GRP-7). */
export function RemindersPage() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const settings = useQuery(settingsQuery(useApi(), userId))
  return (
    <Frame>
      <Page title={t('reminders.title')} back="/">
        <ThisDevice />
        {settings.data === undefined ? (
          <Waiting of={[settings]}>
            <Skeleton lines={8} tall />
          </Waiting>
        ) : (
          <Settings settings={settings.data} />
        )}
        <Devices />
      </Page>
    </Frame>
  )
}

function ThisDevice() {
  const { t } = useTranslation()
  const { state, turnOn, turnOff } = useDevice()
  if (state === undefined) return <Skeleton lines={2} tall />
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('reminders.device')}</h2>
      <p className={styles.hint}>{t(`reminders.states.${state}`)}</p>
      {state === 'off' && (
        <Button look="now" busy={turnOn.isPending} onClick={() => turnOn.mutate()}>
          {t('reminders.turnOn')}
        </Button>
      )}
      {state === 'on' && (
        <Button busy={turnOff.isPending} onClick={() => turnOff.mutate()}>
          {t('reminders.turnOff')}
        </Button>
      )}
    </section>
  )
}

function Settings({ settings }: { readonly settings: ReachSettingsView }) {
  const { t } = useTranslation()
  const change = useChangeSettings()
  return (
    <>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('reminders.kinds')}</h2>
        <Switches values={settings} onChange={change.mutate} />
      </section>
      <Quiet quiet={settings.quiet} onChange={(quiet) => change.mutate({ quiet })} />
      <ClubReminders settings={settings} />
    </>
  )
}

interface QuietProps {
  readonly quiet: ReachSettingsView['quiet']
  readonly onChange: (quiet: ReachSettingsView['quiet']) => void
}

/** Hours in which nothing sounds but notices. */
function Quiet({ quiet, onChange }: QuietProps) {
  const { t } = useTranslation()
  const night = { from: '23:00', to: '08:00', timeZone: ownZone(), passes: ['notices' as const] }
  return (
    <section className={styles.card}>
      <label className={styles.setting}>
        <span className={styles.words}>
          <span>{t('reminders.quiet')}</span>
          <span className={styles.hint}>{t('reminders.quietHint')}</span>
        </span>
        <Switch checked={quiet !== null} onChange={(on) => onChange(on ? night : null)} />
      </label>
      {quiet !== null && (
        <div className={styles.times}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {t(`reminders.${end}`)}
              <input
                type="time"
                className={styles.time}
                value={quiet[end]}
                onChange={({ target: { value } }) => {
                  const times = { ...quiet, [end]: value }
                  if (value !== '' && times.from !== times.to) onChange(times)
                }}
              />
            </label>
          ))}
          <span className={styles.hint}>{quiet.timeZone}</span>
        </div>
      )}
    </section>
  )
}

const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || reachZone

function Devices() {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const { state } = useDevice()
  const devices = useQuery(devicesQuery(api, userId))
  const remove = useMutation({
    mutationFn: (deviceId: string) =>
      answerOf(
        api.DELETE('/v1/users/{userId}/push-subscriptions/{deviceId}', { params: { path: { userId, deviceId } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['push-devices'] }),
    onError: (error) => toastProblem(error, t),
  })
  const items = devices.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('reminders.devices')}</h2>
      {items.map(({ deviceId, device, seenAt }) => (
        <div key={deviceId} className={styles.setting}>
          <span className={styles.words}>
            <span className={styles.name}>{device ?? t('reminders.unnamed')}</span>
            <span className={styles.hint}>{formatDay(dayIn(seenAt), i18n.language)}</span>
          </span>
          {state === 'on' && deviceId === thisDevice() ? (
            <span className={styles.hint}>{t('reminders.device')}</span>
          ) : (
            <Button busy={remove.isPending && remove.variables === deviceId} onClick={() => remove.mutate(deviceId)}>
              {t('reminders.remove')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
