import { availableParallelism } from 'node:os'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { PushSender } from '../ports/push-sender.ts'
import type { VapidKeys } from './push-crypto.ts'
import { createPushThreads } from './push-threads.ts'
import type { PushThreadData } from './push-worker.ts'
import { openVapidKeys, type KeyBox } from './vapid-keys.ts'

export interface PushSettings extends Omit<PushThreadData, 'keys' | 'contact'> {
  readonly db: Db
  readonly log: Log
  readonly secrets: KeyBox
  readonly vapidKeys: VapidKeys | null
  readonly contact: string | null
  /** how people reach this deployment; null: not said */
  readonly publicUrl: string | null
  readonly threadsMost: number
}

/** The way out of pushes: its keys, and a thread for every core but one. */
export interface Pushes {
  /** null: nothing can be signed */
  readonly sender: PushSender | null
  readonly publicKey: string | null
  readonly threads: number
}

/** Finds or makes the keys; threads begin with the first push. */
export async function openPushes({ db, log, secrets, vapidKeys, ...settings }: PushSettings): Promise<Pushes> {
  const { contact, publicUrl, threadsMost, ...thread } = settings
  const keys = await openVapidKeys(db, secrets, vapidKeys)
  if (keys === null)
    log.error(
      { setting: 'TIEFEN_SECRET_KEY' },
      'the key of pushes was sealed with another secret key: nothing is pushed',
    )
  const threads = Math.min(threadsMost, Math.max(1, availableParallelism() - 1))
  const data = { ...thread, contact: contact ?? contactOf(publicUrl) }
  const sender = keys === null ? null : createPushThreads(threads, { ...data, keys }, log)
  return { sender, publicKey: keys?.publicKey ?? null, threads }
}

/** A push service may want to ask somebody; the form asks for an address. */
const contactOf = (publicUrl: string | null): string =>
  publicUrl?.startsWith('https:') === true ? publicUrl : 'mailto:postmaster@localhost'
