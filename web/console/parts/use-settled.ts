import { useEffect, useEffectEvent } from 'react'

/** Tells a value once it has not changed for `milliseconds`: typing that asks the server. */
export function useSettled<T>(value: T, milliseconds: number, tell: (value: T) => void): void {
  const settled = useEffectEvent(tell)
  useEffect(() => {
    const timer = setTimeout(() => settled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
}
