import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** So near the end one still reads along: what comes is followed. */
const followPixels = 48

/** The place in a list that grows at both ends. */
export interface Anchor {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** at the end, where what comes appears by itself */
  readonly following: boolean
  /** to be called on every scroll */
  readonly onScroll: () => void
  /** holds what is in sight where it is; to be called after anything that may have moved it */
  readonly hold: () => void
  readonly toEnd: () => void
}

const rowsIn = (scroller: HTMLElement): NodeListOf<HTMLElement> => scroller.querySelectorAll('[data-seq]')

/** The first row whose end lies below `edge`: rows stand in order. */
export function rowAt(rows: ArrayLike<HTMLElement>, edge: number): HTMLElement | null {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle
    else low = middle + 1
  }
  return rows[low] ?? null
}

/**
 * Keeps a chat still. The scroller is laid out from its end (`column-reverse` around one child in natural order), so that history which comes in front
 * moves nothing, in every browser; what comes behind while somebody reads further up is taken back by hand, from the row he looks at.
 * @param onSeen the `seq` of the last row in sight
 */
export function useAnchor(onSeen: (seq: number) => void): Anchor {
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const mark = useRef<{ readonly row: HTMLElement; readonly top: number; readonly at: number } | null>(null)
  const frame = useRef(0)

  const look = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    const { top, bottom } = box.getBoundingClientRect()
    const rows = rowsIn(box)
    const row = rowAt(rows, top)
    mark.current = row === null ? null : { row, top: row.getBoundingClientRect().top, at: box.scrollTop }
    if (document.visibilityState !== 'visible' || rows.length === 0) return
    const last = rowAt(rows, bottom - 1) ?? rows[rows.length - 1]
    const seq = Number(last?.dataset['seq'])
    if (seq > 0) onSeen(seq)
  }, [onSeen])

  const onScroll = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    setFollowing(-box.scrollTop < followPixels)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(look)
  }, [look])

  const hold = useCallback(() => {
    const box = scroller.current
    const known = mark.current
    if (box !== null && known?.row.isConnected === true && -box.scrollTop >= followPixels) {
      // how far he himself has scrolled since is not taken back: his scroll may not have been told yet. Where the content became so short that the
      // browser had to move him, that was not he.
      const scrolled = box.scrollTop - Math.max(known.at, box.clientHeight - box.scrollHeight)
      const moved = known.row.getBoundingClientRect().top - known.top + scrolled
      if (Math.abs(moved) >= 1) box.scrollTop += moved
    }
    look()
  }, [look])

  useLayoutEffect(hold)
  useEffect(() => {
    const back = () => look()
    document.addEventListener('visibilitychange', back)
    return () => {
      document.removeEventListener('visibilitychange', back)
      cancelAnimationFrame(frame.current)
    }
  }, [look])
  const toEnd = useCallback(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [])
  return { scroller, following, onScroll, hold, toEnd }
}
