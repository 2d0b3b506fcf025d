import { createContext, use } from 'react'
import type { DemoClient, DemoInfo } from '../../shared/demo.ts'

/** Who holds the phone. */
export interface Fan {
  readonly userId: string
  /** null where only a platform knows the name */
  readonly name: string | null
  /** the demo's shop backend, or null where the server runs without one */
  readonly demo: { readonly client: DemoClient; readonly info: DemoInfo } | null
}

/** Given by the gate once somebody is signed in. */
export const FanContext = createContext<Fan | null>(null)

/** The fan; only below the gate. */
export function useFan(): Fan {
  const fan = use(FanContext)
  if (fan === null) throw new Error('FanContext is missing')
  return fan
}
