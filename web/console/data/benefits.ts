import { useInfiniteQuery, useQuery, type QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { paths } from '../../../sdk/schema.gen.ts'
import type { AttachmentView, benefitList, BenefitView, issueView } from '../../../src/contract/benefits.ts'
import type { campaignWinner } from '../../../src/contract/campaigns.ts'
import type { budgetView, postingList } from '../../../src/contract/money.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { keyed } from '../../shared/use-once.ts'

/** Claims reach an owner without a stream message: an open page looks again this often. */
const lookAgainMilliseconds = 5_000
const lookOftenMilliseconds = 2_000
/** A club offers at most 200 at once; withdrawn ones may come to some pages more. */
const listPagesMost = 10

export type BenefitList = z.infer<typeof benefitList>
export type Issue = z.infer<typeof issueView>
export type Attachment = AttachmentView
export type Winner = z.infer<typeof campaignWinner>
export type Budget = z.infer<typeof budgetView>
export type Posting = z.infer<typeof postingList>['items'][number]

/** What a call takes, as the OpenAPI document says. */
type Sent<Call> = Call extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : never
export type BenefitWish = Sent<paths['/v1/clubs/{ownerId}/benefits']['post']>
export type BenefitChange = Sent<paths['/v1/clubs/{ownerId}/benefits/{benefitId}']['patch']>
export type CampaignWish = Sent<paths['/v1/clubs/{ownerId}/campaigns']['post']>
export type BudgetMove = Sent<paths['/v1/owners/{ownerId}/budget']['post']>
export type PacketWish = Sent<paths['/v1/red-packets']['post']>

/** Every call of a club's benefits, campaigns and money. */
export function benefitCalls(api: Api, ownerId: string) {
  const path = { ownerId }
  return {
    ...campaignCalls(api, ownerId),
    ...moneyCalls(api, ownerId),
    list: async (status: 'open' | 'all'): Promise<BenefitList> => {
      const pageAt = (cursor: string | null) =>
        answerOf(
          api.GET('/v1/clubs/{ownerId}/benefits', {
            params: { path, query: { status, limit: 200, ...(cursor === null ? {} : { cursor }) } },
          }),
        )
      const first = await pageAt(null)
      const items = [...first.items]
      let cursor = first.nextCursor
      for (let pages = 1; cursor !== null && pages < listPagesMost; pages += 1) {
        const next = await pageAt(cursor)
        items.push(...next.items)
        cursor = next.nextCursor
      }
      return { ...first, items, nextCursor: cursor }
    },
    create: (body: BenefitWish, key: string) =>
      answerOf(api.POST('/v1/clubs/{ownerId}/benefits', { params: { path, header: keyed(key) }, body })),
    change: (benefitId: string, body: BenefitChange) =>
      answerOf(api.PATCH('/v1/clubs/{ownerId}/benefits/{benefitId}', { params: { path: { ownerId, benefitId } }, body })),
    issue: (benefitId: string, body: { readonly fromLevel: number; readonly toLevel: number }) =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/benefits/{benefitId}/issues', { params: { path: { ownerId, benefitId } }, body }),
      ),
    ...attachmentCalls(api, ownerId),
    issues: (benefitId: string) =>
      answerOf(api.GET('/v1/clubs/{ownerId}/benefits/{benefitId}/issues', { params: { path: { ownerId, benefitId } } })),
  }
}

/** A coupon in other owners' hands, and others' coupons in this one's (BEN-6). */
function attachmentCalls(api: Api, ownerId: string) {
  const at = (benefitId: string, creatorId: string) => ({ params: { path: { ownerId, benefitId, creatorId } } })
  return {
    attachments: (benefitId: string, cursor: string | null) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/benefits/{benefitId}/attachments', {
          params: { path: { ownerId, benefitId }, query: { limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    grant: (benefitId: string, creatorId: string, stock: number) =>
      answerOf(
        api.PUT('/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}', {
          ...at(benefitId, creatorId),
          body: { stock },
        }),
      ),
    endGrant: (benefitId: string, creatorId: string) =>
      answerOf(
        api.DELETE('/v1/clubs/{ownerId}/benefits/{benefitId}/attachments/{creatorId}', at(benefitId, creatorId)),
      ),
    attachable: () =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/attachable-coupons', { params: { path: { ownerId }, query: { limit: 200 } } }),
      ),
  }
}

function campaignCalls(api: Api, ownerId: string) {
  const path = { ownerId }
  const one = (campaignId: string) => ({ params: { path: { campaignId } } })
  return {
    campaigns: (cursor: string | null) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/campaigns', {
          params: { path, query: { limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    campaign: (campaignId: string) => answerOf(api.GET('/v1/campaigns/{campaignId}', one(campaignId))),
    createCampaign: (body: CampaignWish, key: string) =>
      answerOf(api.POST('/v1/clubs/{ownerId}/campaigns', { params: { path, header: keyed(key) }, body })),
    cancelCampaign: (campaignId: string) => answerOf(api.POST('/v1/campaigns/{campaignId}/cancel', one(campaignId))),
    deliver: (campaignId: string, entry: number, body: { readonly delivered: boolean; readonly prize: number }) =>
      answerOf(
        api.PUT('/v1/campaigns/{campaignId}/winners/{entry}/delivered', { params: { path: { campaignId, entry } }, body }),
      ),
    winners: (campaignId: string, cursor: string | null) =>
      answerOf(
        api.GET('/v1/campaigns/{campaignId}/winners', {
          params: { path: { campaignId }, query: { limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    campaignResult: (campaignId: string) => answerOf(api.GET('/v1/campaigns/{campaignId}/result', one(campaignId))),
    wishes: (campaignId: string) => answerOf(api.GET('/v1/campaigns/{campaignId}/wishes', one(campaignId))),
  }
}

function moneyCalls(api: Api, ownerId: string) {
  const path = { ownerId }
  return {
    budget: () => answerOf(api.GET('/v1/owners/{ownerId}/budget', { params: { path } })),
    deposit: (body: BudgetMove, key: string) =>
      answerOf(api.POST('/v1/owners/{ownerId}/budget', { params: { path, header: keyed(key) }, body })),
    withdrawal: (body: BudgetMove, key: string) =>
      answerOf(api.POST('/v1/owners/{ownerId}/budget/withdrawals', { params: { path, header: keyed(key) }, body })),
    books: (cursor: string | null) =>
      answerOf(
        api.GET('/v1/owners/{ownerId}/budget/ledger', {
          params: { path, query: { limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    packets: (cursor: string | null) =>
      answerOf(
        api.GET('/v1/red-packets', {
          params: { query: { ownerId, limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    packetResult: (packetId: string) =>
      answerOf(api.GET('/v1/red-packets/{packetId}/results', { params: { path: { packetId } } })),
    sendPacket: (body: PacketWish, key: string) =>
      answerOf(api.POST('/v1/red-packets', { params: { header: keyed(key) }, body })),
  }
}

/** What queries of a club's benefits are kept under, so that a live update can mark one part as old. */
export const benefitsKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'benefits', ...parts]
export const campaignsKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'campaigns', ...parts]
export const moneyKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'money', ...parts]

function useCalls(ownerId: string) {
  return benefitCalls(useApi(), ownerId)
}

/** Benefits with what the server warns of; withdrawn ones only if asked for. */
export function useBenefits(ownerId: string, status: 'open' | 'all') {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: benefitsKey(ownerId, 'list', status),
    queryFn: () => calls.list(status),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** Puts a benefit just made into the lists, before they are read anew. */
export function addBenefit(queries: QueryClient, ownerId: string, made: BenefitView): void {
  queries.setQueriesData<BenefitList>({ queryKey: benefitsKey(ownerId, 'list') }, (list) => {
    if (list === undefined) return list
    return { ...list, items: [...list.items.filter(({ benefitId }) => benefitId !== made.benefitId), made] }
  })
}

/** Issues of a coupon, newest first; looked at again while one is under way (BEN-13). */
export function useIssues(ownerId: string, benefitId: string, enabled: boolean) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: benefitsKey(ownerId, benefitId, 'issues'),
    queryFn: async () => (await calls.issues(benefitId)).items,
    refetchInterval: ({ state }) =>
      state.data?.some((issue) => issue.finishedAt === null) === true ? lookOftenMilliseconds : false,
    enabled,
  })
}

/** Who may attach a coupon, and what came of it; looked at again, as its results are. */
export function useAttachments(ownerId: string, benefitId: string) {
  const calls = useCalls(ownerId)
  return useInfiniteQuery({
    queryKey: benefitsKey(ownerId, benefitId, 'attachments'),
    queryFn: ({ pageParam }) => calls.attachments(benefitId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: lookAgainMilliseconds,
  })
}

/** Coupons of other owners that this one may attach. */
export function useAttachable(ownerId: string) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: benefitsKey(ownerId, 'attachable'),
    queryFn: async () => (await calls.attachable()).items,
  })
}

/** Campaigns, newest first. */
export function useCampaigns(ownerId: string) {
  const calls = useCalls(ownerId)
  return useInfiniteQuery({
    queryKey: campaignsKey(ownerId, 'list'),
    queryFn: ({ pageParam }) => calls.campaigns(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: lookAgainMilliseconds,
  })
}

/** One campaign; its entries are looked at often while it runs. */
export function useCampaign(ownerId: string, campaignId: string) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: campaignsKey(ownerId, campaignId),
    queryFn: () => calls.campaign(campaignId),
    refetchInterval: ({ state }) =>
      state.data?.status === 'running' || state.data?.status === 'closed' ? lookOftenMilliseconds : false,
  })
}

/** Who won or exchanged what, by prize, 50 a page (BEN-7, BEN-10); looked at again while there can be more. */
export function useWinners(ownerId: string, campaignId: string, growing: boolean) {
  const calls = useCalls(ownerId)
  return useInfiniteQuery({
    queryKey: campaignsKey(ownerId, campaignId, 'winners'),
    queryFn: ({ pageParam }) => calls.winners(campaignId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: growing ? lookOftenMilliseconds : false,
  })
}

/** How many wished for which of a wish list (BEN-10). */
export function useWishes(ownerId: string, campaignId: string, enabled: boolean) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: campaignsKey(ownerId, campaignId, 'wishes'),
    queryFn: async () => (await calls.wishes(campaignId)).items,
    refetchInterval: lookAgainMilliseconds,
    enabled,
  })
}

/** What came of a campaign (BEN-12). */
export function useCampaignResult(ownerId: string, campaignId: string) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: campaignsKey(ownerId, campaignId, 'result'),
    queryFn: () => calls.campaignResult(campaignId),
  })
}

/** What came of a red packet (BEN-12); looked at again while it is open. */
export function usePacketResult(ownerId: string, packetId: string, open: boolean) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: moneyKey(ownerId, 'packets', packetId, 'result'),
    queryFn: () => calls.packetResult(packetId),
    refetchInterval: open ? lookAgainMilliseconds : false,
  })
}

/** What the owner can spend, and what is held (BEN-8). */
export function useBudget(ownerId: string) {
  const calls = useCalls(ownerId)
  return useQuery({
    queryKey: moneyKey(ownerId, 'budget'),
    queryFn: () => calls.budget(),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** The books, newest first, 50 lines a page. */
export function useBooks(ownerId: string) {
  const calls = useCalls(ownerId)
  return useInfiniteQuery({
    queryKey: moneyKey(ownerId, 'books'),
    queryFn: ({ pageParam }) => calls.books(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Red packets, newest first, 50 a page; looked at often while one is open. */
export function usePackets(ownerId: string) {
  const calls = useCalls(ownerId)
  return useInfiniteQuery({
    queryKey: moneyKey(ownerId, 'packets'),
    queryFn: ({ pageParam }) => calls.packets(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((packet) => packet.status === 'open')) === true
        ? lookOftenMilliseconds
        : lookAgainMilliseconds,
  })
}
