import { readConfig } from '../../src/config.ts'
import { checkBenefits } from '../../src/flow/doctor/benefits.ts'
import { checkCoupons } from '../../src/flow/doctor/coupons.ts'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import type { Finding } from '../../src/flow/doctor/finding.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Random } from '../../src/lib/prng.ts'
import { toInstant } from '../../src/lib/time.ts'
import { Fault } from '../../src/ports/db.ts'
import type { Log } from '../../src/ports/log.ts'
import { createNode, seedStore, type Node } from '../../src/wire.ts'
import { createFaultyDb } from './faulty-db.ts'

/** Two nodes on one PostgreSQL database, whose connections can be cut at chance, behind one clock that stands until it is moved. */

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
type Json = Readonly<Record<string, unknown>>

/** An answer that somebody gave at last. */
export interface Said {
  /** `done`, or the code of the refusal */
  readonly code: string
  readonly body: Json
  /** how often it took */
  readonly asked: number
}
export interface Scene {
  /** Asks a node, and another, until one answers (503 and a key under way are none). */
  ask(method: Method, path: string, body?: unknown, key?: string): Promise<Said>
  /** The body of an answer that must be a success. */
  must<T>(method: Method, path: string, body?: unknown): Promise<T>
  event(id: string, type: string, subject: string, data: Json): Json
  /** The clock goes on, and what falls due on the way is done before this resolves. */
  move(milliseconds: number): Promise<void>
  storm(on: boolean): void
  cuts(): number
  /** what the doctor says of benefits, coupons and money */
  findings(): Promise<readonly Finding[]>
  close(): Promise<void>
}

const KEY = 'test-platform-key-0123456789abcdef'
const NODES = 2
/** so often in a row nothing is cut by chance alone */
const ASKED_MOST = 60
/** Says nothing: what a cut connection does to the log is not looked at. */
export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** The database must be migrated. @param begins UTC ms */
export async function openScene(url: string, random: Random, begins: number): Promise<Scene> {
  const dbs = await Promise.all(
    Array.from({ length: NODES }, () => openPostgres({ connectionString: url, max: 8, log: quietLog })),
  )
  const [plain] = dbs
  if (plain === undefined) throw new Error('no store')
  await seedStore(plain)
  let now = begins
  const faulty = dbs.map((db, index) => createFaultyDb(db, random.fork(`node ${index}`)))
  const reading = readConfig({ TIEFEN_SECRET_KEY: KEY, TIEFEN_DEMO: '0' })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const { config } = reading
  const nodes = await Promise.all(
    faulty.map(({ db }) =>
      createNode({
        config,
        db,
        log: quietLog,
        sandbox: false,
        secretKey: KEY,
        webRoot: '/nowhere',
        realNow: () => now,
      }),
    ),
  )
  await Promise.all(nodes.map(({ server }) => server.ready()))
  let turn = 0

  async function ask(method: Method, path: string, body?: unknown, key?: string): Promise<Said> {
    for (let asked = 1; asked <= ASKED_MOST; asked += 1) {
      const node = nodes[(turn += 1) % NODES]
      const response = await node?.server.inject({
        method,
        url: path,
        headers: {
          authorization: `Bearer ${KEY}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const answer = JSON.parse(response?.body ?? '{}') as Json
      const status = response?.statusCode ?? 0
      const code = status < 300 ? 'done' : String(answer['code'])
      if (status >= 500 && status !== 503) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`)
      if (status !== 503 && code !== 'idempotency_in_progress' && code !== 'busy') return { code, body: answer, asked }
    }
    throw new Error(`${method} ${path}: no answer in ${ASKED_MOST}`)
  }

  return {
    ask,
    async must<T>(method: Method, path: string, body?: unknown): Promise<T> {
      const { code, body: answer } = await ask(method, path, body)
      if (code !== 'done') throw new Error(`${method} ${path}: ${code} ${JSON.stringify(answer)}`)
      return answer as T
    },
    event: (id, type, subject, data) => ({
      specversion: '1.0',
      id,
      source: 'story',
      type,
      subject,
      time: toInstant(now),
      data,
    }),
    async move(milliseconds) {
      now += milliseconds
      for (let done = false, tried = 0; !done; tried += 1)
        done = await (nodes[tried % NODES] as Node).engine.runDueNow().then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof Fault) || tried > ASKED_MOST) throw error
            return false
          },
        )
    },
    storm: (on) => faulty.forEach((each) => each.storm(on)),
    cuts: () => faulty.reduce((sum, { cuts }) => sum + cuts.statement + cuts.before + cuts.after, 0),
    findings: () =>
      plain.transaction(async (tx) => [
        ...(await checkBenefits(tx)),
        ...(await checkCoupons(tx)),
        ...(await checkMoney(tx)),
      ]),
    async close() {
      await Promise.all(nodes.map((node) => node.stop()))
      await Promise.all(dbs.map((db) => db.close()))
    },
  }
}
