import { useNavigate, useParams, useSearchParams } from 'react-router'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useBenefits } from '../../data/benefits.ts'
import { useLevels } from '../../data/club.ts'
import { Chip } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { BenefitDrawer } from './BenefitDrawer.tsx'
import { LevelFace } from './LevelFace.tsx'
import { Matrix } from './Matrix.tsx'
import { layOut, type Rung } from './matrix-layout.ts'
import { Starters } from './Starters.tsx'
import { Warnings } from './Warnings.tsx'
import type { BenefitList } from '../../data/benefits.ts'

/** 权益 → 矩阵: levels across, benefits down, each opened beside its fan's card (BEN-1, BEN-2). */
export function Component() {
  const { ownerId } = useClub()
  const { benefitId } = useParams()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const all = search.has('all')
  const benefits = useBenefits(ownerId, all ? 'all' : 'open')
  const ladder = useLevels(ownerId)
  const base = `/clubs/${encodeURIComponent(ownerId)}/benefits`
  const suffix = all ? '?all' : ''
  return (
    <Loaded query={ladder} skeleton={<Skeleton lines={6} tall />}>
      {({ items }) => (
        <Loaded query={benefits} skeleton={<Skeleton lines={6} tall />}>
          {(list) => (
            <>
              <Sheet list={list} ladder={items} all={all} />
              <BenefitDrawer
                benefitId={benefitId}
                benefits={list.items}
                ladder={items}
                onClose={() => void navigate(`${base}${suffix}`)}
              />
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

function Sheet({
  list,
  ladder,
  all,
}: {
  readonly list: BenefitList
  readonly ladder: readonly Rung[]
  readonly all: boolean
}) {
  const { say } = useText()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const base = `/clubs/${encodeURIComponent(ownerId)}/benefits`
  if (list.items.length === 0 && !all) return <Starters />
  const layout = layOut(list.items, ladder)
  const chosen = Number(search.get('level') ?? 0)
  const level = ladder.find((rung) => rung.level === chosen)?.level ?? 1
  // from the address itself: what is drawn may be older than the choice before this one
  const look = (next: number) => {
    const wanted = new URLSearchParams(window.location.search)
    wanted.set('level', String(next))
    setSearch(wanted, { replace: true, preventScrollReset: true })
  }
  const toggle = () => {
    const wanted = new URLSearchParams(window.location.search)
    if (all) wanted.delete('all')
    else wanted.set('all', '')
    setSearch(wanted)
  }
  return (
    <>
      <Warnings warnings={list.warnings} benefits={list.items} ladder={ladder} />
      <Panel
        flush
        title={say('benefits.matrix.title', { n: list.items.length })}
        hint={say('benefits.matrix.hint')}
        actions={
          <>
            <Chip on={all} onToggle={toggle}>
              {say('benefits.matrix.withdrawn')}
            </Chip>
            <NowButton onClick={() => void navigate(`${base}/new`)}>{say('benefits.create')}</NowButton>
          </>
        }
      >
        <Matrix layout={layout} ladder={ladder} level={level} onLook={look} />
      </Panel>
      <LevelFace layout={layout} ladder={ladder} level={level} onLook={look} />
    </>
  )
}
