import type { BenefitView, EntitlementView } from '../../src/contract/benefits.ts'
import type { CampaignView, DrawRecord } from '../../src/contract/campaigns.ts'
import { checkDraw } from '../../src/contract/draw.ts'
import type { RedPacketView } from '../../src/contract/money.ts'
import { ownerIdOf } from '../race/workload.ts'
import type { Api, Load } from './load.ts'
import { inTurns, until } from './wait.ts'
import { CASH, heldKey, type Coupon, type Draw, type Packet, type Told } from './wishes.ts'

/**
 * What must be true of benefits, money and draws after any fault: what was told holds, nothing was given twice, and every count and account is the
 * sum of what its members have. One line for each finding.
 */

const DRAWN_MS = 30_000
const AT_ONCE = 8

type Say = (words: string) => void
interface Money {
  readonly value: number
}
interface Scene {
  readonly api: Api
  readonly load: Load
  readonly told: Told
  readonly say: Say
  /** what each has, by user */
  readonly wallets: ReadonlyMap<string, readonly EntitlementView[]>
}

async function pagesOf<T>(api: Api, path: string): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: T[]; nextCursor: string | null } = await api('GET', `${path}limit=200${more}`)
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}

/** BEN-4: nobody has a benefit twice; what he was told that he has he has, and nothing else. */
function checkWallets({ told, say, wallets }: Scene): void {
  const prizes = new Set(told.draws.map(({ prizeId }) => prizeId))
  const found = new Map<string, string>()
  for (const [user, wallet] of wallets)
    for (const { benefitId, entitlementId } of wallet) {
      const key = heldKey(user, benefitId)
      if (found.has(key)) say(`${key}: he has it twice`)
      found.set(key, entitlementId)
      if (!prizes.has(benefitId) && !told.held.has(key) && !told.maybe.has(key))
        say(`${key}: he has it, and nobody claimed it`)
    }
  for (const [key, entitlementId] of told.held)
    if (found.get(key) !== entitlementId) say(`${key}: told ${entitlementId}, found ${found.get(key) ?? 'nothing'}`)
}

/** BEN-6: each coupon stands where its last step left it. */
function checkCoupon({ say, wallets }: Scene, coupon: Coupon): void {
  const found = wallets.get(coupon.user)?.find(({ entitlementId }) => entitlementId === coupon.entitlementId)
  const is = `${found?.state} ${found?.orderId}`
  if (!coupon.loose && is !== `${coupon.state} ${coupon.orderId}`)
    say(`coupon ${coupon.entitlementId} is ${is}, not ${coupon.state} ${coupon.orderId}`)
}

/** BEN-5, BEN-12: claimed + left = stock, and what is counted is what the wallets hold. */
async function checkOffers({ api, load, say, wallets }: Scene): Promise<void> {
  const all = [...wallets.values()].flat()
  for (let club = 0; club < load.clubs; club += 1)
    for (const offer of await pagesOf<BenefitView>(api, `/v1/clubs/${ownerIdOf(club)}/benefits?`)) {
      const { benefitId, stock, left, result, budget, kind } = offer
      const own = all.filter((each) => each.benefitId === benefitId)
      const used = own.filter(({ state }) => state === 'used')
      const cost = kind === 'redPacket' ? own.length * CASH : used.reduce((sum, { off }) => sum + (off?.value ?? 0), 0)
      const says = [result.claimed, result.used, result.cost.value]
      const computed = [own.length, kind === 'coupon' ? used.length : result.used, cost]
      if (says.join() !== computed.join())
        say(`benefit ${benefitId}: claimed, used, cost ${says.join()}, its members have ${computed.join()}`)
      if (stock !== null && (own.length > stock || own.length + (left ?? 0) !== stock))
        say(`benefit ${benefitId}: ${own.length} claimed and ${left} left of ${stock}`)
      if (budget !== null && own.length * CASH > budget.value) say(`benefit ${benefitId}: beyond its budget`)
    }
}

/** I18, I19: claimed + remaining + returned = total; nobody has two shares; each has what he was told. */
async function checkPacket({ api, say }: Scene, packet: Packet): Promise<void> {
  const { packetId, total, count, taken, maybe } = packet
  const view = await api<RedPacketView>('GET', `/v1/red-packets/${packetId}`)
  const claims = await pagesOf<{ userId: string; amount: Money }>(api, `/v1/red-packets/${packetId}/claims?`)
  const sum = claims.reduce((all, { amount }) => all + amount.value, 0)
  const parts = [view.claimed.value, view.remaining.value, view.returned.value]
  if (view.total.value !== total || parts.reduce((all, part) => all + part, 0) !== total || view.claimed.value !== sum)
    say(`packet ${packetId}: ${parts.join(' + ')} of ${total}, its claims sum up to ${sum}`)
  const by = new Map(claims.map(({ userId, amount }) => [userId, amount.value]))
  if (by.size !== claims.length) say(`packet ${packetId}: somebody has two shares`)
  if (claims.length > count || (claims.length === count && sum !== total))
    say(`packet ${packetId}: ${claims.length} shares`)
  for (const [user, amount] of taken)
    if (by.get(user) !== amount) say(`packet ${packetId}: ${user} was told ${amount}, has ${by.get(user) ?? 'nothing'}`)
  for (const [user, amount] of by) {
    if (!taken.has(user) && !maybe.has(user)) say(`packet ${packetId}: ${user} has a share that nobody asked for`)
    taken.set(user, amount)
  }
}

/** I21: owners' and users' accounts are the sums of what moved. */
async function checkBooks({ api, load, told, say, wallets }: Scene): Promise<void> {
  const cash = (user: string, club?: number): number =>
    (wallets.get(user) ?? []).filter(
      ({ kind, ownerId }) => kind === 'redPacket' && (club === undefined || ownerId === ownerIdOf(club)),
    ).length * CASH
  const users = load.users.flat()
  for (let club = 0; club < load.clubs; club += 1) {
    const own = told.packets.filter((packet) => packet.club === club)
    const shares = own.reduce((all, { taken }) => all + [...taken.values()].reduce((sum, value) => sum + value, 0), 0)
    const paid = shares + users.reduce((all, user) => all + cash(user, club), 0)
    const view = await api<Record<string, Money>>('GET', `/v1/owners/${ownerIdOf(club)}/budget`)
    // a packet may return between two looks: what is free and what is held are told together
    const says = (view['available']?.value ?? 0) + (view['held']?.value ?? 0)
    const computed = (told.deposits[club] ?? 0) - paid
    if (says !== computed) say(`budget of ${ownerIdOf(club)}: ${says} free and held, computed ${computed}`)
  }
  await inTurns(users, AT_ONCE, async (user) => {
    const { items } = await api<{ items: Record<string, Money>[] }>('GET', `/v1/users/${user}/balance`)
    const got = told.packets.reduce((all, { taken }) => all + (taken.get(user) ?? 0), 0) + cash(user)
    const out = told.payouts.get(user) ?? 0
    const says = [items[0]?.['available']?.value ?? 0, items[0]?.['payingOut']?.value ?? 0]
    if (says.join() !== [got - out, out].join())
      say(`balance of ${user}: available, paying out ${says.join()}, computed ${[got - out, out].join()}`)
  })
}

/** I23…I25: drawn once, from those who entered, by the seed that was promised; each winner has his prize, and nobody else has one. */
async function checkDrawOf({ api, say, wallets }: Scene, draw: Draw): Promise<void> {
  const { campaignId, entrants, quota, prizeId, seedHash } = draw
  const { winners } = await api<CampaignView>('GET', `/v1/campaigns/${campaignId}`)
  const record = await api<DrawRecord>('GET', `/v1/draws/${campaignId}`)
  const broken = checkDraw(record).filter(({ holds }) => !holds)
  if (broken.length > 0 || record.seedHash !== seedHash)
    say(`draw ${campaignId}: ${broken.map(({ check }) => check).join()}`)
  if (record.entryList.join() !== [...entrants.values()].sort().join())
    say(
      `draw ${campaignId}: ${record.entryList.length} entries on record, ${entrants.size} were told that they take part`,
    )
  const names = winners.map(({ userId }) => userId)
  const rightly = winners.every(({ userId, entry }) => record.entryList[entry] === entrants.get(userId))
  if (!rightly || new Set(names).size !== names.length || names.length !== Math.min(quota, entrants.size))
    say(`draw ${campaignId}: ${names.length} winners of ${entrants.size} entrants for ${quota} prizes: ${names.join()}`)
  const having = [...wallets].flatMap(([user, wallet]) =>
    wallet.flatMap(({ benefitId }) => (benefitId === prizeId ? [user] : [])),
  )
  if (having.sort().join() !== names.sort().join())
    say(`draw ${campaignId}: won by ${names.join()}, given to ${having.join()}`)
}

/** Everything that is wrong, in words; call it when every client has settled and a server runs. */
export async function findWrongGifts(api: Api, load: Load): Promise<readonly string[]> {
  const findings: string[] = []
  const { told } = load.wishes
  const say: Say = (words) => void findings.push(words)
  // what is drawn is in a wallet before wallets are looked at
  for (const { campaignId } of told.draws)
    await until(
      async () => (await api<CampaignView>('GET', `/v1/campaigns/${campaignId}`)).status === 'drawn',
      DRAWN_MS,
      `${campaignId} is drawn`,
    )
  const wallets = new Map<string, readonly EntitlementView[]>()
  await inTurns(load.users.flat(), AT_ONCE, async (user) => {
    wallets.set(user, await pagesOf<EntitlementView>(api, `/v1/users/${user}/entitlements?`))
  })
  const scene: Scene = { api, load, told, say, wallets }
  checkWallets(scene)
  for (const coupon of told.coupons) checkCoupon(scene, coupon)
  await checkOffers(scene)
  await inTurns(told.packets, AT_ONCE, (packet) => checkPacket(scene, packet))
  await checkBooks(scene)
  await inTurns(told.draws, AT_ONCE, (draw) => checkDrawOf(scene, draw))
  return findings
}
