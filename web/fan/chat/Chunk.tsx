import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

/** Rows of a chunk: what is drawn or left out together. */
export const chunkSize = 30
/** So far beyond the screen rows are still drawn. */
const margin = '1200px 0px'

interface ChunkProps {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** holds the place after its rows came back */
  readonly hold: () => void
  /** always drawn: the end of the chat, where one writes */
  readonly pinned: boolean
  /** the line «new messages» is among its rows */
  readonly unread: boolean
  readonly children: ReactNode
}

/**
 * Some rows of a long list: far from the screen they give way to a box of the very height they had, so that a chat of thousands stays light and nothing
 * moves. What holds the focus stays.
 */
export function Chunk({ scroller, hold, pinned, unread, children }: ChunkProps) {
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState<number | null>(null)
  useEffect(() => {
    const element = box.current
    if (element === null || pinned) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return
        if (entry.isIntersecting) setHeight(null)
        else if (!element.contains(document.activeElement)) setHeight(element.getBoundingClientRect().height)
      },
      { root: scroller.current, rootMargin: margin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, pinned])
  const drawn = pinned || height === null
  useLayoutEffect(hold, [hold, drawn])
  return (
    <div ref={box} style={drawn ? undefined : { height }} data-unread={unread ? 'among' : undefined}>
      {drawn && children}
    </div>
  )
}
