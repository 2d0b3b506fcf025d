import { Select } from 'antd'
import { BenefitCard } from '../../../shared/BenefitCard.tsx'
import { Empty } from '../../../shared/states.tsx'
import { TierName } from '../../../shared/TierName.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import styles from './LevelFace.module.css'
import { ofLevel, type MatrixLayout, type Rung } from './matrix-layout.ts'

interface LevelFaceProps {
  readonly layout: MatrixLayout
  readonly ladder: readonly Rung[]
  readonly level: number
  readonly onLook: (level: number) => void
}

/** What a fan of one level finds in his wallet, and what the next level with something new brings (BEN-2). */
export function LevelFace({ layout, ladder, level, onLook }: LevelFaceProps) {
  const { say } = useText()
  const rung = ladder.find((each) => each.level === level)
  const his = ofLevel(layout.rows, level)
  const next = layout.rows.filter((row) => row.beside === null && !row.struck && row.start > level)
  const nextLevel = next[0]?.start
  const coming = next.filter((row) => row.start === nextLevel)
  return (
    <Panel
      title={
        <>
          <TierName level={level} title={rung?.title ?? `Lv${level}`} /> {say('benefits.face.title')}
        </>
      }
      hint={say('benefits.face.hint')}
      actions={
        <Select
          virtual={false}
          aria-label={say('benefits.face.level')}
          value={level}
          onChange={onLook}
          options={[...ladder]
            .sort((a, b) => a.level - b.level)
            .map((each) => ({ value: each.level, label: each.title }))}
          style={{ minWidth: '8rem' }}
        />
      }
    >
      {his.length === 0 ? (
        <Empty title={say('benefits.face.empty')} hint={say('benefits.face.emptyHint')} />
      ) : (
        <div className={styles.cards}>
          {his.map((benefit) => (
            <BenefitCard key={benefit.benefitId} benefit={benefit} />
          ))}
        </div>
      )}
      {nextLevel !== undefined && (
        <section className={styles.next}>
          <h3>{say('benefits.face.next', { level: nextLevel })}</h3>
          <div className={styles.cards}>
            {coming.map(({ benefit }) => (
              <BenefitCard key={benefit.benefitId} benefit={{ ...benefit, state: 'locked' }} />
            ))}
          </div>
        </section>
      )}
    </Panel>
  )
}
