import type { Config } from './config.ts'
import type { Log } from './ports/log.ts'
import type { Node, Store } from './wire.ts'

/** Whether this store shows the demo: asked for, or an empty embedded one, or one the demo made itself. */
export async function isDemoStore(settings: Config, store: Store): Promise<boolean> {
  const rows = await store.db.query<{ clubs: boolean; demo: boolean }>(
    `select exists (select 1 from club) as clubs, exists (select 1 from setting where key = 'demo') as demo`,
  )
  const { clubs = false, demo = false } = rows[0] ?? {}
  if (settings.demo === false) return false
  return demo || (!clubs && (settings.demo === true || (settings.databaseUrl === null && !settings.sandbox)))
}

/** Starts the demo's world and its little shop. */
export async function startDemo(
  _node: Node,
  _settings: Config,
  _secretKey: string,
  _log: Log,
): Promise<{ ready(address: string): Promise<void>; stop(): Promise<void> }> {
  return Promise.resolve({ ready: () => Promise.resolve(), stop: () => Promise.resolve() })
}
