import { formatDateTime } from '../../shared/format.ts'
import { useText } from '../text.ts'
import { Copyable } from './Copyable.tsx'

/** A link that was just made: to copy now, good once. */
export function InvitationLink({ made }: { readonly made: { readonly link: string; readonly expiresAt: string } }) {
  const { say, language } = useText()
  return (
    <div style={{ display: 'grid', gap: '0.75rem' }}>
      <Copyable label={say('staff.link')} value={made.link} />
      <p style={{ color: 'var(--text-2)', fontSize: 'var(--size-s)' }}>
        {say('staff.linkHint', { at: formatDateTime(made.expiresAt, language) })}
      </p>
    </div>
  )
}
