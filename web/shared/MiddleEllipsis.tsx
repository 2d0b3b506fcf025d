import { useLayoutEffect, useRef, useState } from 'react'
import { cutMiddle } from './cut-middle.ts'
import styles from './MiddleEllipsis.module.css'

/** One line, never wrapped: a name too long for its place is cut in the middle, so that «小雨的铺子…旗舰店» keeps both ends. */
export function MiddleEllipsis({ text }: { readonly text: string }) {
  const box = useRef<HTMLSpanElement>(null)
  const [shown, setShown] = useState(text)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    // clientWidth is rounded: a name that just fits is not cut
    const fit = () => setShown(cutMiddle(text, element.clientWidth + 1, measureIn(element)))
    fit()
    observed.set(element, fit)
    observer.observe(element)
    return () => {
      observed.delete(element)
      observer.unobserve(element)
    }
  }, [text])
  const cut = shown !== text
  return (
    <span ref={box} className={styles.box} data-text={text} title={cut ? text : undefined}>
      {cut && <span className="tf-hidden">{text}</span>}
      <span className={styles.shown} aria-hidden={cut}>
        {shown}
      </span>
    </span>
  )
}

/** One observer for all names of a page. */
const observed = new WeakMap<Element, () => void>()
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) observed.get(target)?.()
})

let canvas: CanvasRenderingContext2D | null = null

/** Width of a text in the element's own face, in CSS pixels. */
function measureIn(element: HTMLElement): (text: string) => number {
  canvas ??= document.createElement('canvas').getContext('2d')
  const context = canvas
  if (context === null) return () => 0
  // the `font` shorthand is empty when, as here, numbers are tabular
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element)
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
  return (text) => {
    context.font = font
    return context.measureText(text).width
  }
}
