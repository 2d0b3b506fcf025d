import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from './format.ts'
import { useReducedMotion } from './motion.ts'

const durationMilliseconds = 600

/** A whole number that counts up once when it arrives and afterwards changes in place (screens.md "Numbers"). */
export function CountUp({ value, format }: { readonly value: number; readonly format?: (value: number) => string }) {
  const { i18n } = useTranslation()
  const still = useReducedMotion()
  const arrived = useRef(false)
  const [share, setShare] = useState(still ? 1 : 0)
  useEffect(() => {
    if (arrived.current || still) return
    let frame = 0
    let start: number | null = null
    const step = (at: number) => {
      start ??= at
      const done = Math.min(1, (at - start) / durationMilliseconds)
      setShare(1 - (1 - done) ** 3)
      if (done < 1) frame = requestAnimationFrame(step)
      else arrived.current = true
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [still])
  const show = format ?? ((number: number) => formatNumber(number, i18n.language))
  const shown = share < 1 && !still ? Math.round(value * share) : value
  return (
    <>
      <span aria-hidden="true">{show(shown)}</span>
      <span className="tf-hidden">{show(value)}</span>
    </>
  )
}
