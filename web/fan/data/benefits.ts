import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { ApiProblem, codeOf } from '../../shared/problem.ts'
import { refreshQueries } from '../../shared/refresh.ts'
import { keyed, useOnce } from '../../shared/use-once.ts'
import { useFan } from './fan.tsx'

/** One page of a list; a wallet shows them one after another. */
const pageSize = 50
const paged = (cursor: string | null) => ({ limit: pageSize, ...(cursor === null ? {} : { cursor }) })

/** Every benefit of the club with its state for this fan, in the order of the ladder (BEN-2); null while he is not a member. */
export const benefitsQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['benefits', ownerId, userId],
    queryFn: async () => {
      try {
        return await answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/benefits', { params: { path: { ownerId, userId } } }))
      } catch (error) {
        if (codeOf(error) === 'not_a_member') return null
        throw error
      }
    },
  })

/** What the club offers, for who is not a member yet. */
export const benefitLadderQuery = (api: Api, ownerId: string) =>
  queryOptions({ queryKey: ['benefits', ownerId, 'ladder'], queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/ladder', { params: { path: { ownerId } } })) })

/** Which gifts of the live room the fan may send (BEN-1). */
export const giftRightsQuery = (api: Api, ownerId: string, userId: string, giftIds: readonly string[]) =>
  queryOptions({
    queryKey: ['benefits', ownerId, userId, 'gifts', ...giftIds],
    queryFn: async () => {
      const params = { path: { ownerId, userId }, query: { gifts: giftIds.join() } }
      return (await answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/eligibility', { params }))).gifts ?? []
    },
  })

/** What the fan has from all clubs, page by page. */
export const entitlementsQuery = (api: Api, userId: string) =>
  infiniteQueryOptions({
    queryKey: ['entitlements', userId],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/users/{userId}/entitlements', { params: { path: { userId }, query: paged(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Campaigns of a session as the fan sees them, with his own progress (BEN-7). */
export const sessionCampaignsQuery = (api: Api, ownerId: string, sessionId: string) =>
  queryOptions({
    queryKey: ['campaigns', ownerId, sessionId],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId }, query: { sessionId } } })),
  })

/** Running campaigns of one kind of a club: the exchange shelf, the wish list (BEN-10). */
export const runningCampaignsQuery = (api: Api, ownerId: string, kind: 'pointsExchange' | 'wishList') =>
  queryOptions({
    queryKey: ['campaigns', ownerId, kind],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId }, query: { kind, status: 'running' } } })),
  })

/** What ends in a draw; src/contract/campaigns.ts `drawnKinds`, which no page should load. */
const drawn = ['luckyBag', 'draw', 'freeOrder'] as const
/** So many of each kind, the newest first; what runs is asked for beside them, however old it is. */
const drawsMost = 20

/** Lucky bags, draws and free orders of a club, in a room or without one: what runs and the newest that are over (BEN-7, BEN-10). */
export const drawsQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['campaigns', ownerId, 'draws', 'all'],
    queryFn: async () => {
      const ask = (query: { readonly status?: 'running'; readonly kind?: (typeof drawn)[number]; readonly limit: number }) =>
        answerOf(api.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId }, query } }))
      const lists = await Promise.all([
        ask({ status: 'running', limit: pageSize }),
        ...drawn.map((kind) => ask({ kind, limit: drawsMost })),
      ])
      const all = lists.flatMap(({ items }) => items).filter(({ kind }) => drawn.some((one) => one === kind))
      return [...new Map(all.map((campaign) => [campaign.campaignId, campaign])).values()]
    },
  })

/** One campaign, with the fan's own part in it. */
export const campaignQuery = (api: Api, ownerId: string, campaignId: string) =>
  queryOptions({
    queryKey: ['campaigns', ownerId, 'one', campaignId],
    queryFn: () => answerOf(api.GET('/v1/campaigns/{campaignId}', { params: { path: { campaignId } } })),
  })

/** Who won, by prize, page by page (BEN-7). */
export const winnersQuery = (api: Api, campaignId: string) =>
  infiniteQueryOptions({
    queryKey: ['winners', campaignId],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/campaigns/{campaignId}/winners', { params: { path: { campaignId }, query: paged(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** How many want each prize of a wish list. */
export const wishesQuery = (api: Api, ownerId: string, campaignId: string) =>
  queryOptions({
    queryKey: ['campaigns', ownerId, 'wishes', campaignId],
    queryFn: () => answerOf(api.GET('/v1/campaigns/{campaignId}/wishes', { params: { path: { campaignId } } })),
  })

/** Red packets of a session (BEN-8). */
export const packetsQuery = (api: Api, ownerId: string, sessionId: string) =>
  queryOptions({
    queryKey: ['packets', ownerId, sessionId],
    queryFn: () => answerOf(api.GET('/v1/red-packets', { params: { query: { ownerId, sessionId } } })),
  })

/** One packet with who took how much. */
export const packetQuery = (api: Api, packetId: string) =>
  queryOptions({ queryKey: ['packet', packetId], queryFn: () => answerOf(api.GET('/v1/red-packets/{packetId}', { params: { path: { packetId } } })) })

/** How often a pay-out under way is looked at: it is decided by the platform, which no stream of a fan tells. */
const payoutLookMilliseconds = 10_000

/** The fan's money from red packets. */
export const balanceQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['balance', userId],
    queryFn: () => answerOf(api.GET('/v1/users/{userId}/balance', { params: { path: { userId } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ payingOut }) => payingOut.value > 0) === true && payoutLookMilliseconds,
  })

/** His pay-outs, newest first. */
export const payoutsQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['payouts', userId],
    queryFn: () => answerOf(api.GET('/v1/users/{userId}/payouts', { params: { path: { userId } } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === 'requested') === true && payoutLookMilliseconds,
  })

/** His spendable points in one club (BEN-10). */
export const pointsQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({ queryKey: ['points', ownerId, userId], queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/points', { params: { path: { ownerId, userId } } })) })

/** What they came from and went to, newest first. */
export const pointsLedgerQuery = (api: Api, ownerId: string, userId: string) =>
  infiniteQueryOptions({
    queryKey: ['points', ownerId, userId, 'ledger'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/points/ledger', { params: { path: { ownerId, userId }, query: paged(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** How a claim went. */
interface ClaimTold {
  readonly taken: () => void
  readonly refused: (error: unknown) => void
}

/**
 * Takes a benefit (BEN-4, BEN-5): shown as taken at once; a refusal puts it back. Both are told even where its card has gone meanwhile, as one
 * among the ready ones does.
 */
export function useClaim(ownerId: string, { taken, refused }: ClaimTold) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const { queryKey } = benefitsQuery(api, ownerId, userId)
  return useMutation({
    mutationFn: (benefitId: string) => answerOf(api.POST('/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim', { params: { path: { ownerId, userId, benefitId } } })),
    onMutate: async (benefitId) => {
      await queries.cancelQueries({ queryKey })
      const before = queries.getQueryData(queryKey)
      queries.setQueryData(queryKey, (known) => {
        if (known == null) return known
        const take = (item: (typeof known.items)[number]) =>
          item.benefitId === benefitId ? { ...item, state: 'claimed' as const } : item
        return { ...known, items: known.items.map(take) }
      })
      return { before }
    },
    onSuccess: taken,
    onError: (error, _benefitId, context) => {
      queries.setQueryData(queryKey, context?.before)
      refused(error)
    },
    onSettled: () => refreshBenefits(queries, ownerId),
  })
}

/** After anything that may have moved what the fan has. */
export function refreshBenefits(queries: QueryClient, ownerId: string): void {
  for (const queryKey of [['benefits', ownerId], ['entitlements'], ['balance']]) void refreshQueries(queries, queryKey)
}

/** Chance of the fan's own machine, which goes into his entry of a draw so that nobody else can have chosen it (docs/draws.md). */
const makeNonce = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Takes part in a campaign; `prize` where one is chosen (exchange, wish list). */
export function useEnter(ownerId: string) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  return useMutation({
    mutationFn: ({ campaignId, prize = null }: { readonly campaignId: string; readonly prize?: number | null }) =>
      answerOf(api.POST('/v1/campaigns/{campaignId}/entries', { params: { path: { campaignId } }, body: { userId, nonce: makeNonce(), ...(prize === null ? {} : { prize }) } })),
    onSettled: () => {
      for (const key of ['campaigns', 'points']) void refreshQueries(queries, [key, ownerId])
      refreshBenefits(queries, ownerId)
    },
  })
}

/** Opens a red packet (BEN-8). Where the packet then tells what became of it, it is done when that has come: until then its seal would stand there whole. */
export function useOpenPacket(ownerId: string, packetId: string) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  return useMutation({
    mutationFn: () => answerOf(api.POST('/v1/red-packets/{packetId}/claim', { params: { path: { packetId } }, body: { userId } })),
    onSettled: (_opened, error) => {
      for (const queryKey of [['packets', ownerId], ['balance']]) void refreshQueries(queries, queryKey)
      const shown = refreshQueries(queries, ['packet', packetId])
      const answered = error === null || (error instanceof ApiProblem && error.status >= 400 && error.status < 500)
      return answered ? shown : undefined
    },
  })
}

/** Asks for money to be paid out (BEN-8): once, however often it is pressed until the answer has come. */
export function useRequestPayout() {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const once = useOnce()
  return useMutation({
    mutationFn: (amount: { readonly value: number; readonly currency: string }) =>
      once({ amount }, (body, key) =>
        answerOf(api.POST('/v1/users/{userId}/payouts', { params: { path: { userId }, header: keyed(key) }, body })),
      ),
    onSettled: () => {
      for (const key of ['balance', 'payouts']) void queries.invalidateQueries({ queryKey: [key, userId] })
    },
  })
}
