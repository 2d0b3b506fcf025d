import type { ComposedKind, Draft } from './draft.ts'

/** What the fields of a kind are given. */
export interface FieldsProps {
  readonly kind: ComposedKind
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  /** a group through which media are sent */
  readonly groupId: string | null
  readonly now: number
}
