import { isRejection } from '../contract/rejections.ts'
import type { App } from '../ports/app.ts'
import { Fault } from '../ports/db.ts'
import { clubOf, countMembers, summaryOf } from './read.ts'
import { loadCheckpoint, saveCheckpoint } from './store.ts'
import type { ImportTarget, NewOwner } from './target.ts'

/** An open store with the batch engine over it, as `wire.ts` makes one. */
export interface ImportStore {
  readonly app: App
  putOwner(owner: NewOwner): Promise<string | null>
  close(): Promise<void>
}

const movedOn = (): Fault => new Fault('另一个进程正在导入同一个文件 · Another process is importing the same file')

/** Imports into a store of this machine: the position is kept in the transaction of each batch. */
export function intoStore({ app, putOwner, close }: ImportStore): ImportTarget {
  let position = 0
  return {
    club: (ownerId) => clubOf(app.db, ownerId),
    createOwner: putOwner,
    async resume(key) {
      const found = await loadCheckpoint(app.db, key)
      position = found?.position ?? 0
      return found
    },
    async send(events, key, next) {
      let reached = position
      const answer = await app.ingest(events, {
        history: true,
        alongside: async (tx, results) => {
          const checkpoint = next(results)
          reached = checkpoint.position
          if (!(await saveCheckpoint(tx, key, position, checkpoint))) throw movedOn()
        },
      })
      if (isRejection(answer)) throw new Fault(`the engine refused a batch: ${answer.rejected}`)
      position = reached
    },
    async keep(key, checkpoint) {
      if (!(await saveCheckpoint(app.db, key, position, checkpoint))) throw movedOn()
      position = checkpoint.position
    },
    async members(ownerId) {
      const club = await clubOf(app.db, ownerId)
      return club === null ? 0 : countMembers(app.db, club.clubNo, club.mode)
    },
    async summary(ownerId) {
      const club = await clubOf(app.db, ownerId)
      if (club === null) return null
      const rules = await app.rules()
      return summaryOf(app.db, club, rules.ofDay(app.calendar.dayOf(await app.clock.now())))
    },
    close,
  }
}
