import { z } from 'zod'
import { id, instant, listOf, text } from './forms.ts'

/** Voice and video linking (GRP-8, 连线): the owner and one or two fans of a group, over WebRTC, signalled by us (ADR 0015). */

export const linkLimits = {
  /** of one link, beside the owner */
  fansMost: 2,
  /** into one link, those who are out again counted: all of them are shown */
  calledMost: 100,
  ringSeconds: 30,
  /** between two words of a party that he is there */
  presenceSeconds: 15,
  /** without a word of it, a party is gone */
  lostSeconds: 60,
  /** who waits for longer has gone on to something else */
  requestMinutes: 30,
  requestsShown: 50,
  /** characters; Chromium's offers of a video call have some 7 000 */
  sdpMost: 32_768,
  candidateMost: 1_000,
  signalsAtOnce: 32,
  /** of one party; a network that changes costs some 30 for each other party */
  signalsPerMinute: 240,
  signalCharactersPerMinute: 524_288,
  signalsRead: 100,
  /** kept for one party; whoever leaves more unread loses the oldest */
  signalsKept: 400,
  /** TURN credentials hold for so long; each word of presence brings fresh ones */
  relayHours: 4,
} as const

export const linkKinds = ['voice', 'video'] as const
export type LinkKind = (typeof linkKinds)[number]
const linkKind = z.enum(linkKinds)

/**
 * Why a party is out: he declined, did not answer, was called off while it rang, hung up, was sent out, left or lost his seat in the group, was
 * muted, was not heard of any more, or the link ended.
 */
export const partyEnds = [
  'declined',
  'missed',
  'cancelled',
  'hungUp',
  'removed',
  'leftGroup',
  'muted',
  'lost',
  'ended',
] as const
export type PartyEnd = (typeof partyEnds)[number]

export const linkParty = z.object({
  /** 0: the owner's side */
  party: z.int(),
  who: z.enum(['owner', 'fan']),
  /** the owner's id, or the fan's */
  id: z.string(),
  name: z.string().nullable(),
  status: z.enum(['ringing', 'in', 'out']),
  how: z.enum(partyEnds).nullable(),
  /** rises whenever he comes in: another device, a page that was loaded again */
  sitting: z.int(),
  ringUntil: instant.nullable(),
})
export type LinkParty = z.infer<typeof linkParty>

export const linkView = z.object({
  linkId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  groupId: z.string(),
  groupName: z.string(),
  kind: linkKind,
  status: z.enum(['ringing', 'active', 'ended']),
  how: z.enum(partyEnds).nullable(),
  startedAt: instant,
  activeAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** the asking subject's; null: he takes no part */
  mine: z.int().nullable(),
  parties: z.array(linkParty),
})
export type LinkView = z.infer<typeof linkView>

/** As `RTCPeerConnection` takes them. */
export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
})
export type IceServer = z.infer<typeof iceServer>

/** Servers that help devices find a way to each other (settings of the deployment). */
export interface RelaySettings {
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  /** shared with the TURN server (coturn: `static-auth-secret`); null where there is none */
  readonly turnSecret: string | null
}

/** Works where devices reach each other by themselves: one network. */
export const noRelays: RelaySettings = { stunUrls: [], turnUrls: [], turnSecret: null }

/** What a device needs to take part: who it is now, and the servers that help it through networks. */
export const linkSeat = z.object({
  /** when this was said: devices reckon how long a link has lasted by it */
  at: instant,
  link: linkView,
  party: z.int(),
  sitting: z.int(),
  /** number of the last signal for it */
  lastSeq: z.int(),
  iceServers: z.array(iceServer),
})
export type LinkSeat = z.infer<typeof linkSeat>

/** `from`: the fan's id, or the owner's for the owner's side, as with messages. */
const speaker = { from: id }
export const linkInput = z.strictObject({ kind: linkKind, userIds: z.array(id).min(1).max(linkLimits.fansMost) })
export const invitationInput = z.strictObject({ userId: id })
export const speakerInput = z.strictObject(speaker)
/** `read`: the last signal that was read; what came up to it is forgotten. */
export const presenceInput = z.strictObject({ ...speaker, sitting: z.int().min(1), read: z.int().min(0).default(0) })

/** What goes from device to device; we carry it and do not read it. */
export const signal = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['offer', 'answer']), sdp: text(linkLimits.sdpMost) }),
  z.strictObject({
    type: z.literal('candidate'),
    /** '' ends them */
    candidate: z
      .string()
      .max(linkLimits.candidateMost)
      .refine((value) => value.isWellFormed() && !value.includes('\u0000')),
    sdpMid: z
      .string()
      .max(64)
      .refine((value) => value.isWellFormed() && !value.includes('\u0000'))
      .nullable(),
    sdpMLineIndex: z.int().min(0).max(64).nullable(),
  }),
])
export type Signal = z.infer<typeof signal>

export const signalsInput = z.strictObject({
  ...speaker,
  sitting: z.int().min(1),
  to: z.int().min(0).max(32_000),
  /** the sitting it is meant for: for an earlier one it is dropped */
  toSitting: z.int().min(1),
  /** the number of the first; they rise by one within a sitting, over all receivers: what was taken before is not taken again */
  number: z.int().min(1).max(1_000_000_000),
  signals: z.array(signal).min(1).max(linkLimits.signalsAtOnce),
})
export type SignalsInput = z.infer<typeof signalsInput>
export const signalsQuery = z.object({
  from: id,
  sitting: z.coerce.number().int().min(1),
  after: z.coerce.number().int().min(0).default(0),
})

export const signalView = z.object({
  seq: z.int(),
  from: z.int(),
  fromSitting: z.int(),
  signal,
})
export type SignalView = z.infer<typeof signalView>
export const signalList = z.object({ items: z.array(signalView) })

export const requestInput = z.strictObject({ kind: linkKind })
export const requestView = z.object({
  groupId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  kind: linkKind,
  askedAt: instant,
})
export type RequestView = z.infer<typeof requestView>
/** Who asks, longest first. `waiting`: how many in all. */
export const requestList = listOf(requestView).omit({ nextCursor: true }).extend({ waiting: z.int() })

/** What a fan has under way: the link that he is in or rung by, and the groups in which he asks for one. */
export const fanLink = z.object({ link: linkView.nullable(), asks: z.array(requestView) })
export type FanLink = z.infer<typeof fanLink>
export const clubLink = z.object({ link: linkView.nullable() })
