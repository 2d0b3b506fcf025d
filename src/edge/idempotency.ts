import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { reject, rejections } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { Db } from '../ports/db.ts'
import type { Finished } from './mount.ts'
import type { InstanceKeys } from './secrets.ts'
import { edgeLimits } from './settings.ts'
import { claimKey, keepAnswer, readKey, releaseKey } from './store.ts'
import type { Claim } from './store.ts'

/**
 * Idempotency-Key (api.md "Style"): the same key of the same caller gives the first answer again, for 48 h; another request under it is refused.
 * The answer is written right after the command's own transaction. A crash between the two leaves a claim without an answer, which the same
 * request takes over after its lease: it then runs again, which is safe, because every command either knows what it did already (events by
 * source and id, joins, settings) or refuses the second time with a 409.
 */
export interface Idempotency {
  /** Codes: idempotency_key_reused, idempotency_in_progress. */
  run(
    request: FastifyRequest,
    subject: Subject,
    key: string,
    work: () => Promise<Finished>,
  ): Promise<(Finished & { readonly replayed: boolean }) | Rejection>
}

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
export function createIdempotency(db: Db, keys: InstanceKeys, realNow: () => number): Idempotency {
  const sealKey = async (key: string): Promise<Uint8Array> =>
    new Uint8Array(hkdfSync('sha256', key, await keys.of('idempotency'), 'answer', 32))

  /** Waits for the first request's answer; null when its claim was released or is stale: then the claim is tried again. */
  const readAnswer = async (
    claim: Claim,
    key: string,
    until: number,
  ): Promise<(Finished & { replayed: true }) | Rejection | null> => {
    for (let wait = 25; ; wait = Math.min(wait * 2, 400)) {
      const kept = await readKey(db, claim)
      if (kept === null) return null
      if (!kept.sameRequest) return reject('idempotency_key_reused')
      if (kept.status !== null && kept.sealed !== null)
        return { status: kept.status, rejection: null, text: unseal(await sealKey(key), kept.sealed), replayed: true }
      if (realNow() + wait > until) return reject('idempotency_in_progress', undefined, { retryAfterSeconds: 1 })
      await pause(wait)
    }
  }

  const runClaimed = async (claim: Claim, key: string, work: () => Promise<Finished>): Promise<Finished> => {
    let lasting = false
    try {
      const finished = await work()
      lasting = isLasting(finished)
      if (lasting) await keepAnswer(db, claim, finished.status, seal(await sealKey(key), finished.text))
      return finished
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
          staleBefore: now - edgeLimits.idempotencyLeaseSeconds * 1_000,
          expiresAt: now + edgeLimits.idempotencyHours * 3_600_000,
        })
        if (claimed) return { ...(await runClaimed(claim, key, work)), replayed: false }
        const answer = await readAnswer(claim, key, until)
        if (answer !== null) return answer
      }
    },
  }
}
