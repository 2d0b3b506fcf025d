import { answerOf } from '../../../sdk/client.ts'
import type { Sandbox } from './e2e.ts'

/** A page of the console's benefits. */
export const pageOf = (world: Sandbox, ownerId: string, path = '') =>
  `${world.url}/console/clubs/${ownerId}/benefits${path}`

/** Offers a service from a level on. */
export const offer = (world: Sandbox, ownerId: string, name: string, level: number) =>
  answerOf(
    world.client.POST('/v1/clubs/{ownerId}/benefits', {
      params: { path: { ownerId } },
      body: { kind: 'service', name, audience: { minLevel: level } },
    }),
  )
