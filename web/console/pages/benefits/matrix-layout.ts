import type { BenefitView } from '../../../../src/contract/benefits.ts'
import type { Tier } from '../../../../src/contract/words.ts'

/** A rung of the ladder, as the matrix needs it. */
export interface Rung {
  readonly level: number
  readonly tier: Tier
  readonly title: string
  readonly members: number
}

/** One line of the matrix: a benefit and from where on a fan has it. */
export interface MatrixRow {
  readonly benefit: BenefitView
  /** 1 for what no level gives */
  readonly start: number
  /** given beside the ladder: on the first joining, or to who sits in a group (GRP-15); null: by level */
  readonly beside: 'firstJoin' | 'group' | null
  /** announced or done: struck, with its date */
  readonly struck: boolean
}

export interface MatrixLayout {
  /** the four groups of columns, lowest first */
  readonly tiers: readonly { readonly tier: Tier; readonly levels: readonly number[] }[]
  /** what no level gives on top, then by level, those of a level as they were made */
  readonly rows: readonly MatrixRow[]
  /** how many benefits each level gives */
  readonly counts: ReadonlyMap<number, number>
}

/** Levels across, benefits down (screens.md "Console" 4). What is withdrawn counts for no level. */
export function layOut(benefits: readonly BenefitView[], ladder: readonly Rung[]): MatrixLayout {
  const rungs = [...ladder].sort((a, b) => a.level - b.level)
  const tiers: { tier: Tier; levels: number[] }[] = []
  for (const { tier, level } of rungs) {
    const last = tiers.at(-1)
    if (last?.tier === tier) last.levels.push(level)
    else tiers.push({ tier, levels: [level] })
  }
  const rows = benefits.map(rowOf).sort(inOrder)
  const counts = new Map(
    rungs.map(({ level }) => [
      level,
      rows.filter(({ beside, start, benefit }) => beside === null && benefit.status !== 'withdrawn' && start <= level)
        .length,
    ]),
  )
  return { tiers, rows, counts }
}

function rowOf(benefit: BenefitView): MatrixRow {
  const { audience } = benefit
  const beside = 'firstJoin' in audience ? 'firstJoin' : 'groupId' in audience ? 'group' : null
  return { benefit, start: beside === null ? benefit.fromLevel : 1, beside, struck: benefit.status !== 'open' }
}

function inOrder(a: MatrixRow, b: MatrixRow): number {
  if ((a.beside === null) !== (b.beside === null)) return a.beside === null ? 1 : -1
  return a.start - b.start || a.benefit.createdAt.localeCompare(b.benefit.createdAt)
}

/** What a fan of a level has, wherever he sits: first joining first, then the ladder up to him. */
export function ofLevel(rows: readonly MatrixRow[], level: number): readonly BenefitView[] {
  return rows
    .filter(({ benefit, start, beside }) => beside !== 'group' && benefit.status !== 'withdrawn' && start <= level)
    .map(({ benefit }) => benefit)
}
