import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { isRejection, reject, rejections } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { assert } from '../lib/assert.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { App, CommandContext } from '../ports/app.ts'
import { Fault } from '../ports/db.ts'
import type { Finished } from './mount.ts'
import type { InstanceKeys } from './secrets.ts'
import { edgeLimits } from './settings.ts'
import { claimKey, keepAnswer, keepOutcome, readKey, readOutcome, releaseKey } from './store.ts'
import type { Claim, HeldClaim } from './store.ts'

/**
 * Idempotency-Key (api.md "Style"): the same key of the same caller gives the first answer again, for 48 h; another request under it is refused.
 * What the request's command came to is written in the command's own transaction, the answer right after it. Whoever takes the key over, because
 * the process died or nobody heard of the commit, runs the request again: a command that is committed is not run but tells what it came to. Wishes that
 * are decided together (`App.together`) write no outcome: asked again, their desk answers by its own rule of once (docs/adr/0006).
 */
export interface Idempotency {
  /**
   * `work` asks the app it is given: a command of it is committed once under this key, however often the request is run.
   * Codes: idempotency_key_reused, idempotency_in_progress.
   */
  run(
    request: FastifyRequest,
    subject: Subject,
    key: string,
    work: (app: App) => Promise<Finished>,
  ): Promise<Answered | Rejection>
}

/** `replayed`: it is the answer of an earlier run. */
type Answered = Finished & { readonly replayed: boolean }

const sha256 = (...parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return new Uint8Array(hash.digest())
}

/** AES-256-GCM under a key that only the holder of the idempotency key can ask for: some answers hold tokens. */
function seal(key: Uint8Array, text: string): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]))
}

function unseal(key: Uint8Array, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}

/** 429 and 5xx are not the command's answer: the key stays free for another try. */
const isLasting = (finished: Finished): boolean =>
  finished.rejection === null ||
  (rejections[finished.rejection.rejected].status !== 429 && rejections[finished.rejection.rejected].status < 500)

/** Keeps answers in the store, sealed. */
export function createIdempotency(app: App, keys: InstanceKeys, realNow: () => number): Idempotency {
  const { db } = app
  const sealKey = async (key: string): Promise<Uint8Array> =>
    new Uint8Array(hkdfSync('sha256', key, await keys.of('idempotency'), 'answer', 32))

  const staleBefore = (now: number): number => now - edgeLimits.idempotencyLeaseSeconds * 1_000

  /** Waits for the first request's answer; null when its claim was released or may be taken over: then the claim is tried again. */
  const readAnswer = async (claim: Claim, key: string, until: number): Promise<Answered | Rejection | null> => {
    for (let wait = 25; ; wait = Math.min(wait * 2, 400)) {
      const kept = await readKey(db, claim, staleBefore(realNow()))
      if (kept === null) return null
      if (!kept.sameRequest) return reject('idempotency_key_reused')
      if (kept.free) return null
      if (kept.status !== null && kept.sealed !== null)
        return { status: kept.status, rejection: null, text: unseal(await sealKey(key), kept.sealed), replayed: true }
      if (realNow() + wait > until) return reject('idempotency_in_progress', undefined, { retryAfterSeconds: 1 })
      await pause(wait)
    }
  }

  /** The app of one run of a request. A request has one command at most. */
  const appOf = (claim: Claim, sealing: Uint8Array): App => {
    let asked = 0
    return {
      ...app,
      command<T>(subject: Subject, work: (context: CommandContext) => Promise<T | Rejection>): Promise<T | Rejection> {
        assert((asked += 1) === 1, 'a request has one command')
        return app.command(subject, async (context): Promise<T | Rejection> => {
          const kept = await readOutcome(context.tx, claim)
          if (kept !== null) return (JSON.parse(unseal(sealing, kept)) as { value: T }).value
          const value = await work(context)
          if (isRejection(value)) return value
          if (!(await keepOutcome(context.tx, claim, seal(sealing, JSON.stringify({ value })))))
            throw new Fault('the same request was carried out by another process at this moment')
          return value
        })
      },
    }
  }

  /** Runs the request; null where its answer could not be kept because another process got further under this key meanwhile. */
  const runClaimed = async (
    claim: HeldClaim,
    key: string,
    work: (app: App) => Promise<Finished>,
  ): Promise<Answered | null> => {
    let lasting = false
    try {
      const sealing = await sealKey(key)
      const finished = await work(appOf(claim, sealing))
      lasting = isLasting(finished)
      crashPoint('request.done')
      const answer = {
        status: finished.status,
        refused: finished.rejection !== null,
        sealed: seal(sealing, finished.text),
      }
      return !lasting || (await keepAnswer(db, claim, answer)) ? { ...finished, replayed: false } : null
    } finally {
      if (!lasting) await releaseKey(db, claim).catch(() => undefined)
    }
  }

  return {
    async run(request, subject, key, work) {
      const claim: Claim = {
        caller: `${subject.role}:${subject.ownerId ?? ''}:${subject.id}`,
        keyHash: sha256(key),
        requestHash: sha256(request.method, request.url, request.rawBody ?? ''),
      }
      const until = realNow() + edgeLimits.idempotencyWaitSeconds * 1_000
      for (;;) {
        const now = realNow()
        const claimed = await claimKey(db, claim, {
          now,
          staleBefore: staleBefore(now),
          expiresAt: now + edgeLimits.idempotencyHours * 3_600_000,
        })
        const answer = claimed
          ? await runClaimed({ ...claim, claimedAt: now }, key, work)
          : await readAnswer(claim, key, until)
        if (answer !== null) return answer
      }
    },
  }
}
