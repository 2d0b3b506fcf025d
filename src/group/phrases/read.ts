import { z } from 'zod'
import { listOf, page, uuid } from '../../contract/forms.ts'
import { phraseCard, phraseView } from '../../contract/groups.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import { readVoucherCode } from '../../lib/voucher-code.ts'
import { viewGroup } from '../read.ts'
import { mayRun } from '../rights.ts'
import { findGroup } from '../settings/store.ts'
import { findPhrase, listPhrases, type CountedPhrase } from './store.ts'

const groupParams = z.object({ groupId: uuid })

/** A pass-phrase with the address that opens its joining page. */
export const phraseOf = (row: CountedPhrase, baseUrl: string) => ({
  phrase: row.phrase,
  groupId: row.group_id,
  link: `${baseUrl}/g/${row.phrase}`,
  createdAt: toInstant(row.created_at),
  expiresAt: toInstant(row.expires_at),
  revokedAt: row.revoked_at === null ? null : toInstant(row.revoked_at),
  joined: row.joined,
})

const getPhrases = route({
  name: 'listGroupPhrases',
  method: 'GET',
  path: '/v1/groups/{groupId}/phrases',
  tag: 'groups',
  summary: 'Pass-phrases of a group, newest first, with who came by them counted',
  clauses: ['GRP-5'],
  access: { kind: 'any' },
  params: groupParams,
  query: page,
  answer: listOf(phraseView),
  handle: async (app, { params: { groupId }, query, subject, baseUrl }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    if (!(await mayRun(app.db, subject, group))) return reject('forbidden')
    const key = readCursor(query.cursor, 'instant', 'text')
    const before = key === null ? null : ([String(key[0]), String(key[1])] as const)
    const rows = await listPhrases(app.db, group.group_no, { before, limit: query.limit + 1 })
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.created_at), row.phrase],
      (row) => phraseOf(row, baseUrl),
    )
  },
})

const openPhrase = route({
  name: 'getGroupPhrase',
  method: 'GET',
  path: '/v1/group-phrases/{phrase}',
  tag: 'groups',
  summary: 'The group that a pass-phrase opens',
  clauses: ['GRP-5'],
  access: { kind: 'any' },
  params: z.object({ phrase: z.string().max(64) }),
  answer: phraseCard,
  handle: async (app, { params, subject }) => {
    const phrase = readVoucherCode(params.phrase)
    const row = phrase === null ? null : await findPhrase(app.db, phrase)
    const now = await app.clock.now()
    if (row === null || row.revoked_at !== null || row.expires_at <= now) return reject('phrase_invalid')
    const group = await viewGroup(app, subject, row.group_id)
    if ('rejected' in group) return group
    return { phrase: row.phrase, expiresAt: toInstant(row.expires_at), group }
  },
})

/** Routes that read pass-phrases. */
export const phraseReads: readonly Route[] = [getPhrases, openPhrase]
