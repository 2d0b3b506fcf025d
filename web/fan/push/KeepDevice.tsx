import { useEffect } from 'react'
import { useApi } from '../../shared/connection.tsx'
import { useFan } from '../data/fan.tsx'
import { keepDevice } from './device.ts'

/** Keeps this browser's subscription true while the fan's pages are open. */
export function KeepDevice() {
  const api = useApi()
  const { userId } = useFan()
  useEffect(() => {
    // what fails now is tried again with the next page
    keepDevice(api, userId).catch(() => undefined)
  }, [api, userId])
  return null
}
