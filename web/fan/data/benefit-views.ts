import type { z } from 'zod'
import type { memberBenefits } from '../../../src/contract/benefits.ts'
import type { campaignWinner } from '../../../src/contract/campaigns.ts'
import type { packetClaim, userBalance } from '../../../src/contract/money.ts'

export type { EntitlementView, MemberBenefit } from '../../../src/contract/benefits.ts'
export type { CampaignView } from '../../../src/contract/campaigns.ts'
export type { PayoutView, PointsEntry, RedPacketView } from '../../../src/contract/money.ts'
export type CampaignWinner = z.infer<typeof campaignWinner>
export type MemberBenefits = z.infer<typeof memberBenefits>
export type PacketClaim = z.infer<typeof packetClaim>
export type UserBalance = z.infer<typeof userBalance>
