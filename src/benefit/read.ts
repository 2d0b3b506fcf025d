import { z } from 'zod'
import {
  eligibility,
  eligibilityQuery,
  memberBenefits,
  withdrawnShownDays,
  type MemberBenefit,
} from '../contract/benefits.ts'
import { id } from '../contract/forms.ts'
import { levelOfIntimacy } from '../contract/ladder.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import type { Mode } from '../contract/words.ts'
import { DAY, toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import { stateOf, type Standing } from './apply.ts'
import { GOODS_MOST, judgeGoods } from './goods.ts'
import { holdingReads } from './holding/read.ts'
import { offeringReads } from './offering/read.ts'
import { BENEFIT_COLUMNS, faceOf, instantOrNull, isBenefit, LADDER_ORDER, type BenefitRow } from './rows.ts'
import { heldOf, offerOf, type HeldRow } from './views.ts'

const memberParams = z.object({ ownerId: id, userId: id })

interface LadderRow extends Partial<BenefitRow>, HeldRow {
  readonly mode: Mode
  readonly intimacy: number | null
  readonly first_time: boolean | null
  readonly stock: number | null
  readonly claimed: number | null
  readonly entitlement_id: string | null
  readonly claimed_at: number | null
  readonly code: string | null
  /** GRP-15: in the group that it is for */
  readonly seated: boolean
}

interface MemberLadder {
  readonly rows: readonly (LadderRow & BenefitRow)[]
  readonly mode: Mode
  /** null: not a member of the running mode */
  readonly member: (Standing & { readonly missingTo: (level: number) => number }) | null
  readonly now: number
}

/**
 * A club's benefits as one user has them, with how he stands: one statement, whatever their number.
 * @param of which benefits, as a condition on `b`, with its own parameter `$3`
 * @returns `unknown_owner` when there is no such club
 */
async function loadLadder(
  app: App,
  { ownerId, userId }: { readonly ownerId: string; readonly userId: string },
  of: { readonly condition: string; readonly parameter: (now: number) => string | readonly string[] },
): Promise<MemberLadder | Rejection> {
  const now = await app.clock.now()
  const [rows, book] = await Promise.all([
    app.db.query<LadderRow>(
      `select c.mode, m.intimacy, f.epoch = 1 and f.left_at is null as first_time, ${BENEFIT_COLUMNS}, t.stock, t.claimed, e.entitlement_id,
         e.state, e.claimed_at, e.expires_at, e.reserved_at, e.code, s.user_no is not null as seated
       from club c
       left join person_alias a on a.user_id = $2
       left join fan f on f.user_no = a.user_no and f.club_no = c.club_no
       left join membership_shown m on m.user_no = a.user_no and m.club_no = c.club_no and m.mode = c.mode
       left join benefit b on b.club_no = c.club_no and ${of.condition}
       left join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
       left join entitlement e on e.user_no = a.user_no and e.club_no = b.club_no and e.benefit_no = b.benefit_no
       left join group_seat s on s.user_no = a.user_no and s.group_no = b.group_no and s.number is not null
       where c.owner_id = $1 order by ${LADDER_ORDER}`,
      [ownerId, userId, of.parameter(now)],
    ),
    app.rules(),
  ])
  const [first] = rows
  if (first === undefined) return reject('unknown_owner')
  const { mode, intimacy } = first
  const rules = book.ofDay(app.calendar.dayOf(now))
  return {
    rows: rows.filter(isBenefit),
    mode,
    member:
      intimacy === null
        ? null
        : {
            level: levelOfIntimacy(rules, mode, intimacy),
            firstTime: first.first_time ?? false,
            missingTo: (level) => Math.max(0, (rules.modes[mode].thresholds[level - 1] ?? 0) - intimacy),
          },
    now,
  }
}

/** What a member is shown: withdrawn ones for a while, and for ever what he took. */
const shown = {
  condition: `(b.withdrawn_at is null or b.withdrawn_at > $3::timestamptz or exists (
    select from entitlement x where x.user_no = a.user_no and x.club_no = b.club_no and x.benefit_no = b.benefit_no and x.claimed_at is not null))`,
  parameter: (now: number): string => toInstant(now - withdrawnShownDays * DAY),
}

const getMemberBenefits = route({
  name: 'getMemberBenefits',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/benefits',
  tag: 'benefits',
  summary: 'Every benefit with its state for this member, and what each takes',
  clauses: ['BEN-2', 'BEN-3'],
  access: { kind: 'self', permission: 'benefits' },
  params: memberParams,
  answer: memberBenefits,
  handle: async (app, { params }) => {
    const ladder = await loadLadder(app, params, shown)
    if (isRejection(ladder)) return ladder
    const { rows, mode, member, now } = ladder
    if (member === null) return reject('not_a_member')
    return {
      mode,
      level: member.level,
      items: rows.map((row): MemberBenefit => ({
        ...faceOf(row),
        state: stateOf(offerOf(row), heldOf(row), member, now, row.seated),
        ...(row.entitlement_id === null ? {} : { entitlementId: row.entitlement_id }),
        missing: member.missingTo(row.from_level),
        claimedAt: instantOrNull(row.claimed_at),
        expiresAt: instantOrNull(row.expires_at),
        left: row.stock === null ? null : row.stock - (row.claimed ?? 0),
        ...(row.code === null ? {} : { code: row.code }),
      })),
    }
  },
})

const getEligibility = route({
  name: 'getEligibility',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/eligibility',
  tag: 'benefits',
  summary: 'May this user buy these goods, or these gifts of a live room, now? For a product page, and for a room',
  clauses: ['BEN-9', 'BEN-1'],
  access: { kind: 'self', permission: 'benefits' },
  params: memberParams,
  query: eligibilityQuery,
  answer: eligibility,
  handle: async (app, { params, query }) => {
    const [products, gifts] = [idsOf(query.products), idsOf(query.gifts)]
    const odd = products === null ? 'products' : gifts === null ? 'gifts' : null
    if (products === null || gifts === null)
      return reject('malformed', undefined, {
        errors: [{ path: `query/${odd}`, message: `1 to ${GOODS_MOST} ids, separated by commas` }],
      })
    const ladder = await loadLadder(app, params, {
      condition: `b.kind in ('product', 'honour') and b.withdrawn_at is null and b.products && $3::text[]`,
      parameter: () => [...products, ...gifts],
    })
    if (isRejection(ladder)) return ladder
    const { rows, member, mode, now } = ladder
    // withdrawn at its instant, whether or not the due work is done: nobody waits for that
    const open = rows.filter((row) => row.withdraw_at === null || row.withdraw_at > now)
    const gates = open.map((row) => ({
      kind: row.kind,
      named: new Set(row.products),
      benefitId: row.benefit_id,
      asleep: row.kind === 'honour' && mode !== 'live',
      offer: offerOf(row),
      seated: row.seated,
      held: heldOf(row),
      stock: row.stock,
      claimed: row.claimed ?? 0,
    }))
    const judged = (kind: 'product' | 'honour', id: string) =>
      judgeGoods(
        gates.filter((gate) => gate.kind === kind && gate.named.has(id)),
        member,
        now,
      )
    return {
      userId: params.userId,
      items: products.map((productId) => ({ productId, ...judged('product', productId) })),
      ...(query.gifts === undefined ? {} : { gifts: gifts.map((giftId) => ({ giftId, ...judged('honour', giftId) })) }),
    }
  },
})

/** Ids of a list in an address, each once; null: one is none, or they are too many. */
function idsOf(list: string | undefined): string[] | null {
  const ids = list === undefined ? [] : [...new Set(list.split(','))]
  return ids.length > GOODS_MOST || !ids.every((each) => id.safeParse(each).success) ? null : ids
}

/** Routes that read benefits. */
export const benefitReads: readonly Route[] = [...offeringReads, getMemberBenefits, getEligibility, ...holdingReads]
