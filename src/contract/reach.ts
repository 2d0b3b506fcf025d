import { z } from 'zod'
import { isTimeZone } from '../lib/time.ts'
import { id, instant, text } from './forms.ts'
import { groupMessageChoices, languages, reachKinds, reachZone, type ReachKind } from './reach-kinds.ts'

/** Reaching members who are not looking (GRP-7, LIVE-2, CLUB-4): browsers that asked for pushes, what each user wants of them, and when not. */

export const reachLimits = {
  /** devices of one user; a new one takes the place of the one that was silent longest */
  devicesMost: 10,
  endpointCharacters: 1_024,
  deviceCharacters: 100,
} as const

const switches = z.object({
  liveStarts: z.boolean(),
  videos: z.boolean(),
  notices: z.boolean(),
  groupMessages: z.enum(groupMessageChoices),
  benefits: z.boolean(),
  redPackets: z.boolean(),
  privateMessages: z.boolean(),
  levelUps: z.boolean(),
})
export type ReachSwitches = z.infer<typeof switches>

/** What holds for who never chose. */
export const reachDefaults: ReachSwitches = {
  liveStarts: true,
  videos: true,
  notices: true,
  groupMessages: 'mentions',
  benefits: true,
  redPackets: true,
  privateMessages: true,
  levelUps: true,
}

const minuteOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, from 00:00 to 23:59')
const zone = z.string().max(64).refine(isTimeZone, 'An IANA time zone')

/**
 * From `from` until `to` of his own clock (over midnight where `to` is the earlier one) nothing sounds but the kinds that pass. What is still of use in the
 * morning comes then; what is over by then never comes.
 */
const quietHours = z
  .strictObject({
    from: minuteOfDay,
    to: minuteOfDay,
    timeZone: zone.default(reachZone),
    passes: z
      .array(z.enum(reachKinds))
      .refine((list) => new Set(list).size === list.length, 'Each kind at most once')
      .default(['notices']),
  })
  .refine(({ from, to }) => from !== to, 'Quiet hours begin and end at different times')
export type QuietHours = z.output<typeof quietHours>

/** A browser's PushSubscription as `toJSON()` gives it (RFC 8030, 8291), with what we say to it. */
export const deviceInput = z.strictObject({
  endpoint: z.string().min(1).max(reachLimits.endpointCharacters),
  keys: z.strictObject({
    /** the browser's public key, uncompressed P-256 point, base64url */
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
    /** its secret of 16 bytes, base64url */
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
  }),
  language: z.enum(languages).default('zh'),
  /** what the user calls it, or what the browser says it is */
  device: text(reachLimits.deviceCharacters).optional(),
})
export type DeviceInput = z.output<typeof deviceInput>

export const deviceView = z.object({
  deviceId: z.string(),
  device: z.string().nullable(),
  language: z.enum(languages),
  createdAt: instant,
  /** the last time the browser showed itself */
  seenAt: instant,
})
export type DeviceView = z.infer<typeof deviceView>
export const deviceList = z.object({ items: z.array(deviceView) })

/** `null`: pushes cannot be signed; see the operator's log. */
export const pushKeyView = z.object({ publicKey: z.string().nullable() })

/** What differs for one club; a member that is absent is as for all. */
const clubSwitches = switches.partial()
export type ClubSwitches = z.infer<typeof clubSwitches>

export const reachSettingsInput = z.strictObject({
  ...switches.partial().shape,
  quiet: quietHours.nullable().optional(),
})
export const reachSettingsView = switches.extend({
  quiet: z
    .object({ from: z.string(), to: z.string(), timeZone: z.string(), passes: z.array(z.enum(reachKinds)) })
    .nullable(),
  /** clubs for which he wants something else */
  clubs: z.array(z.object({ ownerId: id, ownerName: z.string(), switches: clubSwitches })),
})
export type ReachSettingsView = z.infer<typeof reachSettingsView>
/** Replaces what was said for this club; `{}`: as for all. */
export const clubSwitchesInput = z.strictObject(clubSwitches.shape)
export const clubSwitchesView = z.object({ ownerId: id, switches: clubSwitches })

/** GRP-7: a silenced group sends its member no push but notices. */
export const silenceInput = z.strictObject({ silent: z.boolean() })
export const silenceView = z.object({ groupId: z.string(), userId: z.string(), silent: z.boolean() })

/** What a device gets, decrypted: the service worker shows it. Nothing private is in it beyond a title and a line. */
export interface PushPayload {
  readonly v: 1
  readonly kind: ReachKind
  readonly title: string
  readonly line: string
  /** a page of ours to open */
  readonly path: string
  /** a later push with the same tag takes its place */
  readonly tag: string
  /** UTC ms */
  readonly at: number
}
