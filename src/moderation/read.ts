import { z } from 'zod'
import { id } from '../contract/forms.ts'
import {
  moderationView,
  moderationWords,
  moderationWordsQuery,
  type ModerationView,
  type WordAction,
} from '../contract/moderation.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { unset } from './apply.ts'
import { clubNoOf, countWords, listWords, PLATFORM_NO, readSettings } from './store.ts'

/** Settings of the platform or of an owner as the outside sees them. */
export async function viewOfSettings(on: Queryable, clubNo: number): Promise<ModerationView> {
  const [row] = await readSettings(on, [clubNo])
  return {
    version: row?.version ?? 0,
    linksAllowed: row?.links_allowed ?? unset.linksAllowed,
    contactsAllowed: row?.contacts_allowed ?? unset.contactsAllowed,
    hosts: [...(row?.hosts ?? unset.hosts)],
    hideAt: row?.hide_at ?? null,
    words: await countWords(on, clubNo),
    changedAt: row === undefined ? null : toInstant(row.changed_at),
    changedBy: row?.changed_by ?? null,
  }
}

async function wordsPage(
  on: Queryable,
  clubNo: number,
  query: { readonly action?: WordAction | undefined; readonly cursor?: string | undefined; readonly limit: number },
): Promise<z.output<typeof moderationWords>> {
  const key = readCursor(query.cursor, 'text')
  const after = key === null ? null : String(key[0])
  const rows = await listWords(on, clubNo, { action: query.action ?? null, after, limit: query.limit + 1 })
  return pageOf(
    rows,
    query.limit,
    ({ word }) => [word],
    (row) => row,
  )
}

const ofOwner = async <T>(
  on: Queryable,
  ownerId: string,
  work: (clubNo: number) => Promise<T>,
): Promise<T | Rejection> => {
  const clubNo = await clubNoOf(on, ownerId)
  return clubNo === null ? reject('unknown_owner') : work(clubNo)
}

const ownerParams = z.object({ ownerId: id })
const clauses = ['GRP-8', 'GRP-9']

const getPlatform = route({
  name: 'getModeration',
  method: 'GET',
  path: '/v1/moderation',
  tag: 'moderation',
  summary: 'What no message may hold, whoever says it: the platform’s list of words, its hosts',
  clauses,
  access: { kind: 'reviewer' },
  answer: moderationView,
  handle: (app) => viewOfSettings(app.db, PLATFORM_NO),
})

const getPlatformWords = route({
  name: 'listModerationWords',
  method: 'GET',
  path: '/v1/moderation/words',
  tag: 'moderation',
  summary: 'Words of the platform’s list',
  clauses,
  access: { kind: 'reviewer' },
  query: moderationWordsQuery,
  answer: moderationWords,
  handle: (app, { query }) => wordsPage(app.db, PLATFORM_NO, query),
})

const getOwner = route({
  name: 'getOwnerModeration',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/moderation',
  tag: 'moderation',
  summary: 'What fans may not say in an owner’s groups: words, links, contacts',
  clauses,
  access: { kind: 'club', permission: 'groups' },
  params: ownerParams,
  answer: moderationView,
  handle: (app, { params: { ownerId } }) => ofOwner(app.db, ownerId, (clubNo) => viewOfSettings(app.db, clubNo)),
})

const getOwnerWords = route({
  name: 'listOwnerModerationWords',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/moderation/words',
  tag: 'moderation',
  summary: 'Words of an owner’s list',
  clauses,
  access: { kind: 'club', permission: 'groups' },
  params: ownerParams,
  query: moderationWordsQuery,
  answer: moderationWords,
  handle: (app, { params: { ownerId }, query }) =>
    ofOwner(app.db, ownerId, (clubNo) => wordsPage(app.db, clubNo, query)),
})

/** Routes that read what may be said. */
export const moderationReads: readonly Route[] = [getPlatform, getPlatformWords, getOwner, getOwnerWords]
