import type { z } from 'zod'
import type { campaignResult } from '../../../../src/contract/campaigns.ts'
import type { Money } from '../../../../src/contract/forms.ts'
import type { packetResults } from '../../../../src/contract/money.ts'

type Name = 'shares' | 'claimed' | 'returned' | 'winners' | 'worth' | 'orders' | 'buyers' | 'sales'
type Definition = Exclude<Name, 'orders'> | 'ordersOfPacket' | 'ordersOfCampaign'

/** One figure of what came of it, a count or a sum, with the definition that stands beside it (BEN-12, INS-7). */
export interface OutcomeFigure {
  readonly name: Name
  readonly define: Definition
  readonly value: number | Money
}

const figure = (name: Name, define: Definition, value: number | Money): OutcomeFigure => ({ name, define, value })

/** What came of a campaign, in the order in which it is read. */
export const figuresOfCampaign = (result: z.infer<typeof campaignResult>): readonly OutcomeFigure[] => [
  figure('winners', 'winners', result.winners),
  figure('worth', 'worth', result.worth),
  figure('orders', 'ordersOfCampaign', result.orders),
  figure('buyers', 'buyers', result.buyers),
  figure('sales', 'sales', result.sales),
]

/** What came of a red packet. */
export const figuresOfPacket = (result: z.infer<typeof packetResults>): readonly OutcomeFigure[] => [
  figure('shares', 'shares', result.shares),
  figure('claimed', 'claimed', result.claimed),
  figure('returned', 'returned', result.returned),
  figure('orders', 'ordersOfPacket', result.orders),
  figure('buyers', 'buyers', result.buyers),
  figure('sales', 'sales', result.sales),
]
