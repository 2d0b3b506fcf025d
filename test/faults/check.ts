import type { SentEvent } from '../support/club.ts'
import { oracle } from '../property/oracle.ts'
import type { RawEvent } from '../race/workload.ts'
import { findWrongGifts } from './check-wishes.ts'
import { apiOf, type Api, type Load } from './load.ts'
import { inTurns } from './wait.ts'

/**
 * What must be true after any fault, seen from outside: every event that was acknowledged is in, none counts twice, and each member, each
 * session and the ledger say what an independent computation (test/property/oracle.ts) makes of what was sent. One line for each finding.
 */

const RESEND = 500
const FINDINGS_MOST = 20

interface MemberView {
  readonly intimacy: number
  readonly badge: { readonly lit: boolean }
}
interface LedgerPage {
  readonly items: readonly { readonly delta: number; readonly balance: number; readonly eventId: string | null }[]
  readonly nextCursor: string | null
}
interface SessionTotals {
  readonly orders: number
  readonly sales: { readonly value: number }
  readonly interactions: number
}

async function ledgerOf(api: Api, path: string): Promise<LedgerPage['items']> {
  const items: LedgerPage['items'][number][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: LedgerPage = await api('GET', `${path}/ledger?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

/** Each event with an answer once more: one line for each that is not known (or not refused) as it was. */
export async function findForgotten(url: string, load: Load): Promise<readonly string[]> {
  const api = apiOf(url)
  const findings: string[] = []
  const all = [...load.records.values()]
  for (let at = 0; at < all.length; at += RESEND) {
    const part = all.slice(at, at + RESEND)
    const answer = await api<{ results: { status: string; code?: string }[] }>(
      'POST',
      '/v1/events',
      part.map(({ event }) => event),
    )
    for (const [index, { event, status, code }] of part.entries()) {
      const result = answer.results[index]
      const expected = status === 'rejected' ? 'rejected' : 'duplicate'
      if (result?.status !== expected || (status === 'rejected' && result.code !== code))
        findings.push(
          `${event.type} ${event.id} was answered ${status} ${code ?? ''}, and sent again ${result?.status ?? 'nothing'} ${result?.code ?? ''}`,
        )
    }
  }
  return findings
}

/** A member's events are those of one user in one club: the oracle knows one club. */
function byMember(events: readonly RawEvent[]): Map<string, { user: string; club: string; events: RawEvent[] }> {
  const members = new Map<string, { user: string; club: string; events: RawEvent[] }>()
  for (const event of events) {
    const club = event.data['ownerId']
    if (event.subject === undefined || typeof club !== 'string') continue
    const key = `${event.subject} ${club}`
    const member = members.get(key) ?? { user: event.subject, club, events: [] }
    members.set(key, member)
    member.events.push(event)
  }
  return members
}

async function checkMember(api: Api, user: string, club: string, events: readonly RawEvent[]): Promise<string[]> {
  const path = `/v1/clubs/${club}/members/${user}`
  const expected = oracle(events as unknown as readonly SentEvent[]).get(user)
  const [view, ledger] = await Promise.all([api<MemberView>('GET', path), ledgerOf(api, path)])
  const findings: string[] = []
  const say = (words: string): void => void findings.push(`${user} in ${club}: ${words}`)
  if (view.intimacy !== (expected?.balance ?? 0)) say(`${view.intimacy} points, computed ${expected?.balance ?? 0}`)
  if (view.badge.lit !== (expected?.lit ?? false)) say(`badge lit is ${view.badge.lit}`)
  const deltas = ledger.map(({ delta }) => delta).reverse()
  const computed = (expected?.entries ?? []).map(({ delta }) => delta)
  if (deltas.join() !== computed.join()) say(`ledger ${deltas.join()}, computed ${computed.join()}`)
  const sum = deltas.reduce((total, delta) => total + delta, 0)
  if (sum !== view.intimacy || (ledger[0]?.balance ?? 0) !== view.intimacy)
    say(`the ledger sums up to ${sum} and ends at ${ledger[0]?.balance ?? 0}, the member has ${view.intimacy}`)
  return findings
}

// a lit badge is a gift
const interactions = ['live.commented', 'live.liked', 'live.shared', 'live.gifted', 'live.lightBadge']

async function checkSession(api: Api, sessionId: string, load: Load): Promise<string[]> {
  const events = [...load.records.values()]
    .filter(({ event, status }) => status !== 'rejected' && event.data['sessionId'] === sessionId)
    .map(({ event }) => event)
  if (events.length === 0) return []
  const orders = events.filter(({ type }) => type === 'order.paid')
  const paid = orders.reduce((sum, { data }) => sum + (data['amount'] as { value: number }).value, 0)
  const told = await api<SessionTotals>('GET', `/v1/sessions/${sessionId}/totals`)
  const says = [told.orders, told.sales.value, told.interactions]
  const expected = [orders.length, paid, events.filter(({ type }) => interactions.includes(type)).length]
  return says.join() === expected.join()
    ? []
    : [`${sessionId}: orders, sales, interactions ${says.join()}, computed ${expected.join()}`]
}

/** Everything that is wrong, in words; call it when every client has settled and the servers run. */
export async function findWrong(url: string, load: Load): Promise<readonly string[]> {
  const api = apiOf(url)
  const findings = [...load.problems, ...(await findForgotten(url, load))]
  const members = load.sent.flatMap((events) => [...byMember(events).values()])
  await inTurns(members, 8, async ({ user, club, events }) => {
    findings.push(...(await checkMember(api, user, club, events)))
  })
  for (let club = 0; club < load.clubs; club += 1) findings.push(...(await checkSession(api, `session-${club}`, load)))
  findings.push(...(await findWrongGifts(api, load)))
  return findings.slice(0, FINDINGS_MOST)
}
