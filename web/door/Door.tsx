import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { demoInfo, type DemoInfo } from '../shared/demo.ts'
import { phoneAddress } from '../shared/phone-address.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { Failed, Skeleton } from '../shared/states.tsx'
import { Doors } from './Doors.tsx'
import styles from './Door.module.css'
import { Ladder } from './Ladder.tsx'
import { Preview } from './Preview.tsx'

/** `/`: what this is, and the doors. */
export function Door() {
  const { t } = useTranslation()
  const demo = useQuery({ queryKey: ['demo'], queryFn: demoInfo })
  return (
    <div className={styles.page}>
      <PageHead />
      <main className={styles.main}>
        <section className={styles.hero}>
          <div className={styles.words}>
            <h1 className={styles.title}>{t('door.title')}</h1>
            <p className={styles.lead}>{t('door.lead')}</p>
            <Ladder />
          </div>
          <Preview />
        </section>
        {demo.isPending && <Skeleton lines={3} tall />}
        {demo.isError && <Failed error={demo.error} onRetry={() => void demo.refetch()} />}
        {demo.data === null && <SignIn />}
        {demo.data != null && <DemoDoors info={demo.data} />}
        <ul className={styles.facts}>
          {['exact', 'yours', 'open'].map((key) => (
            <li key={key}>
              <h2>{t(`door.facts.${key}.title`)}</h2>
              <p>{t(`door.facts.${key}.text`)}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className={styles.foot}>
        <a href="/openapi.json">OpenAPI 3.1</a>
        <a href="/console/">{t('door.console')}</a>
        <span>Apache-2.0</span>
      </footer>
    </div>
  )
}

/** Which club, then the doors into it. */
function DemoDoors({ info }: { readonly info: DemoInfo }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(0)
  const owner = info.owners[chosen]
  if (owner === undefined) return <SignIn />
  return (
    <section aria-labelledby="doors" className={styles.demo}>
      <div className={styles.choose}>
        <h2 id="doors" className={styles.heading}>
          {t('door.demo')}
        </h2>
        {info.owners.length > 1 && (
          <div className={styles.owners} role="group" aria-label={t('door.which')}>
            {info.owners.map((one, index) => (
              <button key={one.ownerId} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
                <span>{one.name}</span>
                <small>{t(`mode.${one.mode}`)}</small>
              </button>
            ))}
          </div>
        )}
      </div>
      <Doors owner={owner} lanUrl={phoneAddress(info.lanUrls)} />
    </section>
  )
}

/** Without the demo: people sign in at the console; fans come from their own app. */
function SignIn() {
  const { t } = useTranslation()
  return (
    <section className={styles.signIn}>
      <p>{t('door.signIn')}</p>
      <a className={styles.now} href="/console/">
        {t('door.toConsole')}
      </a>
    </section>
  )
}
