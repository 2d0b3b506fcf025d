import { expect, test } from 'vitest'
import type { Db } from '../ports/db.ts'
import { createOutwardLoop } from './outward-loop.ts'

test('PLT-4: an attempt that fails is named in the log, and the loop goes on', async () => {
  const logged: object[] = []
  const none = (): void => undefined
  const waiting = ['one', 'two']
  const recorded: string[] = []
  const loop = createOutwardLoop<string, string>({
    // nothing is asked of it
    db: { kind: 'postgres' } as Db,
    log: { debug: none, info: none, warn: none, error: (fields) => logged.push(fields) },
    way: 'webhooks',
    atOnce: 1,
    eager: true,
    releaseAll: async () => undefined,
    look: (start) => start(),
    claim: async (most) => waiting.splice(0, most),
    named: (webhookId) => ({ webhookId }),
    attempt: async (claim) => {
      if (claim === 'one') throw new Error('of its own')
      return claim
    },
    record: async (ended) => void recorded.push(...ended),
  })
  await loop.tick()
  await expect.poll(() => recorded, { timeout: 10_000 }).toEqual(['two'])
  expect(logged).toEqual([{ err: new Error('of its own'), way: 'webhooks', webhookId: 'one' }])
  await loop.stop()
})
