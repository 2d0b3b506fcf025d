import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ErasureView, UserDataRecord } from '../../../src/contract/user-data.ts'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { saveSession } from '../../shared/session.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { erasureQuery, useErasure, userDataQuery } from '../data/personal.ts'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import styles from './DataPage.module.css'

/** «我的资料»: what is held on the fan, to see and to take along, and the way to have it erased (PLT-6). */
export function DataPage() {
  const { ownerId } = useParams()
  const { t } = useTranslation()
  const { userId } = useFan()
  const [asked, setAsked] = useState<ErasureView | null>(null)
  const latest = useQuery(erasureQuery(useApi(), userId))
  const running = asked ?? (latest.data?.state === 'requested' ? latest.data : null)
  return (
    <Frame>
      <Page title={t('data.title')} back={ownerId === undefined ? '/' : `/${ownerId}/me`}>
        {running === null ? (
          <>
            <Held />
            <Erase onAsked={setAsked} />
          </>
        ) : (
          <Running erasure={running} />
        )}
      </Page>
    </Frame>
  )
}

/** What is held, kind by kind; loaded when he asks for it, since it may be much. */
function Held() {
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const [wanted, setWanted] = useState(false)
  const all = useQuery({ ...userDataQuery(useApi(), userId), enabled: wanted })
  const kinds = byKind(all.data ?? [])
  return (
    <section className={styles.card} aria-labelledby="held">
      <h2 id="held" className={styles.heading}>
        {t('data.held')}
      </h2>
      <p className={styles.words}>{t('data.heldHint')}</p>
      {!wanted && (
        <Button wide onClick={() => setWanted(true)}>
          {t('data.see')}
        </Button>
      )}
      {wanted && all.data === undefined && (
        <Waiting of={[all]}>
          <Skeleton lines={4} />
        </Waiting>
      )}
      {all.data !== undefined && (
        <>
          {[...kinds].map(([kind, records]) => (
            <details key={kind} className={styles.kind}>
              <summary>
                <span>{t(`data.kinds.${kind}`)}</span>
                <span className={styles.count}>{formatNumber(records.length, i18n.language)}</span>
              </summary>
              <Records records={records} />
            </details>
          ))}
          <Button wide onClick={() => download(all.data)}>
            {t('data.download')}
          </Button>
        </>
      )}
    </section>
  )
}

function byKind(records: readonly UserDataRecord[]): ReadonlyMap<UserDataRecord['kind'], UserDataRecord[]> {
  const kinds = new Map<UserDataRecord['kind'], UserDataRecord[]>()
  for (const record of records) {
    const same = kinds.get(record.kind)
    if (same === undefined) kinds.set(record.kind, [record])
    else same.push(record)
  }
  return kinds
}

/** As many as one reads; the file has them all. */
const SHOWN_MOST = 20

function Records({ records }: { readonly records: readonly UserDataRecord[] }) {
  const { t } = useTranslation()
  return (
    <>
      {records.slice(0, SHOWN_MOST).map((record, index) => (
        <dl key={index} className={styles.record}>
          {Object.entries(record)
            .filter(([name, value]) => name !== 'kind' && value !== null)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
              </div>
            ))}
        </dl>
      ))}
      {records.length > SHOWN_MOST && (
        <p className={styles.words}>{t('data.more', { count: records.length - SHOWN_MOST })}</p>
      )}
    </>
  )
}

function download(records: readonly UserDataRecord[]): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(records, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'my-data.json'
  link.click()
  // the browser has taken it by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** What is lost first, plainly; then a typed word; then the button. */
function Erase({ onAsked }: { readonly onAsked: (erasure: ErasureView) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section className={styles.card} aria-labelledby="erase">
      <h2 id="erase" className={styles.heading}>
        {t('data.erase.title')}
      </h2>
      {open ? (
        <EraseForm onAsked={onAsked} onCancel={() => setOpen(false)} />
      ) : (
        <>
          <p className={styles.words}>{t('data.erase.hint')}</p>
          <Button wide onClick={() => setOpen(true)}>
            {t('data.erase.open')}
          </Button>
        </>
      )}
    </section>
  )
}

const losses = ['clubs', 'words', 'campaigns', 'money', 'once', 'kept', 'time'] as const

function EraseForm({
  onAsked,
  onCancel,
}: {
  readonly onAsked: (erasure: ErasureView) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const { userId } = useFan()
  const erase = useErasure(userId)
  const [typed, setTyped] = useState('')
  const word = t('data.erase.word')
  const isMeant = typed.trim().toLowerCase() === word.toLowerCase()
  return (
    <form
      className={styles.erase}
      aria-label={t('data.erase.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isMeant) erase.mutate(undefined, { onSuccess: onAsked, onError: (error) => toastProblem(error, t) })
      }}
    >
      <ul className={styles.list}>
        {losses.map((loss) => (
          <li key={loss}>{t(`data.erase.loses.${loss}`)}</li>
        ))}
      </ul>
      <label htmlFor={id}>{t('leave.type', { word })}</label>
      <TextInput id={id} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('data.erase.stay')}</Button>
        <Button type="submit" look="danger" disabled={!isMeant} busy={erase.isPending}>
          {t('data.erase.confirm')}
        </Button>
      </div>
    </form>
  )
}

/** It is under way: nothing is left to do here but to go. */
function Running({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useTranslation()
  return (
    <section className={styles.card} role="status">
      <h2 className={styles.heading}>{t('data.erase.running')}</h2>
      <p className={styles.words}>{t('data.erase.runningHint')}</p>
      <p className={styles.number}>{erasure.erasureId}</p>
      <Button wide look="strong" onClick={() => saveSession('fan', null)}>
        {t('data.erase.go')}
      </Button>
    </section>
  )
}
