import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { copyEmptyStore } from '../support/empty-store.ts'
import type { Environment } from './program.ts'

/** Where a store lies that outlives its servers. */
export interface Place {
  readonly name: string
  readonly env: Environment
  remove(): Promise<void>
}

/** An embedded store in a folder of its own, on the disk. */
export async function embeddedPlace(): Promise<Place> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-faults-`)
  await copyEmptyStore(folder)
  return {
    name: 'embedded',
    env: { TIEFEN_DATA: folder },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A database on a PostgreSQL server; `drop` is the maker's. */
export async function postgresPlace(database: { readonly url: string; drop(): Promise<void> }): Promise<Place> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-faults-`)
  return {
    name: 'postgres',
    env: { TIEFEN_DATA: folder, DATABASE_URL: database.url },
    remove: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
