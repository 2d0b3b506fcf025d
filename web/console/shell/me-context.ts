import { createContext, use } from 'react'
import type { Me } from '../data/me.ts'

/** Who is signed in; set by the shell. */
export const MeContext = createContext<Me | null>(null)

/** Who is signed in. */
export function useSignedIn(): Me {
  const me = use(MeContext)
  if (me === null) throw new Error('useSignedIn outside the shell')
  return me
}
