import { useNavigate } from 'react-router'
import { Button } from 'antd'
import { BenefitCard } from '../../../shared/BenefitCard.tsx'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { toFace } from './benefit-draft.ts'
import styles from './Starters.module.css'
import { starterOf, starters } from './starters.ts'

/** Nothing is given yet: three good beginnings, each of which only fills the form. */
export function Starters() {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const navigate = useNavigate()
  const base = `/clubs/${encodeURIComponent(ownerId)}/benefits`
  return (
    <Panel>
      <Empty
        title={say('benefits.empty')}
        hint={say('benefits.emptyHint')}
        action={<NowButton onClick={() => void navigate(`${base}/new`)}>{say('benefits.create')}</NowButton>}
      />
      <h2 className={styles.title}>{say('benefits.starters.title')}</h2>
      <ul className={styles.starters}>
        {starters.map((name) => {
          const { kind, draft } = starterOf(name, say)
          return (
            <li key={name}>
              <BenefitCard benefit={toFace(kind, draft, club.currency, '')} />
              <p className={styles.why}>{say(`benefits.starters.${name}.why`)}</p>
              <Button onClick={() => void navigate(`${base}/new?starter=${name}`)}>
                {say('benefits.starters.use')}
                <span className="tf-hidden">{draft.name}</span>
              </Button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
