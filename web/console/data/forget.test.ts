import { expect, onTestFinished, test, vi } from 'vitest'
import { saveSession } from '../../shared/session.ts'
import { forgetOnLeave } from './forget.ts'

test('PLT-1: what one account read is forgotten when it leaves, and not when its token is renewed', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  let cleared = 0
  onTestFinished(forgetOnLeave({ clear: () => void (cleared += 1) }))
  saveSession('desk', { token: 'a', id: 'luo', role: 'owner', ownerId: 'luo' })
  saveSession('desk', { token: 'b', id: 'luo', role: 'owner', ownerId: 'luo' })
  saveSession('fan', { token: 'f', id: 'ann', role: 'fan' })
  expect(cleared).toBe(0)
  saveSession('desk', null)
  expect(cleared).toBe(1)
  saveSession('desk', { token: 'c', id: 'zhao', role: 'owner', ownerId: 'zhao' })
  expect(cleared).toBe(1)
  saveSession('desk', { token: 'd', id: 'admin', role: 'admin' })
  expect(cleared).toBe(2)
})
