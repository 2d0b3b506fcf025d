import { outward, type OutwardRule } from '../ports/outward.ts'

/** Money as it is told outside: who pays is the platform, so that it alone hears of pay-outs. */
export const moneyOutward: readonly OutwardRule[] = [
  outward<'payout.requested'>({
    type: 'payout.requested',
    topic: 'platform',
    kind: 'payout.requested',
    data: (_, body) => {
      const amount = body['amount'] as { value: number; currency: string }
      return { payoutId: String(body['payoutId']), userId: String(body['userId']), amount }
    },
  }),
]
