import type { ReactNode } from 'react'
import { Failed } from '../../shared/states.tsx'
import { failedOf, type Fetched } from './failed-of.ts'

/**
 * What stands where something has not come yet: `children` (grey lines) while it is on its way, what went wrong and a way out when it failed. A page
 * asks for `data` first and shows this in its absence, so that a failed refetch never takes away what is shown.
 */
export function Waiting({ of, children }: { readonly of: readonly Fetched[]; readonly children: ReactNode }) {
  const failed = failedOf(of)
  return failed === null ? children : <Failed error={failed.error} onRetry={() => void failed.refetch()} />
}
