import { expect, onTestFinished, test, vi } from 'vitest'
import { saveSession, savedSession, sessionAuth } from './session.ts'
import { renewDesk } from './desk.ts'

const kept = new Map<string, string>()

/** A browser as far as a session knows it. @param answers by path */
function browser(answers: Readonly<Record<string, () => Response | Promise<Response>>> = {}) {
  kept.clear()
  vi.stubGlobal('window', { location: { origin: 'http://localhost' } })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('fetch', (asked: Request | string) => {
    const { pathname } = new URL(typeof asked === 'string' ? asked : asked.url, 'http://localhost')
    return Promise.resolve(answers[pathname]?.() ?? Response.json({ code: 'unauthenticated' }, { status: 401 }))
  })
  onTestFinished(() => void vi.unstubAllGlobals())
}
const owner = { token: 'over', id: 'luo', role: 'owner', ownerId: 'luo' } as const

test('who is a fan and at a desk in one browser stays the same in both until it changes', () => {
  browser()
  saveSession('fan', { token: 'f', id: 'ann', role: 'fan' })
  saveSession('desk', owner)
  const fan = savedSession('fan')
  const desk = savedSession('desk')
  expect(savedSession('fan')).toBe(fan)
  expect(savedSession('desk')).toBe(desk)
  saveSession('desk', { ...owner, token: 'fresh' })
  expect(savedSession('desk')?.token).toBe('fresh')
})

test('PLT-1: a token that is over is renewed from the sign-in cookie; without one he is signed out', async () => {
  browser({
    '/v1/auth/token': () => Response.json({ token: 'fresh', expiresAt: '2026-03-01T00:00:00Z' }),
    '/v1/me': () => Response.json({ role: 'owner', id: 'a1', ownerId: 'luo', name: '罗小厨' }),
  })
  saveSession('desk', owner)
  await expect(sessionAuth('desk', renewDesk).renew()).resolves.toBe('fresh')
  expect(savedSession('desk')).toMatchObject({ token: 'fresh', role: 'owner', ownerId: 'luo' })
  browser()
  saveSession('desk', owner)
  await expect(sessionAuth('desk', renewDesk).renew()).resolves.toBeNull()
  expect(savedSession('desk')).toBeNull()
})

test('PLT-1: where the server cannot be reached nobody is signed out', async () => {
  browser({ '/v1/auth/token': () => Promise.reject(new TypeError('no line')) })
  saveSession('desk', owner)
  await expect(sessionAuth('desk', renewDesk).renew()).rejects.toMatchObject({ status: 0 })
  expect(savedSession('desk')).toMatchObject({ token: 'over' })
})

test('the demo’s administrator goes through his own door again', async () => {
  browser({ '/demo/sign-in': () => Response.json({ token: 'fresh' }) })
  saveSession('desk', { token: 'over', id: 'admin', role: 'admin', demo: true })
  await expect(sessionAuth('desk', renewDesk).renew()).resolves.toBe('fresh')
  expect(savedSession('desk')).toMatchObject({ role: 'admin', demo: true })
})
