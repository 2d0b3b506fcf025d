import { createCalendar } from '../../src/lib/time.ts'
import { putOwner } from '../../src/club/store.ts'
import { limits } from '../../src/config.ts'
import { createEngine } from '../../src/flow/engine.ts'
import { importCommand, type ImportParts } from '../../src/import/command.ts'
import { seedStore } from '../../src/wire.ts'
import { judgeEvent } from '../../src/wire-tools.ts'
import type { Db } from '../../src/ports/db.ts'
import { silentLog } from '../support/store.ts'

/** Long after every event of every file here. */
export const NOW = Date.UTC(2026, 0, 1)

/** An engine over a test's store, as `wire.ts` makes one for the command. */
export function importStoreOn(db: Db): Awaited<ReturnType<ImportParts['openStore']>> {
  const engine = createEngine({
    db,
    systemClock: { now: () => Promise.resolve(NOW) },
    realNow: () => NOW,
    calendar: createCalendar('Asia/Shanghai'),
    sandbox: false,
    log: silentLog,
    ...limits.ingest,
    cachePeopleMost: 5_000,
    firstPart: 0,
    resolvePurchase: () => Promise.resolve(new Set()),
    purchaseVisible: () => Promise.resolve(false),
    onCommit: () => undefined,
  })
  return {
    app: engine.app,
    async putOwner(owner) {
      await db.transaction((tx) => putOwner(tx, owner, { phase: 2, share: 1 }, NOW))
      return null
    },
    close: () => engine.ingestor.drain(),
  }
}

export interface CommandRun {
  readonly code: number
  readonly out: string
  readonly error: string
}

/** Runs the command in this process. */
export async function runCommand(
  db: Db | null,
  argv: readonly string[],
  more: Partial<ImportParts> = {},
): Promise<CommandRun> {
  let out = ''
  let error = ''
  let ticks = 0
  const code = await importCommand(argv, {
    openStore: () =>
      db === null ? Promise.reject(new Error('no store in this test')) : Promise.resolve(importStoreOn(db)),
    judge: judgeEvent,
    secretKey: null,
    out: (text) => void (out += text),
    screen: { write: (text) => void (error += text), isTerminal: false, columns: 80 },
    monotonic: () => (ticks += 10),
    stopped: () => false,
    ...more,
  })
  return { code, out, error }
}

/** Everything an import leaves, without what differs by nature (ids and instants of writing). */
export async function stateOf(db: Db): Promise<Record<string, unknown[]>> {
  const read = (text: string): Promise<unknown[]> => db.query(text)
  return {
    members: await read(
      `select p.user_id, m.mode, m.epoch, m.scene, m.joined_at, m.intimacy, m.level, m.last_earned_at, f.seq, f.lit_orders
       from membership m join person p using (user_no) join fan f using (user_no, club_no) order by 1, 2`,
    ),
    ledger: await read(
      `select p.user_id, l.seq, l.at, l.business_day, l.kind, l.delta, l.balance, l.shortfall, l.event_id, l.order_id, l.amount
       from ledger l join person p using (user_no) order by 1, 2`,
    ),
    orders: await read(
      `select p.user_id, o.order_id, o.at, o.paid, o.refunded, o.earned, o.taken, o.refund_ids
       from purchase_order o join person p using (user_no) order by 1, 2`,
    ),
    days: await read(
      `select day, sum(joins) as joins, sum(orders) as orders, sum(sales) as sales, sum(refunded) as refunded, sum(earned) as earned,
         sum(taken) as taken from club_day group by day order by day`,
    ),
    levels: await read(
      'select level, sum(members) as members from club_level group by level having sum(members) <> 0 order by level',
    ),
    seen: await read('select count(*) as events from event_seen'),
    outbox: await read('select count(*) as messages from outbox'),
  }
}

/** An empty store with the rules as shipped. */
export const seed = (db: Db): Promise<void> => seedStore(db)
