import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { actorOf } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import {
  dutyInput,
  dutyView,
  quickReply,
  quickReplyInput,
  quickReplyParams,
  serviceLimits,
  serviceSettingsInput,
  serviceSettingsView,
} from '../../contract/service.ts'
import { toInstant } from '../../lib/time.ts'
import type { App, CommandContext } from '../../ports/app.ts'
import { deskChanged } from '../publish.ts'
import { agentOf } from '../rights.ts'
import { mayAnswer } from '../store.ts'
import { openness } from '../views.ts'
import { countQuickReplies, dropQuickReply, isTaken, lockDesk, saveQuickReply, saveSettings, setDuty } from './store.ts'

const ownerParams = z.object({ ownerId: id })
const access = { kind: 'club', permission: 'service' } as const
const tag = 'service'
const clauses = ['GRP-14']

/** Changes something on an owner's desk, held, and tells its pages. */
const change = <T>(
  app: App,
  subject: Subject,
  ownerId: string,
  what: 'settings' | 'quickReplies' | 'agents',
  work: (context: CommandContext, clubNo: number) => Promise<T | Rejection>,
): Promise<T | Rejection> =>
  app.command(subject, async (context) => {
    const desk = await lockDesk(context.tx, ownerId)
    if (desk === null) return reject('unknown_owner')
    const done = await work(context, desk.club_no)
    if (!isRejection(done)) await context.publish([deskChanged(ownerId, what)])
    return done
  })

const putSettings = route({
  name: 'putServiceSettings',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/service/settings',
  tag,
  summary: 'Service hours, what is said outside them, whether waiting fans are assigned by themselves',
  clauses,
  access,
  params: ownerParams,
  body: serviceSettingsInput,
  answer: serviceSettingsView,
  handle: (app, { params: { ownerId }, body, subject }) =>
    change(app, subject, ownerId, 'settings', async ({ tx, now, words }, clubNo) => {
      // the auto-reply is said by nobody else's hand: judged here, as what the desk writes is
      const [worded] = await words.judge([{ clubNo, side: 'owner', body }])
      if (worded?.refused != null) return reject(worded.refused)
      const settings = worded?.body ?? body
      await saveSettings(tx, clubNo, settings, actorOf(subject), now)
      return { ...settings, ...openness(settings.hours, app.calendar, now) }
    }),
})

const putDuty = route({
  name: 'putServiceDuty',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/service/agents/{agentId}/duty',
  tag,
  summary: 'On duty, or off it: who is on duty is given waiting fans where they are assigned by themselves',
  clauses,
  access,
  params: ownerParams.extend({ agentId: id }),
  body: dutyInput,
  answer: dutyView,
  handle: (app, { params: { ownerId, agentId }, body, subject }) =>
    change(app, subject, ownerId, 'agents', async ({ tx, now }, clubNo) => {
      const others = agentId !== agentOf(subject, ownerId)
      // a sub-account sets its own; the main account anybody's
      if (others && subject.role === 'staff') return reject('forbidden')
      if (others && body.onDuty && (await mayAnswer(tx, ownerId, agentId)) !== true) return reject('not_an_agent')
      const since = await setDuty(tx, clubNo, agentId, body.onDuty, now)
      return { agentId, onDutySince: since === null ? null : toInstant(since) }
    }),
})

const putQuickReply = route({
  name: 'putQuickReply',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/service/quick-replies/{replyId}',
  tag,
  summary: 'A quick reply, new or changed, under an id that the caller chose; {name} and {order} stand for the fan’s',
  clauses,
  access,
  params: quickReplyParams,
  body: quickReplyInput,
  answer: quickReply,
  handle: (app, { params: { ownerId, replyId }, body, subject }) =>
    change(app, subject, ownerId, 'quickReplies', async ({ tx, now }, clubNo) => {
      if ((await countQuickReplies(tx, clubNo, replyId)) >= serviceLimits.quickRepliesMost)
        return reject('quick_reply_limit')
      if (await isTaken(tx, clubNo, replyId, body.shortcut)) return reject('shortcut_taken')
      return saveQuickReply(tx, clubNo, { replyId, ...body }, actorOf(subject), now)
    }),
})

const deleteQuickReply = route({
  name: 'deleteQuickReply',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/service/quick-replies/{replyId}',
  tag,
  summary: 'Takes a quick reply away',
  clauses,
  access,
  params: quickReplyParams,
  answer: z.object({ replyId: z.string() }),
  handle: (app, { params: { ownerId, replyId }, subject }) =>
    change(app, subject, ownerId, 'quickReplies', async ({ tx }, clubNo) =>
      (await dropQuickReply(tx, clubNo, replyId)) ? { replyId } : reject('not_found'),
    ),
})

/** Routes that write what is set on a desk. */
export const serviceSettingWrites: readonly Route[] = [putSettings, putDuty, putQuickReply, deleteQuickReply]
