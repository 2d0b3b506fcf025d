import { Button } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import type { z } from 'zod'
import type { ruleSetView } from '../../../src/contract/views.ts'
import { formatDateTime, formatDay } from '../../shared/format.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useCurrentRuleSet, useRuleSets } from '../data/platform.ts'
import { actorWords } from '../parts/actor.ts'
import { Mark } from '../parts/Chip.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { WorkProgress } from '../parts/WorkProgress.tsx'
import { useText } from '../text.ts'
import { NotFound } from './Broken.tsx'
import { RuleTables } from './rules/RuleTables.tsx'
import styles from './RuleSets.module.css'

type RuleSet = z.infer<typeof ruleSetView>

/** Every version of the rules: in force, coming, past; one of them read in full (LVL-4). */
export function Component() {
  const { say } = useText()
  const navigate = useNavigate()
  const { version } = useParams()
  const all = useRuleSets()
  const current = useCurrentRuleSet()
  return (
    <Page
      title={say('ruleSets.title')}
      lede={say('ruleSets.lede')}
      actions={
        <Button type="primary" onClick={() => void navigate('/rule-sets/new')}>
          {say('ruleSets.edit')}
        </Button>
      }
    >
      <Loaded query={all} skeleton={<Skeleton lines={6} tall />}>
        {(versions) => {
          const inForce = current.data?.version
          const shown =
            version === undefined
              ? (versions.find((one) => one.version === inForce) ?? versions[0])
              : versions.find((one) => String(one.version) === version)
          if (shown === undefined) return <NotFound />
          return (
            <div className={styles.columns}>
              <Panel flush title={say('ruleSets.past')}>
                <nav aria-label={say('ruleSets.past')} className={styles.versions}>
                  {versions.map((one) => (
                    <VersionLink
                      key={one.version}
                      ruleSet={one}
                      inForce={inForce}
                      chosen={one.version === shown.version}
                    />
                  ))}
                </nav>
              </Panel>
              <div className={styles.body}>
                <Published ruleSet={shown} />
                <RuleTables key={shown.version} body={shown.body} />
              </div>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function VersionLink({
  ruleSet,
  inForce,
  chosen,
}: {
  readonly ruleSet: RuleSet
  readonly inForce: number | undefined
  readonly chosen: boolean
}) {
  const { say, language } = useText()
  return (
    <Link
      to={`/rule-sets/${ruleSet.version}`}
      className={chosen ? styles.chosen : styles.version}
      aria-current={chosen ? 'page' : undefined}
    >
      <span className={styles.line}>
        {say('ruleSets.version', { n: ruleSet.version })}
        {ruleSet.version === inForce && <Mark tone="good">{say('ruleSets.current')}</Mark>}
        {inForce !== undefined && ruleSet.version > inForce && (
          <Mark tone="warn">{say('ruleSets.upcoming', { day: formatDay(ruleSet.effectiveDay, language) })}</Mark>
        )}
      </span>
      {ruleSet.note !== '' && <small>{ruleSet.note}</small>}
    </Link>
  )
}

function Published({ ruleSet }: { readonly ruleSet: RuleSet }) {
  const { say, language } = useText()
  const builtIn = ruleSet.effectiveDay.startsWith('0001')
  return (
    <div>
      <p className={styles.published}>
        <b>{say('ruleSets.version', { n: ruleSet.version })}</b>{' '}
        {builtIn
          ? say('ruleSets.builtIn')
          : say('ruleSets.publishedBy', {
              by: actorWords(ruleSet.publishedBy, say),
              at: formatDateTime(ruleSet.publishedAt, language),
            })}
        {ruleSet.note !== '' && ` · ${ruleSet.note}`}
      </p>
      <WorkProgress progress={ruleSet.progress} words="ruleSets.relevelling" />
    </div>
  )
}
