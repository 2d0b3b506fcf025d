import { useQueryClient } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { BenefitKind, BenefitView } from '../../../../src/contract/benefits.ts'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { addBenefit } from '../../data/benefits.ts'
import { Icon } from '../../parts/Icon.tsx'
import { useText } from '../../text.ts'
import { emptyDraft, toDraft } from './benefit-draft.ts'
import { BenefitForm } from './BenefitForm.tsx'
import { EditBenefit } from './EditBenefit.tsx'
import { KindChoice } from './KindChoice.tsx'
import type { Rung } from './matrix-layout.ts'
import { starterOf, starters } from './starters.ts'

interface DrawerProps {
  /** a benefit's id, or `new`; closed without one */
  readonly benefitId: string | undefined
  readonly benefits: readonly BenefitView[]
  readonly ladder: readonly Rung[]
  readonly onClose: () => void
}

/** The builder, opened from the right beside the matrix; its address names the benefit, so that it can be sent to a colleague. */
export function BenefitDrawer({ benefitId, benefits, ladder, onClose }: DrawerProps) {
  const { say } = useText()
  const benefit = benefits.find((each) => each.benefitId === benefitId)
  return (
    <Drawer
      open={benefitId !== undefined}
      onClose={onClose}
      size="min(60rem, 100vw)"
      title={benefitId === 'new' ? say('benefits.create') : say('benefits.one')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {benefitId === 'new' && <NewBenefit benefits={benefits} onClose={onClose} />}
      {benefitId !== undefined && benefitId !== 'new' && (
        <>
          {benefit === undefined ? (
            <Empty title={say('benefits.gone')} hint={say('benefits.goneHint')} />
          ) : (
            <EditBenefit key={benefit.benefitId} benefit={benefit} ladder={ladder} onClose={onClose} />
          )}
        </>
      )}
    </Drawer>
  )
}

/** Kind first, then its fields; begun from nothing, from one of the starters, or from another benefit. */
function NewBenefit({
  benefits,
  onClose,
}: {
  readonly benefits: readonly BenefitView[]
  readonly onClose: () => void
}): ReactNode {
  const { say } = useText()
  const { ownerId } = useClub()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const starter = starters.find((name) => name === search.get('starter'))
  const like = benefits.find(({ benefitId }) => benefitId === search.get('like'))
  const level = Number(search.get('level') ?? 0)
  const from = level >= 1 && level <= 20 ? { who: 'level' as const, level } : {}
  const [kind, setKind] = useState<BenefitKind | null>(
    starter === undefined ? (like?.kind ?? null) : starterOf(starter, say).kind,
  )
  if (kind === null) return <KindChoice onChoose={setKind} />
  const begun = starter !== undefined && starterOf(starter, say).kind === kind ? starterOf(starter, say).draft : null
  const copied = like?.kind === kind ? toDraft(like) : null
  const draft = { ...(begun ?? copied ?? emptyDraft()), ...from }
  return (
    <BenefitForm
      key={kind}
      kind={kind}
      initial={draft}
      onBack={() => setKind(null)}
      onMade={(made) => {
        addBenefit(queries, ownerId, made)
        void navigate(`/clubs/${encodeURIComponent(ownerId)}/benefits/${made.benefitId}`, { replace: true })
      }}
      onCancel={onClose}
    />
  )
}
