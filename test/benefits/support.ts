import type { BenefitView, EntitlementState, EntitlementView, MemberBenefit } from '../../src/contract/benefits.ts'
import { toInstant } from '../../src/lib/time.ts'
import type { Answered, CallOptions, World } from '../support/club.ts'

export const DAY = 86_400_000
export const HOUR = 3_600_000

export const yuan = (value: number, currency = 'CNY') => ({ value: value * 100, currency })

type Json = Readonly<Record<string, unknown>>

/** Benefits of a world, as a platform asks for them. */
export function benefitsOf(w: World) {
  const path = (ownerId = 'luo') => `/v1/clubs/${ownerId}/benefits`
  const claimPath = (user: string, benefitId: string, ownerId = 'luo') =>
    `${w.memberPath(user, ownerId)}/benefits/${benefitId}/claim`

  return {
    path,
    claimPath,
    /** Offers a service, open to everybody unless said. */
    offer: (more: Json = {}, ownerId = 'luo') =>
      w.must<BenefitView>('POST', path(ownerId), { kind: 'service', name: 'a promise', audience: {}, ...more }),
    coupon: (more: Json = {}, coupon: Json = {}) =>
      w.must<BenefitView>('POST', path(), {
        kind: 'coupon',
        name: 'a coupon',
        audience: {},
        coupon: { minimum: yuan(100), off: yuan(20), validDays: 7, ...coupon },
        ...more,
      }),
    patch: (benefitId: string, patch: Json, options: CallOptions = {}): Promise<Answered<Json>> =>
      w.call('PATCH', `${path()}/${benefitId}`, patch, options),
    claim: (user: string, benefitId: string, ownerId = 'luo') =>
      w.must<EntitlementView>('POST', claimPath(user, benefitId, ownerId)),
    /** `status code` of a claim. */
    tryClaim: (user: string, benefitId: string, ownerId = 'luo') =>
      w.refusal('POST', claimPath(user, benefitId, ownerId)),
    ladder: (user: string, ownerId = 'luo') =>
      w.must<{ mode: string; level: number; items: MemberBenefit[] }>('GET', `${w.memberPath(user, ownerId)}/benefits`),
    async state(user: string, benefitId: string, ownerId = 'luo'): Promise<EntitlementState | 'absent'> {
      const { items } = await w.must<{ items: MemberBenefit[] }>('GET', `${w.memberPath(user, ownerId)}/benefits`)
      return items.find((item) => item.benefitId === benefitId)?.state ?? 'absent'
    },
    /** What the store holds of a user's benefit. */
    async row(user: string, benefitId: string): Promise<string | null> {
      const rows = await w.db.query<{ state: string }>(
        `select e.state from entitlement e join benefit b using (benefit_no) join person_alias a using (user_no)
         where a.user_id = $1 and b.benefit_id = $2::uuid`,
        [user, benefitId],
      )
      return rows[0]?.state ?? null
    },
    /** Messages of one kind that the store has for open pages, oldest first: topic and body. */
    told: (kind: string) =>
      w.db.query<{ topic: string; body: Json }>(
        'select topic, body from outbox where kind = $1 order by txid, position',
        [kind],
      ),
    at: (instant: number) => toInstant(instant),
  }
}
