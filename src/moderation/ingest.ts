import { v4 as uuidv4 } from 'uuid'
import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { moderationLimits, moderationPatch, moderationView, type ModerationPatch } from '../contract/moderation.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { isFindable } from '../lib/words/word-list.ts'
import type { CommandContext } from '../ports/app.ts'
import { viewOfSettings } from './read.ts'
import { changeSettings, clubNoOf, countWords, lockSettings, PLATFORM_NO } from './store.ts'

/** Changes settings that are still what the caller read. Codes: `malformed`, `moderation_stale`, `words_limit`. */
async function change(
  { tx, now, subject }: CommandContext,
  clubNo: number,
  patch: ModerationPatch,
): Promise<z.output<typeof moderationView> | Rejection> {
  const unfindable = patch.words.findIndex(({ word }) => !isFindable(word))
  if (unfindable >= 0)
    return reject('malformed', undefined, {
      errors: [{ path: `body/words/${unfindable}/word`, message: 'A word holds a letter or a digit' }],
    })
  const made = { mark: uuidv4(), at: now, by: actorOf(subject) }
  const before = await lockSettings(tx, clubNo, made)
  if (before.version !== patch.version) return reject('moderation_stale', undefined, { version: before.version })
  await changeSettings(tx, before, patch, made)
  const words = await countWords(tx, clubNo)
  const most = clubNo === PLATFORM_NO ? moderationLimits.wordsMost : moderationLimits.ownerWordsMost
  if (words.block + words.mask + words.report > most) return reject('words_limit')
  return viewOfSettings(tx, clubNo)
}

const clauses = ['GRP-8', 'GRP-9']

const patchPlatform = route({
  name: 'patchModeration',
  method: 'PATCH',
  path: '/v1/moderation',
  tag: 'moderation',
  summary: 'Change what no message may hold; `version` is the one that was read',
  clauses,
  access: { kind: 'reviewer' },
  body: moderationPatch,
  answer: moderationView,
  handle: (app, { body, subject }) => app.command(subject, (context) => change(context, PLATFORM_NO, body)),
})

const patchOwner = route({
  name: 'patchOwnerModeration',
  method: 'PATCH',
  path: '/v1/clubs/{ownerId}/moderation',
  tag: 'moderation',
  summary: 'Change what fans may not say in an owner’s groups; `version` is the one that was read',
  clauses,
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  body: moderationPatch,
  answer: moderationView,
  handle: (app, { params: { ownerId }, body, subject }) =>
    app.command(subject, async (context) => {
      const clubNo = await clubNoOf(context.tx, ownerId)
      return clubNo === null ? reject('unknown_owner') : change(context, clubNo, body)
    }),
})

/** Routes that change what may be said. */
export const moderationWrites: readonly Route[] = [patchPlatform, patchOwner]
