import type { TFunction } from 'i18next'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenLine } from '../../../src/contract/views.ts'
import type { Mode } from '../../../src/contract/words.ts'
import { Badge } from '../../shared/Badge.tsx'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { tierNumberOf } from '../../shared/palette.ts'
import { useEffects } from '../data/effects.ts'
import type { KeyedLine } from '../data/screen-lines.ts'
import honours from './Honours.module.css'
import styles from './PublicScreen.module.css'

interface PublicScreenProps {
  readonly lines: readonly KeyedLine[]
  readonly failed: boolean
  readonly mode: Mode
  readonly onPerson: (line: ScreenLine) => void
}

/** How near the end counts as reading the newest, in pixels. */
const nearEnd = 48

/** The public screen (LIVE-1, BADGE-6): it follows the newest line unless the fan scrolled up. */
export function PublicScreen({ lines, failed, mode, onPerson }: PublicScreenProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const [following, setFollowing] = useState(true)
  const last = lines[lines.length - 1]?.key
  const effects = useEffects()
  useLayoutEffect(() => {
    if (following && list.current !== null) list.current.scrollTop = list.current.scrollHeight
  }, [following, last])
  return (
    <section className={styles.screen} aria-label={t('screen.label')}>
      {failed && <p className={styles.note}>{t('screen.failed')}</p>}
      {!failed && lines.length === 0 && <p className={styles.note}>{t('screen.empty')}</p>}
      <ol
        ref={list}
        className={styles.list}
        tabIndex={0}
        aria-label={t('screen.label')}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd)
        }}
      >
        {lines.map(({ line, key }) => (
          <li key={key} className={styles.item}>
            <Line line={line} mode={mode} effects={effects} onPerson={onPerson} />
          </li>
        ))}
      </ol>
      {!following && (
        <button type="button" className={styles.newest} onClick={() => setFollowing(true)}>
          {t('screen.newest')}
        </button>
      )}
    </section>
  )
}

interface LineProps {
  readonly line: ScreenLine
  readonly mode: Mode
  /** honours move */
  readonly effects: boolean
  readonly onPerson: (line: ScreenLine) => void
}

function Line({ line, mode, effects, onPerson }: LineProps) {
  const { t, i18n } = useTranslation()
  const name = line.name ?? t('screen.somebody')
  return (
    <div className={[styles.line, styles[line.kind], ...looks(line, effects)].filter(Boolean).join(' ')}>
      {line.badge !== undefined && (
        <Badge {...line.badge} level={line.level ?? 1} title={line.title} mode={mode} explains={!line.badge.lit} />
      )}
      {line.honour !== undefined && (
        <span className={honours.mark}>
          <BenefitGlyph kind="honour" style={line.honour} size={1.125} />
        </span>
      )}
      <button type="button" className={styles.name} onClick={() => onPerson(line)}>
        <MiddleEllipsis text={name} />
        <span className="tf-hidden">{t('screen.card')}</span>
      </button>
      <span className={styles.text}>{words(line, t, i18n.language)}</span>
    </div>
  )
}

/** Entering and rising look by the member's own honour (BEN-1), else by tier: plain, iron, diamond, rose gold. */
function looks(line: ScreenLine, effects: boolean): readonly (string | undefined)[] {
  if (line.kind !== 'enter' && line.kind !== 'levelUp') return []
  if (line.effect !== undefined && effects)
    return [honours.effect, honours[line.effect], line.kind === 'levelUp' ? honours.rise : undefined]
  if (line.level === undefined) return []
  return [styles[`entrance${tierNumberOf(line.level, line.title)}`]]
}

function words(line: ScreenLine, t: TFunction, language: string): string {
  switch (line.kind) {
    case 'comment':
      return line.text ?? ''
    case 'levelUp':
      return t('screen.levelUp', { title: line.title ?? '' })
    case 'like':
    case 'gift':
      return t(`screen.${line.kind}`, { number: formatNumber(line.count ?? 1, language) })
    default:
      return t(`screen.${line.kind}`)
  }
}
