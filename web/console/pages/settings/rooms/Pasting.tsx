import { Copyable } from '../../../parts/Copyable.tsx'
import { Note } from '../../../parts/Wrong.tsx'
import { useText } from '../../../text.ts'

/** What to paste at the platform: the address, and the secrets we made, this once. */
export function Pasting({
  address,
  secrets,
}: {
  readonly address?: string
  readonly secrets: Readonly<Record<string, string>>
}) {
  const { say } = useText()
  const list = Object.entries(secrets)
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      {address !== undefined && <Copyable label={say('rooms.address')} value={address} />}
      {list.map(([name, value]) => (
        <Copyable key={name} label={`${say('rooms.secretOnce')} · ${name}`} value={value} />
      ))}
      {list.length > 0 && <Note title={say('rooms.secretOnceHint')} />}
    </div>
  )
}
