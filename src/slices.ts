import { accountWriteRoutes } from './account/ingest.ts'
import { accountReadRoutes } from './account/read.ts'
import { badgeWrites } from './badge/ingest.ts'
import { badgeOutward } from './badge/publish.ts'
import { badgeReads } from './badge/read.ts'
import { attachingWrites } from './benefit/attaching/ingest.ts'
import { attachingReads } from './benefit/attaching/read.ts'
import { benefitWrites } from './benefit/ingest.ts'
import { benefitOutward } from './benefit/publish.ts'
import { benefitReads } from './benefit/read.ts'
import { campaignWrites } from './campaign/ingest.ts'
import { campaignOutward } from './campaign/publish.ts'
import { campaignReads } from './campaign/read.ts'
import { clubWrites } from './club/ingest.ts'
import { clubOutward } from './club/publish.ts'
import { clubReads } from './club/read.ts'
import { issueWrites } from './coupon/ingest-issue.ts'
import { couponWrites } from './coupon/ingest.ts'
import { couponOutward } from './coupon/publish.ts'
import { couponReads } from './coupon/read.ts'
import { noRelays, type RelaySettings } from './contract/linking.ts'
import type { Route } from './contract/route.ts'
import { groupWrites } from './group/ingest.ts'
import { phraseWrites } from './group/phrases/ingest.ts'
import { phraseReads } from './group/phrases/read.ts'
import { messageWrites } from './group/messages/ingest.ts'
import { inboxReads } from './group/inbox/read.ts'
import { mediaWrites } from './group/media/ingest.ts'
import { messageReads } from './group/messages/read.ts'
import { pollWrites } from './group/polls/ingest.ts'
import { pollReads } from './group/polls/read.ts'
import { rateReads } from './group/rates/read.ts'
import { reportWrites } from './group/reports/ingest.ts'
import { reportReads } from './group/reports/read.ts'
import { groupOutward } from './group/publish.ts'
import { groupReads } from './group/read.ts'
import { reviewCallReads, reviewCallWrites } from './group/reviews/routes.ts'
import { deskReads } from './group/desk/read.ts'
import { postWrites } from './group/scheduling/ingest.ts'
import { postReads } from './group/scheduling/read.ts'
import { seatWrites } from './group/seating/ingest.ts'
import { seatReads } from './group/seating/read.ts'
import { intimacyWrites } from './intimacy/ingest.ts'
import { linkWrites } from './linking/ingest.ts'
import { linkReads } from './linking/read.ts'
import { requestRoutes } from './linking/requests/ingest.ts'
import { signalRoutes } from './linking/signals/ingest.ts'
import { intimacyReads } from './intimacy/read.ts'
import { levelWrites } from './level/ingest.ts'
import { levelReads } from './level/read.ts'
import { liveOutward } from './live/publish.ts'
import { liveReads } from './live/read.ts'
import { memberWrites } from './member/ingest.ts'
import { memberOutward } from './member/publish.ts'
import { memberReads } from './member/read.ts'
import { moderationWrites } from './moderation/ingest.ts'
import { moderationReads } from './moderation/read.ts'
import { moneyWrites } from './money/ingest.ts'
import { moneyOutward } from './money/publish.ts'
import { moneyReads } from './money/read.ts'
import { operationsReads } from './operations/read.ts'
import { packetWrites } from './packet/ingest.ts'
import { packetOutward } from './packet/publish.ts'
import { packetReads } from './packet/read.ts'
import { personWrites } from './person/ingest.ts'
import { userDataReads } from './person/data/read.ts'
import { erasureWrites } from './person/erasure/ingest.ts'
import { erasureOutward } from './person/erasure/publish.ts'
import { erasureReads } from './person/erasure/read.ts'
import { personReads } from './person/read.ts'
import { pointsWrites } from './points/ingest.ts'
import { pointsReads } from './points/read.ts'
import { quarantineWrites } from './quarantine/ingest.ts'
import { quarantineReads } from './quarantine/read.ts'
import { reachWrites } from './reach/ingest.ts'
import { noReach, type ReachParts } from './reach/parts.ts'
import { reachReads } from './reach/read.ts'
import { roomWriteRoutes } from './room/ingest.ts'
import type { RoomParts } from './room/parts.ts'
import { roomReadRoutes } from './room/read.ts'
import { sandboxRoutes } from './sandbox/ingest.ts'
import { serviceFigureReads } from './service/figures/read.ts'
import { serviceWrites } from './service/ingest.ts'
import { serviceReads } from './service/read.ts'
import { serviceSettingWrites } from './service/settings/ingest.ts'
import { serviceSettingReads } from './service/settings/read.ts'
import { webhookWrites } from './webhook/ingest.ts'
import type { WebhookParts } from './webhook/parts.ts'
import { webhookOutward } from './webhook/publish.ts'
import { webhookReads } from './webhook/read.ts'

/** Every slice by what it brings: the list that grows with the product. */

/** Every route of the slices; the edge adds its own. */
export const allRoutes = (
  rooms: RoomParts,
  webhooks: WebhookParts,
  relays: RelaySettings = noRelays,
  reach: ReachParts = noReach,
): readonly Route[] => [
  ...clubReads,
  ...clubWrites,
  ...badgeReads,
  ...badgeWrites,
  ...memberReads,
  ...memberWrites,
  ...intimacyReads,
  ...intimacyWrites,
  ...levelReads,
  ...levelWrites,
  ...liveReads,
  ...benefitReads,
  ...benefitWrites,
  ...attachingReads,
  ...attachingWrites,
  ...personReads,
  ...personWrites,
  ...userDataReads,
  ...erasureReads,
  ...erasureWrites,
  ...accountReadRoutes,
  ...accountWriteRoutes,
  ...roomReadRoutes,
  ...roomWriteRoutes(rooms),
  ...operationsReads,
  ...quarantineReads,
  ...quarantineWrites,
  ...webhookReads,
  ...webhookWrites(webhooks),
  ...reachReads(reach),
  ...reachWrites(reach),
  ...couponReads,
  ...couponWrites,
  ...issueWrites,
  ...campaignReads,
  ...campaignWrites,
  ...moneyReads,
  ...moneyWrites,
  ...packetReads,
  ...packetWrites,
  ...pointsReads,
  ...pointsWrites,
  ...groupReads,
  ...groupWrites,
  ...seatReads,
  ...seatWrites,
  ...messageReads,
  ...inboxReads,
  ...messageWrites,
  ...mediaWrites,
  ...pollReads,
  ...pollWrites,
  ...reviewCallReads,
  ...reviewCallWrites,
  ...phraseReads,
  ...phraseWrites,
  ...rateReads,
  ...reportReads,
  ...reportWrites,
  ...moderationReads,
  ...moderationWrites,
  ...deskReads,
  ...postReads,
  ...postWrites,
  ...linkReads,
  ...linkWrites(relays),
  ...requestRoutes,
  ...signalRoutes,
  ...serviceReads,
  ...serviceWrites,
  ...serviceSettingReads,
  ...serviceSettingWrites,
  ...serviceFigureReads,
  ...sandboxRoutes,
]

/** What is told outside, by slice (PLT-4). */
export const outwardRules = [
  ...memberOutward,
  ...liveOutward,
  ...clubOutward,
  ...badgeOutward,
  ...benefitOutward,
  ...couponOutward,
  ...webhookOutward,
  ...moneyOutward,
  ...packetOutward,
  ...erasureOutward,
  ...campaignOutward,
  ...groupOutward,
]
