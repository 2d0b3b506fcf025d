import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  club,
  ledger,
  levels,
  member,
  products,
  scenarios,
  screenLine,
  standing,
  today,
  type Scenario,
} from './fixtures.ts'
import { benefitRoute, meet, stage } from './mock-benefits.ts'
import type { LedgerEntry, MemberView } from '../../src/contract/views.ts'

/**
 * A stand-in for the server, to look at pages in every situation: `npx tsx web/dev/mock-server.ts [port]`, then
 * `TIEFEN_DEV_SERVER=http://127.0.0.1:PORT npx vite -c web/vite.config.ts`. It knows no rules: the owner's id picks the situation (fixtures.ts).
 */
type Answer = readonly [status: number, body: unknown]
type Call = (parts: readonly string[], body: Record<string, unknown>) => Answer | undefined

const me = 'guest-1'
let myName = '小满'
const members = new Map<Scenario, MemberView>([
  ['luo', member('luo', me, myName, 649, true)],
  ['quiet', member('quiet', me, myName, 5_200, true)],
  ['long', member('long', me, myName, 160_500, true)],
])
const ledgers = new Map<Scenario, LedgerEntry[]>()
const orders: Record<string, unknown>[] = []
const hearers = new Set<{ readonly response: ServerResponse; readonly topics: readonly string[] }>()
let position = 0

const problem = (status: number, code: string, extra = {}): Answer => [
  status,
  { type: 'about:blank', title: code, status, code, ...extra },
]
const list = (items: readonly unknown[]) => ({ items, nextCursor: null })
const isScenario = (id: string): id is Scenario => id in scenarios

function tell(topic: string, kind: string, body: unknown): void {
  position += 1
  const data = `id: ${position}\ndata: ${JSON.stringify({ topic, kind, body })}\n\n`
  for (const hearer of hearers) if (hearer.topics.includes(topic)) hearer.response.write(data)
}

/** Points for the guest, so that the page moves. */
function earn(
  ownerId: Scenario,
  delta: number,
  entry: Partial<LedgerEntry> & Pick<LedgerEntry, 'task'>,
  lit?: boolean,
): void {
  const old = members.get(ownerId)
  if (old === undefined) return
  const intimacy = Math.max(0, old.intimacy + delta)
  const tasks = old.today.tasks.map((task) =>
    task.task === entry.task && delta > 0
      ? { ...task, earned: Math.min(task.cap, task.earned + delta), count: task.count + 1 }
      : task,
  )
  const fresh: MemberView = {
    ...old,
    ...standing(intimacy),
    intimacy,
    badge: { ...old.badge, lit: lit ?? old.badge.lit },
    today: { ...old.today, tasks, earned: tasks.reduce((sum, task) => sum + task.earned, 0) },
  }
  members.set(ownerId, fresh)
  const rows = ledgers.get(ownerId) ?? ledger(ownerId)
  const first = rows[0]
  if (first !== undefined)
    ledgers.set(ownerId, [
      {
        ...first,
        id: `x${rows.length}`,
        at: '2026-03-01T10:30:00Z',
        businessDay: today,
        delta,
        balance: intimacy,
        ...entry,
      },
      ...rows,
    ])
  tell(`member:${ownerId}:${me}`, 'member.moved', {
    intimacy,
    level: fresh.level,
    title: fresh.title,
    delta,
    levelUp: fresh.level > old.level,
  })
}

const clubCalls: Record<string, Call> = {
  'GET ': ([id = '']) => (isScenario(id) ? [200, club(id)] : problem(404, 'unknown_owner')),
  'GET levels': ([id = '']) => (isScenario(id) ? [200, levels(scenarios[id].mode)] : undefined),
  'GET sessions': ([id = '']) => [
    200,
    list([
      {
        sessionId: `${id}-s1`,
        title: '今晚七点,春茶开箱',
        startedAt: '2026-03-01T09:00:00Z',
        endedAt: null,
        viewers: 812,
        orders: 46,
        sales: { value: 689_000, currency: 'CNY' },
        joins: 37,
      },
    ]),
  ],
  'GET badge-names': () => [200, list([])],
  'POST badge-names': (_parts, { name }) =>
    String(name).length > 3 ? problem(422, 'badge_name_too_long') : [202, { reviewId: 'r1', status: 'waiting' }],
  'PUT purchase-task': (_parts, { on }) => [200, { on, phase: 1, share: 0.2 }],
}

const memberCalls: Record<string, Call> = {
  'GET ': ([id = '']) => {
    if (id === 'broken') return problem(500, 'internal')
    const found = isScenario(id) ? members.get(id) : undefined
    return found === undefined ? problem(404, 'not_a_member') : [200, found]
  },
  'PUT ': ([id = ''], { entryGift }) => {
    if (!isScenario(id)) return undefined
    if (id === 'newcomer' && ledgers.has(id))
      return problem(409, 'rejoin_cooldown', { retryAt: '2026-03-02T09:30:00Z' })
    if (scenarios[id].mode === 'live' && entryGift === undefined && !gifted.has(id))
      return problem(409, 'entry_gift_required')
    members.set(id, members.get(id) ?? member(id, me, myName, 0, false, {}))
    return [200, members.get(id)]
  },
  'DELETE ': ([id = '']) => {
    if (!isScenario(id)) return undefined
    members.delete(id)
    return [200, { leftAt: '2026-03-01T10:30:00Z', rejoinAt: '2026-03-02T10:30:00Z', exitsLeftToday: 2 }]
  },
  'GET leave-preview': ([id = '']) => {
    const found = isScenario(id) ? members.get(id) : undefined
    return [200, { intimacy: found?.intimacy ?? 0, level: found?.level ?? 1, rejoinAfterHours: 24, exitsLeftToday: 3 }]
  },
  'GET ledger': ([id = '']) =>
    isScenario(id)
      ? [200, list(id === 'newcomer' || id === 'xingchen' ? (ledgers.get(id) ?? []) : (ledgers.get(id) ?? ledger(id)))]
      : undefined,
}
const gifted = new Set<string>()

const sessionCalls: Record<string, Call> = {
  'GET screen': ([id = '']) => {
    const ownerId = id.replace('-s1', '')
    return isScenario(ownerId)
      ? [200, { items: ownerId === 'newcomer' ? [] : Array.from({ length: 9 }, (_, n) => screenLine(ownerId, n)) }]
      : undefined
  },
  'GET tasks': () => [
    200,
    {
      sessionId: 's1',
      membersPresent: 214,
      items: [
        ['watch', 131, 40],
        ['comment', 88, 12],
        ['like', 120, 96],
        ['cart', 40, 3],
        ['purchase', 46, 1],
      ].map(([task, completed, exhausted]) => ({ task, completed, exhausted })),
    },
  ],
  'GET members': ([id = '']) => {
    const ownerId = id.replace('-s1', '')
    if (!isScenario(ownerId)) return undefined
    const rows = Array.from({ length: 7 }, (_, n) => ({
      ...screenLine(ownerId, n),
      userId: `fan-${n}`,
      online: n < 5,
      completed: ['watch', 'comment'].slice(0, n % 3),
      exhausted: n % 3 === 2 ? ['comment'] : [],
      lastSeenAt: '2026-03-01T10:00:00Z',
    }))
    return [200, list(ownerId === 'newcomer' ? [] : rows)]
  },
}

const demoCalls: Record<string, Call> = {
  'GET shelf': () => [
    200,
    {
      products: products.map(([productId, title, value, emoji, hue]) => ({
        productId,
        title,
        price: { value, currency: 'CNY' },
        emoji,
        hue,
      })),
    },
  ],
  'GET orders': () => [200, { items: orders }],
  'POST act': ([id = ''], act) => {
    if (!isScenario(id)) return undefined
    if (act['kind'] === 'lightBadge') gifted.add(id)
    if (act['kind'] === 'watch') meet('watch')
    if (act['kind'] === 'comment') {
      if (act['text'] === '春茶上新啦') meet('phrase')
      const { level = 1, title = 'Lv1新粉', badge } = members.get(id) ?? {}
      tell(`session:${id}-s1`, 'screen.lines', {
        lines: [
          {
            at: '2026-03-01T10:31:00Z',
            kind: 'comment',
            userId: me,
            name: myName,
            text: act['text'],
            level,
            title,
            badge,
          },
        ],
      })
      earn(id, 5, { task: 'comment' })
    }
    return [200, {}]
  },
  'POST orders': ([id = ''], { productId, quantity }) => {
    const product = products.find(([known]) => known === productId)
    if (!isScenario(id) || product === undefined) return problem(404, 'not_found')
    const value = product[2] * Number(quantity)
    const zero = { value: 0, currency: 'CNY' }
    orders.unshift({
      orderId: `o${orders.length + 1}`,
      productId,
      title: product[1],
      emoji: product[3],
      hue: product[4],
      quantity,
      amount: { value, currency: 'CNY' },
      refunded: zero,
      paidAt: '2026-03-01T10:30:00Z',
      reviewed: false,
    })
    setTimeout(
      () =>
        earn(
          id,
          Math.min(450, Math.floor(value / 50)),
          { task: 'purchase', amount: { value, currency: 'CNY' }, dayEarned: 299, dayCap: 450 },
          true,
        ),
      300,
    )
    return [200, { orderId: `o${orders.length}`, result: { points: Math.min(450, Math.floor(value / 50)) } }]
  },
}

function route(method: string, path: string, body: Record<string, unknown>, query: URLSearchParams): Answer {
  const parts = path.split('/').slice(1).map(decodeURIComponent)
  const [first, second, third = '', fourth, fifth, sixth = ''] = parts
  const pick = (calls: Record<string, Call>, name: string, rest: readonly string[]) =>
    calls[`${method} ${name}`]?.(rest, body)
  if (first === 'demo' && second === 'info') {
    const owners = Object.entries(scenarios).map(([ownerId, { name, mode }]) => ({
      ownerId,
      kind: 'creator',
      name,
      mode,
    }))
    return process.argv.includes('--no-demo')
      ? problem(404, 'not_found')
      : [200, { owners, lanUrls: ['http://192.168.1.20:8787'], clock: { now: '2026-03-01T10:30:00Z', rate: 1 } }]
  }
  if (first === 'demo' && second === 'guest')
    return [200, { userId: me, name: myName, token: 'guest-token', secret: 's' }]
  if (first === 'demo' && second === 'sign-in') return [200, { token: 'desk-token' }]
  if (first === 'demo' && fourth !== undefined && fifth !== undefined) {
    const order = orders.find((one) => one['orderId'] === fourth)
    if (fifth === 'review' && order) order['reviewed'] = true
    if (fifth === 'refund' && order) order['refunded'] = order['amount']
    if (fifth === 'refund' && isScenario(second ?? ''))
      earn(
        second as Scenario,
        -200,
        { task: 'purchase', amount: order?.['amount'] as { value: number; currency: string } },
        false,
      )
    return [200, {}]
  }
  if (first === 'mock') return stage(second ?? '', tell)
  const found =
    benefitRoute(method, path, body, query) ??
    (first === 'demo'
      ? pick(demoCalls, third, [second ?? ''])
      : second === 'users'
        ? userCall(method, body)
        : second === 'sessions'
          ? pick(sessionCalls, fourth ?? '', [third])
          : second === 'clubs' && fourth === 'members' && fifth !== undefined
            ? pick(memberCalls, sixth, [third, fifth])
            : second === 'clubs'
              ? pick(clubCalls, fourth ?? '', [third])
              : undefined)
  return found ?? problem(404, 'not_found')
}

function userCall(method: string, body: Record<string, unknown>): Answer {
  if (method === 'PUT') myName = String(body['name'])
  const clubs = [...members].map(([ownerId, { mode, level, title, badge }]) => ({
    ownerId,
    ownerName: scenarios[ownerId].name,
    mode,
    level,
    title,
    badge,
  }))
  return [200, { userId: me, aliases: [], name: myName, clubs }]
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

function stream(url: URL, response: ServerResponse): void {
  const hearer = { response, topics: (url.searchParams.get('topics') ?? '').split(',') }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(`id: ${position}\nevent: ready\ndata: {}\n\n`)
  hearers.add(hearer)
  response.on('close', () => hearers.delete(hearer))
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://mock')
  if (url.pathname === '/v1/stream') return stream(url, response)
  void bodyOf(request).then((body) => {
    const [status, answer] = route(request.method ?? 'GET', url.pathname, body, url.searchParams)
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    const send = () => response.writeHead(status, { 'content-type': type }).end(JSON.stringify(answer))
    if (url.pathname.includes('/slow')) setTimeout(send, 8_000)
    else send()
  })
})
let line = 9
setInterval(() => {
  line += 1
  for (const ownerId of ['luo', 'xingchen', 'long'] as const)
    tell(`session:${ownerId}-s1`, 'screen.lines', { lines: [screenLine(ownerId, line)] })
}, 1_500).unref()
server.listen(Number(process.argv[2] ?? 8790), '127.0.0.1', () => console.log('mock server listens', server.address()))
