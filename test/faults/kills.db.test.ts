import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../src/lib/prng.ts'
import { createDatabase, describePostgres } from '../support/store.ts'
import type { CampaignReport } from './campaign.ts'
import { isOfGifts, runKills, type Kill } from './kills.ts'
import { embeddedPlace, postgresPlace } from './place.ts'
import { sharedProgram, crashPointsOf, type Program } from './program.ts'

/**
 * kill -9 of the server (reliability.md F1): at every crash point that a batch passes, the 1st and some later time, and from outside
 * at any time. `npm run soak -- kills` does the same at length, and asserts the time of recovery.
 */

const SLOW_MS = 300_000
/** Generous: this machine may be busy with other tests. */
const BOUND_MS = 60_000
/** Crash points that no batch of events passes, by the beginning of their names: the test that passes them. */
const elsewhere: Readonly<Record<string, string>> = {
  'webhook.': 'src/webhook/webhook-kill.db.test.ts',
  'consume.': 'test/nats/consume.db.test.ts',
  'work.': 'test/race/big-club-kill.db.test.ts',
  'packet.returned': 'test/race/benefits-kill.db.test.ts',
  'packet.': 'test/race/packets-kill.db.test.ts',
  'benefit.': 'test/race/benefits-kill.db.test.ts',
  'coupon.': 'test/race/benefits-kill.db.test.ts',
  'money.': 'test/race/benefits-kill.db.test.ts',
  'campaign.': 'test/race/benefits-kill.db.test.ts',
  'request.': 'test/race/benefits-kill.db.test.ts',
  'group.': 'test/race/groups-kill.db.test.ts',
  'media.': 'src/media/media-kill.db.test.ts',
  'push.': 'src/reach/reach-kill.db.test.ts',
}
const elsewhereOf = (name: string): string | undefined =>
  Object.entries(elsewhere).find(([beginning]) => name.startsWith(beginning))?.[1]

let program: Program
let all: readonly string[]
/** what every batch passes */
let points: readonly string[]
/** what wishes pass, some of them seldom */
let gifts: readonly string[]
beforeAll(async () => {
  program = await sharedProgram()
  all = await crashPointsOf()
  points = all.filter((name) => elsewhereOf(name) === undefined)
  gifts = all.filter(isOfGifts)
})

const atEach = (nth: (name: string) => number): Kill[] => points.map((name) => ({ at: { name, nth: nth(name) } }))

function expectNothingWrong(report: CampaignReport, kills: number): void {
  expect(report.findings).toEqual([])
  // the kills came in the middle of something
  expect(report.unknown).toBeGreaterThan(kills / 2)
  expect(report.events).toBeGreaterThan(kills * 20)
  expect(Math.max(...report.recoveries)).toBeLessThan(BOUND_MS)
}

it('TASK-10: there are crash points before, within and after the commit of a batch, and every other is passed by a test of its own', async () => {
  expect(points).toEqual(['batch.committed', 'batch.loaded', 'batch.saved'])
  for (const name of all) {
    const file = elsewhereOf(name)
    if (file !== undefined) expect(await readFile(file, 'utf8'), `${name} in ${file}`).toContain(name)
  }
})

describePostgres('TASK-10: kill -9 of the server', () => {
  it(
    'at every point of a batch, and from outside: nothing acknowledged is lost, nothing counts twice',
    async () => {
      const random = createRandom('kills/postgres')
      const kills: readonly [{ after: number }, ...Kill[]] = [
        { after: 200 },
        ...atEach(() => 1),
        ...atEach(() => random.between(2, 40)),
        ...gifts.map((name) => ({ at: { name, nth: random.between(1, 3) }, within: 400 })),
        ...Array.from({ length: 2 }, () => ({ after: random.between(1, 600) })),
      ]
      const report = await runKills({
        program,
        place: await place(),
        seed: 'kills/postgres',
        kills,
        boundMs: BOUND_MS,
      })
      expectNothingWrong(report, kills.length)
    },
    SLOW_MS,
  )

  it(
    'the check finds an event forgotten, an event counted twice, a point too many, a benefit lost and money from nowhere',
    async () => {
      const { url, ...database } = await createDatabase()
      const lost: string[] = []
      const report = await runKills({
        program,
        place: await postgresPlace({ url, ...database }),
        seed: 'kills/control',
        // long enough that there is some of all that is spoilt below
        kills: [{ after: 500 }],
        boundMs: BOUND_MS,
        async plant() {
          const client = new Client({ connectionString: url })
          await client.connect()
          try {
            const seen = `select user_no, source_no, event_id from event_seen where event_id in
              (select event_id from ledger where kind = 'comment') limit 1`
            const forgotten = await client.query<{ event_id: string }>(
              `delete from event_seen where (user_no, source_no, event_id) in (${seen}) returning event_id`,
            )
            lost.push(...forgotten.rows.map((row) => row.event_id))
            await client.query(`update membership set intimacy = intimacy + 7 where ctid =
              (select min(ctid) from membership where intimacy > 100)`)
            await client.query(
              `delete from entitlement where ctid = (select min(ctid) from entitlement where state = 'claimed')`,
            )
            await client.query(
              'update user_book set balance = balance + 7 where ctid = (select min(ctid) from user_book)',
            )
            await client.query(
              `update packet_claim set amount = amount + 1 where ctid = (select min(ctid) from packet_claim)`,
            )
          } finally {
            await client.end()
          }
        },
      })
      const words = report.findings.join('\n')
      expect(lost).toHaveLength(1)
      expect(words).toContain(`${lost[0]} was answered`)
      expect(words).toMatch(/points, computed/)
      expect(words).toMatch(/the ledger sums up to/)
      expect(words).toMatch(/tiefen replay ended with 1/)
      expect(words).toMatch(/told \S+, found nothing/)
      expect(words).toMatch(/benefit \S+: claimed, used, cost/)
      expect(words).toMatch(/balance of \S+: available, paying out/)
      expect(words).toMatch(/packet \S+: .* of \d+, its claims sum up to/)
      expect(words).toMatch(/tiefen doctor: money_user/)
    },
    SLOW_MS,
  )
})

const place = async () => postgresPlace(await createDatabase())

describe('TASK-10: kill -9 of the server [embedded]', () => {
  it(
    'at every point of a batch, and from outside: nothing acknowledged is lost, nothing counts twice',
    async () => {
      const random = createRandom('kills/embedded')
      const kills: readonly [{ after: number }, ...Kill[]] = [
        { after: 100 },
        ...atEach(() => random.between(1, 8)),
        ...Array.from({ length: 3 }, () => ({ after: random.between(1, 200) })),
      ]
      const report = await runKills({
        program,
        place: await embeddedPlace(),
        seed: 'kills/embedded',
        kills,
        boundMs: BOUND_MS,
      })
      expectNothingWrong(report, kills.length)
    },
    SLOW_MS,
  )
})
