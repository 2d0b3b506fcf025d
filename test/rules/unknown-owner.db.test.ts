import { expect, test } from 'vitest'
import { allRoutes } from '../../src/slices.ts'
import type { RoomParts } from '../../src/room/parts.ts'
import type { WebhookParts } from '../../src/webhook/parts.ts'
import { describeWorlds } from '../support/club.ts'

/** Every list under an owner. Who lists them needs none of the parts that rooms write with. */
const lists = allRoutes({} as RoomParts, {} as WebhookParts).filter(
  ({ method, path }) => method === 'GET' && /^\/v1\/clubs\/\{ownerId\}\/[a-z-]+$/.test(path),
)

describeWorlds('lists of a club', (w) => {
  test.each(lists.map(({ path }) => path))(
    'CLUB-1: %s of an owner whom nobody registered is 404, not an empty list',
    async (path) => {
      expect(await w.refusal('GET', path.replace('{ownerId}', 'nobody'))).toBe('404 unknown_owner')
      expect((await w.call('GET', path.replace('{ownerId}', 'luo'))).status).toBe(200)
    },
  )
})
