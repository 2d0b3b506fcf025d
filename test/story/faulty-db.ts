import type { Random } from '../../src/lib/prng.ts'
import { Fault, type Db, type Queryable } from '../../src/ports/db.ts'

/** A store whose connections are cut at chance: before a statement of a transaction, before its commit, after it. */
export interface FaultyDb {
  readonly db: Db
  /** Whether connections are cut from now on. */
  storm(on: boolean): void
  /** cuts so far */
  readonly cuts: { statement: number; before: number; after: number }
}

const CHANCES = { statement: 0.05, before: 0.05, after: 0.08 }
/** a transaction is cut at one of its first statements, or not at all where it has fewer */
const STATEMENTS = 12

const cut = (when: string): Fault => new Fault(`the connection was cut ${when}`, { retryable: true })

export function createFaultyDb(db: Db, random: Random): FaultyDb {
  const cuts = { statement: 0, before: 0, after: 0 }
  let stormy = false

  /** `tx` that ends at its nth statement */
  const failing = (tx: Queryable, nth: number): Queryable => {
    let left = nth
    const count = (): void => {
      left -= 1
      if (left > 0) return
      cuts.statement += 1
      throw cut('before a statement')
    }
    return {
      async query<R extends object>(...asked: Parameters<Queryable['query']>): Promise<R[]> {
        count()
        return tx.query<R>(...asked)
      },
      ...(tx.copyIn === undefined ? {} : { copyIn: (...asked) => tx.copyIn?.(...asked) ?? Promise.resolve() }),
    }
  }

  return {
    cuts,
    storm: (on) => void (stormy = on),
    db: {
      ...db,
      async transaction(work) {
        const dice = stormy ? random.next() : 1
        if (dice < CHANCES.statement) {
          const nth = random.between(1, STATEMENTS)
          return db.transaction((tx) => work(failing(tx, nth)))
        }
        if (dice < CHANCES.statement + CHANCES.before)
          return db.transaction(async (tx) => {
            await work(tx)
            cuts.before += 1
            throw cut('before the commit')
          })
        const value = await db.transaction(work)
        if (dice >= CHANCES.statement + CHANCES.before + CHANCES.after) return value
        cuts.after += 1
        throw cut('after the commit')
      },
    },
  }
}
