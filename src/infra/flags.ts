import { OpenFeature, type Client, type EvaluationContext, type Provider, type ResolutionDetails } from '@openfeature/server-sdk'
import { unitHash } from '../lib/hash.ts'

/** The flag an operator's own service may decide: does this user see the purchase task in phase 1 (TASK-6)? Context: targetingKey = user id, ownerId, share. */
export const PURCHASE_TASK_FLAG = 'purchase-task'

/**
 * Our provider: a stable share. The user's place in [0, 1) depends on user and owner alone, so raising the share keeps everyone who was in.
 */
const sharedProvider: Provider = {
  metadata: { name: 'tiefen-share' },
  runsOn: 'server',
  resolveBooleanEvaluation(flag: string, fallback: boolean, context: EvaluationContext): Promise<ResolutionDetails<boolean>> {
    if (flag !== PURCHASE_TASK_FLAG) return Promise.resolve({ value: fallback, reason: 'DEFAULT' })
    const share = Number(context['share'] ?? 0)
    const place = unitHash(`${String(context['ownerId'])}:${String(context.targetingKey)}`)
    return Promise.resolve({ value: place < share, reason: 'SPLIT' })
  },
  resolveStringEvaluation: (_flag, value) => Promise.resolve({ value }),
  resolveNumberEvaluation: (_flag, value) => Promise.resolve({ value }),
  resolveObjectEvaluation: (_flag, value) => Promise.resolve({ value }),
}

/** Users whose answer is kept; an answer is asked for once per user, club and share. */
const KEPT_MOST = 100_000

export interface PurchaseFlags {
  visible(userId: string, ownerId: string, rollout: { phase: number; share: number }): Promise<boolean>
}

/** Decides phase 1 through an OpenFeature client; `provider` is the operator's own, ours unless given. */
export async function createPurchaseFlags(provider: Provider = sharedProvider): Promise<PurchaseFlags> {
  const domain = 'tiefen'
  await OpenFeature.setProviderAndWait(domain, provider)
  const client: Client = OpenFeature.getClient(domain)
  const kept = new Map<string, boolean>()
  return {
    async visible(userId, ownerId, { phase, share }) {
      if (phase > 1) return true
      const key = `${ownerId}|${userId}|${share}`
      const known = kept.get(key)
      if (known !== undefined) return known
      const value = await client.getBooleanValue(PURCHASE_TASK_FLAG, false, { targetingKey: userId, ownerId, share })
      if (kept.size >= KEPT_MOST) kept.delete(kept.keys().next().value ?? '')
      kept.set(key, value)
      return value
    },
  }
}
