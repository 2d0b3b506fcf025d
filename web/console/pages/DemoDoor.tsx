import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { demoSignIn } from '../../shared/demo.ts'
import { saveSession } from '../../shared/session.ts'
import { Failed } from '../../shared/states.tsx'
import { useText } from '../text.ts'
import styles from './Entrance.module.css'

/** One of the demo's doors (`?demo=owner&ownerId=…`): signs in and goes on without the door in the address. */
export function DemoDoor({
  as,
  ownerId,
}: {
  readonly as: 'owner' | 'reviewer' | 'admin'
  readonly ownerId: string | undefined
}) {
  const { say } = useText()
  const navigate = useNavigate()
  const { mutate, error, isError } = useMutation({
    mutationFn: () => demoSignIn(as, ownerId),
    onSuccess: (session) => {
      saveSession('desk', session)
      void navigate(ownerId === undefined ? '/' : `/clubs/${encodeURIComponent(ownerId)}`, { replace: true })
    },
  })
  useEffect(() => mutate(), [mutate])
  return (
    <main className={styles.middle}>
      {isError ? <Failed error={error} onRetry={() => mutate()} /> : <p role="status">{say('signIn.demo')}</p>}
    </main>
  )
}
