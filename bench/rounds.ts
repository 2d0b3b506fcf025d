import { replay } from '../src/flow/replay.ts'
import type { Db } from '../src/ports/db.ts'
import { say } from './bed.ts'
import { measure, postmasterOf, summarise, type Run, type Summary, type Way } from './measure.ts'

/**
 * Runs ways side by side: each round runs every way once, so that what else the machine does falls on all alike; the first round only warms up.
 * @param db of the ways that name no meter of their own
 * @param also other databases that ways write to
 * @returns the medians of the rounds, in the order of the ways
 */
export async function runRounds(
  db: Db,
  ways: readonly Way[],
  rounds: number,
  also: readonly Db[] = [],
): Promise<Summary[]> {
  const postmaster = await postmasterOf(db)
  const runs = new Map<Way, Run[]>(ways.map((way) => [way, []]))
  // the next one falls due after the run: a checkpoint and the page images after it would be paid by whose turn it is
  await db.exec('checkpoint')
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) {
      const run = await measure(db, postmaster, way)
      say(`round ${round} of ${rounds}: ${way.name}: ${Math.round(run.events / run.seconds)} events/s`)
      if (round > 0) runs.get(way)?.push(run)
    }
    for (const each of [db, ...also]) await each.exec('analyze')
  }
  return ways.map((way) => summarise(way, runs.get(way) ?? []))
}

/** After the last round the state must be what the ledger says. @throws Error with what differs */
export async function checkLedger(db: Db): Promise<void> {
  const { differences, lines } = await replay(db, { fix: false })
  if (differences > 0)
    throw new Error(`after the benchmark the state is not what the ledger says:\n${lines.join('\n')}`)
}

/** The same in short, for a store whose whole replay takes longer than the benchmark. @throws Error with what differs */
export async function checkSums(db: Db): Promise<void> {
  const [row] = await db.query<{ entries: number; points: number; numbered: number; intimacy: number }>(
    `select (select count(*)::int8 from ledger) as entries, (select coalesce(sum(delta), 0)::int8 from ledger) as points,
       (select sum(seq)::int8 from fan) as numbered, (select sum(intimacy)::int8 from membership) as intimacy`,
  )
  if (row?.entries !== row?.numbered || row?.points !== row?.intimacy)
    throw new Error(`the state is not what the ledger says: ${JSON.stringify(row)}`)
}
