import { z } from 'zod'
import { uuid } from '../../contract/forms.ts'
import {
  anyType,
  mediaLimits,
  mediaLimitsView,
  mediaQuery,
  mediaView,
  pictureTypes,
  videoTypes,
} from '../../contract/media.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import { assert } from '../../lib/assert.ts'
import { DAY, toInstant } from '../../lib/time.ts'
import type { App } from '../../ports/app.ts'
import { judgeSeat } from '../messages/apply.ts'
import { holdWriters } from '../messages/store.ts'
import { holdGroups, seatKey } from '../seating/store.ts'
import { findGroup } from '../settings/store.ts'
import { speakerOf, type Speaker } from '../speaker.ts'

/** How many times as much the owner's side may send in a day as one member. */
const OWNERS_SHARE = 10

/** Whose uploads are bounded together: a fan's, a sub-account's, the owner's own. */
function nameOf({ clubNo, userNo }: { clubNo: number; userNo: number | null }, staffId: string | null): string {
  if (userNo !== null) return `user ${userNo}`
  return staffId === null ? `club ${clubNo}` : `staff ${clubNo} ${staffId}`
}

/**
 * Makes the row of a medium that is to come. Checks, in this order: `not_found`, `group_closed`, for a fan as for a message of his (`not_in_group`,
 * `not_allowed`: a video, `muted`), `media_limit`.
 * @returns its id, how long a video may be, and whose upload it is
 */
const begin = (
  app: App,
  subject: Subject,
  groupId: string,
  { userId, staffId }: Speaker,
  { kind, origin }: z.output<typeof mediaQuery>,
): Promise<{ mediaId: string; secondsMost: number; sender: string } | Rejection> =>
  app.command(subject, async ({ tx, now, day, rules, members, media }) => {
    const group = (await holdGroups(tx, [groupId])).get(groupId)
    if (group === undefined) return reject('not_found')
    if (group.closed_at !== null) return reject('group_closed')
    const { limits } = rules.ofDay(day)
    const person = userId === null ? null : ((await members.hold([userId])).get(userId) ?? null)
    if (userId !== null && person === null) return reject('not_in_group')
    const sender = { clubNo: group.club_no, groupNo: group.group_no, userNo: person?.userNo ?? null }
    const recent = await media.countRecent(sender)
    if (sender.userNo !== null) {
      const key = { userNo: sender.userNo, groupNo: sender.groupNo }
      const refusal = judgeSeat((await holdWriters(tx, [key])).get(seatKey(key)), { kind }, now)
      if (refusal !== null) return refusal
    }
    if (recent >= limits.mediaPerDay * (person === null ? OWNERS_SHARE : 1))
      return reject('media_limit', undefined, { retryAt: toInstant(now + DAY), retryAfterSeconds: DAY / 1_000 })
    const secondsMost = origin === 'shot' ? limits.videoShotSeconds : limits.videoPickedSeconds
    const mediaId = await media.begin({ ...sender, staffId, kind })
    return { mediaId, secondsMost, sender: nameOf(sender, staffId) }
  })

const send = route({
  name: 'postGroupMedia',
  method: 'POST',
  path: '/v1/groups/{groupId}/media',
  tag: 'groups',
  summary:
    'Send a picture, a screenshot or a video as bytes, then name it in a message; what it is is found by decoding it. One that stands in no message is gone after a day',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: z.object({ groupId: uuid }),
  query: mediaQuery,
  upload: {
    mediaTypes: [...pictureTypes, ...videoTypes, anyType],
    description: `The file as it is: a picture of at most ${mediaLimits.pictureBytesMost} bytes, a video of at most ${mediaLimits.videoBytesMost}`,
  },
  answer: mediaView,
  status: 201,
  handle: async (app, { params: { groupId }, query, upload, subject }) => {
    assert(upload !== null, 'the route takes bytes')
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const speaker = await speakerOf(app, subject, group, query.from)
    if (isRejection(speaker)) return speaker
    if (query.kind === 'video' && !app.media.video) return reject('video_not_available')
    const begun = await begin(app, subject, groupId, speaker, query)
    if (isRejection(begun)) return begun
    const { mediaId, ...bounds } = begun
    return app.media.take(mediaId, { kind: query.kind, ...bounds, upload })
  },
})

const getLimits = route({
  name: 'getMediaLimits',
  method: 'GET',
  path: '/v1/media-limits',
  tag: 'groups',
  summary: 'Which pictures and videos can be sent to groups here',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  answer: mediaLimitsView,
  handle: async (app) => {
    const { limits } = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    return {
      pictureBytesMost: mediaLimits.pictureBytesMost,
      pictureTypes: [...pictureTypes],
      videoBytesMost: mediaLimits.videoBytesMost,
      videoTypes: [...videoTypes],
      shotSecondsMost: limits.videoShotSeconds,
      pickedSecondsMost: limits.videoPickedSeconds,
      perDay: limits.mediaPerDay,
      video: app.media.video ? { available: true, why: null } : { available: false, why: 'no_ffmpeg' as const },
    }
  },
})

/** Routes of pictures and videos. */
export const mediaWrites: readonly Route[] = [send, getLimits]
