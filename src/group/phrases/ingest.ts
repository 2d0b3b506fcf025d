import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { uuid } from '../../contract/forms.ts'
import { groupLimits, phraseInput, phraseView } from '../../contract/groups.ts'
import { reject } from '../../contract/rejections.ts'
import { actorOf } from '../../contract/rights.ts'
import { route, type Route } from '../../contract/route.ts'
import { DAY } from '../../lib/time.ts'
import { makeVoucherCode, readVoucherCode, VOUCHER_CODE_BYTES } from '../../lib/voucher-code.ts'
import { run } from '../run.ts'
import { phraseOf } from './read.ts'
import { addPhrase, countPhrases, findCounted, revokePhrase } from './store.ts'

const groupParams = z.object({ groupId: uuid })

const makePhrase = route({
  name: 'postGroupPhrase',
  method: 'POST',
  path: '/v1/groups/{groupId}/phrases',
  tag: 'groups',
  summary: 'Make a pass-phrase to paste in a comment or message: it opens the joining page until it expires',
  clauses: ['GRP-5'],
  access: { kind: 'any' },
  params: groupParams,
  body: phraseInput,
  answer: phraseView,
  status: 201,
  handle: (app, { params, body, subject, baseUrl }) =>
    app.command(subject, (context) =>
      run(context, params.groupId, async (group) => {
        const { tx, now } = context
        if ((await countPhrases(tx, group.group_no, now)) >= groupLimits.phrasesMost) return reject('phrase_limit')
        const phrase = makeVoucherCode(randomBytes(VOUCHER_CODE_BYTES))
        const expiresAt = now + body.days * DAY
        await addPhrase(tx, { phrase, groupNo: group.group_no, expiresAt, by: actorOf(subject) }, now)
        const row = await findCounted(tx, phrase)
        return row === null ? reject('not_found') : phraseOf(row, baseUrl)
      }),
    ),
})

const stopPhrase = route({
  name: 'deleteGroupPhrase',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/phrases/{phrase}',
  tag: 'groups',
  summary: 'Revoke a pass-phrase at once',
  clauses: ['GRP-5'],
  access: { kind: 'any' },
  params: groupParams.extend({ phrase: z.string().max(64) }),
  answer: phraseView,
  handle: (app, { params, subject, baseUrl }) =>
    app.command(subject, (context) =>
      run(context, params.groupId, async (group) => {
        const phrase = readVoucherCode(params.phrase)
        if (phrase === null) return reject('phrase_invalid')
        await revokePhrase(context.tx, group.group_no, phrase, context.now)
        const row = await findCounted(context.tx, phrase)
        return row?.group_no === group.group_no ? phraseOf(row, baseUrl) : reject('phrase_invalid')
      }),
    ),
})

/** Routes that make and revoke pass-phrases. */
export const phraseWrites: readonly Route[] = [makePhrase, stopPhrase]
