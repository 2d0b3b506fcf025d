import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { lazyPart } from './lazy-part.ts'

/** What a sheet shows and how it closes. */
export interface SheetProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  /** `full` takes most of the screen, `fit` as much as it needs */
  readonly height?: 'fit' | 'full'
  readonly children: ReactNode
}

const load = () => import('./SheetPopup.tsx')
const SheetPopup = lazyPart(() => load().then((file) => file.SheetPopup))

/** After the first paint has settled the sheet's code is fetched, so that the first touch does not wait for it. */
const prefetchMilliseconds = 1_500

/** A sheet from below. Its code (springs, gestures) is no part of a phone's first load: it comes a moment later, or with the first touch. */
export function Sheet(props: SheetProps) {
  const { open } = props
  const [wanted, setWanted] = useState(open)
  if (open && !wanted) setWanted(true)
  useEffect(() => {
    const fetchNow = () =>
      load().then(
        () => setWanted(true),
        () => undefined,
      )
    const timer = setTimeout(() => void fetchNow(), prefetchMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <SheetPopup {...props} />
    </Suspense>
  )
}
