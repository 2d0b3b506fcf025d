import { Input } from 'antd'
import { timeZone } from '../../shared/format.ts'
import { instantOf, wallOf } from './wall-time.ts'

interface InstantInputProps {
  readonly id?: string
  /** RFC 3339, or empty */
  readonly value?: string
  readonly onChange?: (instant: string) => void
  /** the earliest one to offer, UTC milliseconds; the server decides */
  readonly from?: number
  readonly disabled?: boolean
}

/** A date and time in the platform's zone; a form's control that holds the instant. */
export function InstantInput({ value = '', onChange, from, ...rest }: InstantInputProps) {
  const change = (wall: string) => {
    const at = wall === '' ? null : instantOf(wall, timeZone)
    onChange?.(at === null ? '' : new Date(at).toISOString())
  }
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={value === '' ? '' : wallOf(Date.parse(value), timeZone)}
      onChange={(event) => change(event.target.value)}
      {...(from === undefined ? {} : { min: wallOf(from, timeZone) })}
    />
  )
}
