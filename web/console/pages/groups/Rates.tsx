import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useRates } from '../../data/groups.ts'
import { formatShare } from '../../format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import styles from './Rates.module.css'

/** Groups gated by club level against the owner's others, in one window, with what the figures mean beside them (GRP-13). */
export function Rates() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useRates(ownerId)
  const window = query.data
  return (
    <Panel
      title={say('groups.rates.title')}
      {...(window === undefined
        ? {}
        : {
            hint: say('groups.rates.hint', {
              from: formatDateTime(window.from, language),
              to: formatDateTime(window.to, language),
            }),
          })}
    >
      <Loaded query={query} skeleton={<Skeleton lines={3} />}>
        {({ gated, others }) => (
          <div className={styles.sides}>
            <Side title={say('groups.rates.gated')} figures={gated} />
            <Side title={say('groups.rates.others')} figures={others} />
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

type Figures = NonNullable<ReturnType<typeof useRates>['data']>['gated']

function Side({ title, figures }: { readonly title: string; readonly figures: Figures }) {
  const { say, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  const share = (value: number | null) => (value === null ? say('groups.rates.none') : formatShare(value, language))
  return (
    <section className={styles.side}>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.hint}>
        {say('groups.rates.groups', { n: number(figures.groups), members: number(figures.members) })}
      </p>
      <dl className={styles.figures}>
        <div>
          <dt>{say('groups.rates.speaking')}</dt>
          <dd>{share(figures.speakingRate)}</dd>
          <dd className={styles.hint}>{say('groups.rates.speakingOf', { n: number(figures.speakers) })}</dd>
        </div>
        <div>
          <dt>{say('groups.rates.buying')}</dt>
          <dd>{share(figures.buyersShare)}</dd>
          <dd className={styles.hint}>{say('groups.rates.buyingOf', { n: number(figures.buyers) })}</dd>
        </div>
      </dl>
    </section>
  )
}
