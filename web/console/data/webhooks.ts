import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { WebhookDeliveryState, WebhookType } from '../../../src/contract/webhooks.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { keyed } from '../../shared/use-once.ts'

/** Deliveries arrive without a stream message: an open page looks again this often. */
const lookAgainMilliseconds = 3_000

/** Whose webhooks a page shows: an owner's, or (null) the platform's. */
export type WebhookScope = string | null

/** What queries of a scope are kept under; `['club', ownerId, 'webhooks', …]` is also what a live update of the club marks. */
export const webhooksKey = (scope: WebhookScope, ...parts: readonly unknown[]) =>
  scope === null ? ['platform', 'webhooks', ...parts] : ['club', scope, 'webhooks', ...parts]

/** What a person says of an endpoint. */
interface WebhookWords {
  readonly url: string
  readonly description: string
  readonly types: WebhookType[]
}
type WebhookChange = WebhookWords | { readonly status: 'on' | 'off' }
interface ReplayWish {
  readonly since: string
  readonly include?: 'undelivered' | 'all'
  readonly cursor?: string
}

/** The calls of a scope: the same ones under two paths. */
export function webhookCalls(api: Api, scope: WebhookScope) {
  const ofClub = (ownerId: string) => {
    const one = (webhookId: string) => ({ params: { path: { ownerId, webhookId } } })
    return {
      list: () => answerOf(api.GET('/v1/clubs/{ownerId}/webhooks', { params: { path: { ownerId } } })),
      get: (id: string) => answerOf(api.GET('/v1/clubs/{ownerId}/webhooks/{webhookId}', one(id))),
      deliveries: (id: string, query: DeliveryQuery) =>
        answerOf(api.GET('/v1/clubs/{ownerId}/webhooks/{webhookId}/deliveries', { params: { ...one(id).params, query } })),
      create: (body: WebhookWords, key: string) =>
        answerOf(api.POST('/v1/clubs/{ownerId}/webhooks', { params: { path: { ownerId }, header: keyed(key) }, body })),
      change: (id: string, body: WebhookChange) =>
        answerOf(api.PATCH('/v1/clubs/{ownerId}/webhooks/{webhookId}', { ...one(id), body })),
      remove: (id: string) => answerOf(api.DELETE('/v1/clubs/{ownerId}/webhooks/{webhookId}', one(id))),
      rotate: (id: string, key: string) => {
        const params = { ...one(id).params, header: keyed(key) }
        return answerOf(api.POST('/v1/clubs/{ownerId}/webhooks/{webhookId}/rotate-secret', { params, body: {} }))
      },
      test: (id: string) => answerOf(api.POST('/v1/clubs/{ownerId}/webhooks/{webhookId}/test', one(id))),
      replay: (id: string, body: ReplayWish) =>
        answerOf(api.POST('/v1/clubs/{ownerId}/webhooks/{webhookId}/replay', { ...one(id), body })),
      replayOne: (webhookId: string, deliveryId: string) =>
        answerOf(
          api.POST('/v1/clubs/{ownerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay', {
            params: { path: { ownerId, webhookId, deliveryId } },
          }),
        ),
    }
  }
  return scope === null ? callsOfPlatform(api) : ofClub(scope)
}

interface DeliveryQuery {
  readonly limit: number
  readonly status?: WebhookDeliveryState
  readonly cursor?: string
}

function callsOfPlatform(api: Api) {
  const one = (webhookId: string) => ({ params: { path: { webhookId } } })
  return {
    list: () => answerOf(api.GET('/v1/webhooks', {})),
    get: (id: string) => answerOf(api.GET('/v1/webhooks/{webhookId}', one(id))),
    deliveries: (id: string, query: DeliveryQuery) =>
      answerOf(api.GET('/v1/webhooks/{webhookId}/deliveries', { params: { ...one(id).params, query } })),
    create: (body: WebhookWords, key: string) =>
      answerOf(api.POST('/v1/webhooks', { params: { header: keyed(key) }, body })),
    change: (id: string, body: WebhookChange) =>
      answerOf(api.PATCH('/v1/webhooks/{webhookId}', { ...one(id), body })),
    remove: (id: string) => answerOf(api.DELETE('/v1/webhooks/{webhookId}', one(id))),
    rotate: (id: string, key: string) => {
      const params = { ...one(id).params, header: keyed(key) }
      return answerOf(api.POST('/v1/webhooks/{webhookId}/rotate-secret', { params, body: {} }))
    },
    test: (id: string) => answerOf(api.POST('/v1/webhooks/{webhookId}/test', one(id))),
    replay: (id: string, body: ReplayWish) =>
      answerOf(api.POST('/v1/webhooks/{webhookId}/replay', { ...one(id), body })),
    replayOne: (webhookId: string, deliveryId: string) =>
      answerOf(
        api.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', { params: { path: { webhookId, deliveryId } } }),
      ),
  }
}

/** Endpoints of a scope. */
export function useWebhooks(scope: WebhookScope, enabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: webhooksKey(scope, 'list'),
    queryFn: async () => (await webhookCalls(api, scope).list()).items,
    enabled,
  })
}

/** One endpoint and how it fares. */
export function useWebhook(scope: WebhookScope, webhookId: string) {
  const api = useApi()
  return useQuery({
    queryKey: webhooksKey(scope, webhookId, 'view'),
    queryFn: () => webhookCalls(api, scope).get(webhookId),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** Its deliveries, newest first, 20 a page; all states or one. */
export function useWebhookDeliveries(scope: WebhookScope, webhookId: string, status: WebhookDeliveryState | null) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: webhooksKey(scope, webhookId, 'deliveries', status),
    queryFn: ({ pageParam }) =>
      webhookCalls(api, scope).deliveries(webhookId, {
        limit: 20,
        ...(status === null ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: lookAgainMilliseconds,
  })
}
