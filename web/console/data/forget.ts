import { onSessionChange, savedSession } from '../../shared/session.ts'

const who = (): string | null => {
  const session = savedSession('desk')
  return session === null ? null : `${session.role}:${session.id}`
}

/**
 * Forgets what an account read once it has left, or another has taken its place, here or in another tab: who comes next on this browser reads
 * his own (PLT-1). @returns ends it
 */
export function forgetOnLeave(answers: { clear(): void }): () => void {
  let before = who()
  return onSessionChange(() => {
    const now = who()
    if (before !== null && now !== before) answers.clear()
    before = now
  })
}
