import type { DrawRecord } from '../../src/contract/campaigns.ts'
import { checkingDraw, entryHash, type CheckedStep } from '../../src/contract/draw.ts'
import { ApiProblem } from '../shared/problem.ts'

/** The campaign that the address names, or null. */
export function campaignOf(pathname: string): string | null {
  const found = /^\/draws\/([0-9a-f-]{36})\/?$/i.exec(pathname)
  return found?.[1] ?? null
}

/** Where a draw's record lies. */
export const recordPath = (campaignId: string): string => `/v1/draws/${campaignId}`

/** The public record. Throws `ApiProblem`. */
export async function fetchRecord(campaignId: string): Promise<DrawRecord> {
  const response = await fetch(recordPath(campaignId)).catch(() => {
    throw new ApiProblem(0, {})
  })
  const body: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiProblem(response.status, typeof body === 'object' && body !== null ? body : {})
  return body as DrawRecord
}

/** Each step of a drawn record and whether it holds. Between pieces the page lives on: a hundred thousand entries take a phone some seconds. */
export async function check(record: DrawRecord): Promise<readonly CheckedStep[]> {
  const checking = checkingDraw(record)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve))
    const step = checking.next()
    if (step.done === true) return step.value
  }
}

/** What a fan knows of his own entry. */
export interface Own {
  readonly userId: string
  readonly salt: string
  readonly nonce: string
}

/** From `#user=…&salt=…&nonce=…`: what stands behind # is never sent. */
export function ownOf(hash: string): Own {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  return { userId: given.get('user') ?? '', salt: given.get('salt') ?? '', nonce: given.get('nonce') ?? '' }
}

export const isSalt = (text: string): boolean => /^[0-9a-f]{32}$/i.test(text)

const hashOf = ({ campaignId }: DrawRecord, { userId, salt, nonce }: Own): string =>
  entryHash({ campaignId, userId, nonce, salt: salt.toLowerCase() })

/** A fan's entry in the list; -1: it is not there. */
export const numberOf = (record: DrawRecord, own: Own): number => record.entryList.indexOf(hashOf(record, own))

/** Whether a fan's entry was taken out before the list was fixed. */
export const isRemoved = (record: DrawRecord, own: Own): boolean =>
  record.removedList?.includes(hashOf(record, own)) === true
