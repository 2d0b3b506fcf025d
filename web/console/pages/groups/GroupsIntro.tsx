import { useClub } from '../../club.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { useText } from '../../text.ts'
import { FanGroupCard } from './FanGroupCard.tsx'
import styles from './GroupsIntro.module.css'

const points = ['rooms', 'gates', 'once'] as const

/** No group yet: what one is, in three sentences, beside how a fan would see it. */
export function GroupsIntro({ onCreate }: { readonly onCreate: () => void }) {
  const { say } = useText()
  const { club } = useClub()
  return (
    <section className={styles.intro}>
      <div className={styles.words}>
        <h2 className={styles.title}>{say('groups.intro.title')}</h2>
        <ol className={styles.points}>
          {points.map((point) => (
            <li key={point}>
              <b>{say(`groups.intro.${point}`)}</b>
              <p>{say(`groups.intro.${point}Hint`)}</p>
            </li>
          ))}
        </ol>
        <NowButton size="large" onClick={onCreate}>
          {say('groups.intro.create')}
        </NowButton>
      </div>
      <FanGroupCard
        name={say('groups.intro.sample', { name: club.badge.name })}
        gate={{ kind: 'level', level: 5 }}
        notice={say('groups.intro.sampleNotice')}
        freeSeats={2_000}
      />
    </section>
  )
}
