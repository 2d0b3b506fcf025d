import { z } from 'zod'
import { joinScenes, modes, ownerKinds, permissions, roles, tasks, tiers, entryKinds, scenes } from './words.ts'

/** Forms shared by requests and answers (api.md "Style"). The same schemas validate and document. */

/** NUL cannot be stored and a lone surrogate cannot be sent as UTF-8: text that holds either is refused, not repaired. */
export const isStorableText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/** An opaque id chosen by the platform or by us. */
export const id = z.string().regex(/^[A-Za-z0-9._:@-]{1,128}$/, 'An id is 1 to 128 of A-Z a-z 0-9 . _ : @ -')

/** An id that we made, in lower case as the store gives it back, however it was written (RFC 9562). */
export const uuid = z.uuid().toLowerCase()

/** Free text of at most `max` UTF-16 units. */
export const text = (max: number) =>
  z.string().min(1).max(max).refine(isStorableText, 'Text must be well-formed, without NUL')

/** RFC 3339, UTC, milliseconds. */
export const instant = z.iso.datetime({ offset: true })

/** An instant somebody wishes for: within the years that the calendar and the store reckon with. */
export const wishedInstant = instant.refine((at) => Date.parse(at) < Date.UTC(3000, 0), 'Before the year 3000')

/** YYYY-MM-DD in the platform's time zone. */
export const businessDay = z.iso.date()

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/)

/** Money in minor units (fen), never a float. */
export const money = z.object({ value: z.int(), currency })
export type Money = z.infer<typeof money>

/** `money` that is not negative. */
export const amount = z.object({ value: z.int().min(0), currency })

export const mode = z.enum(modes)
export const task = z.enum(tasks)
export const entryKind = z.enum(entryKinds)
export const scene = z.enum(scenes)
export const joinScene = z.enum(joinScenes)
export const tier = z.enum(tiers)
export const ownerKind = z.enum(ownerKinds)
export const role = z.enum(roles)
export const permission = z.enum(permissions)

/** Points, integer ≥ 0. */
export const points = z.int().min(0)

/** RFC 9457. `code` is one of `contract/rejections.ts`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  retryAt: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problem>

/** `?limit=&cursor=` */
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
})

/** `{items, nextCursor}` */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
