import { z } from 'zod'
import { signalList, signalsInput, signalsQuery, type Signal } from '../../contract/linking.ts'
import { isRejection, reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { countSignals, parseLinkId } from '../apply.ts'
import { linkId, sitter } from '../ingest.ts'
import { signalled } from '../publish.ts'
import { speakerIn } from '../rights.ts'
import { keyOf } from '../running.ts'
import { findLink } from '../store.ts'
import { addSignals, noteSent, readSignals } from './store.ts'

const linkParams = z.object({ linkId })

const charactersOf = (signals: readonly Signal[]): number =>
  signals.reduce((sum, one) => sum + (one.type === 'candidate' ? one.candidate.length : one.sdp.length), 0)

const send = route({
  name: 'postLinkSignals',
  method: 'POST',
  path: '/v1/links/{linkId}/signals',
  tag: 'linking',
  summary: 'Send offers, answers and candidates to another party, in order; what was taken before is not taken again',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: linkParams,
  body: signalsInput,
  answer: z.object({ taken: z.int() }),
  handle: (app, { params, body, subject }) =>
    app.command(subject, async (context) => {
      const found = await sitter(context, params.linkId, body)
      if (isRejection(found)) return found
      const { held, party } = found
      const { tx, now, publish } = context
      const receiver = held.parties.find((one) => one.party === body.to)
      if (receiver === undefined || receiver.party === party.party) return reject('not_in_link')
      const last = body.number + body.signals.length - 1
      const fresh = body.signals.slice(Math.max(0, party.last_sent + 1 - body.number))
      if (fresh.length === 0) return { taken: 0 }
      const minute = countSignals(party, { signals: fresh.length, characters: charactersOf(fresh) }, now)
      if (isRejection(minute)) return minute
      await noteSent(tx, keyOf(held), party.party, { last, ...minute, now })
      // meant for a sitting that is over: a new one begins anew
      if (receiver.status !== 'in' || receiver.sitting !== body.toSitting) return { taken: 0 }
      const way = { from: party.party, fromSitting: party.sitting, to: receiver.party, toSitting: receiver.sitting }
      const upTo = await addSignals(tx, keyOf(held), way, fresh)
      await publish([signalled(params.linkId, receiver.party, upTo)])
      return { taken: fresh.length }
    }),
})

const read = route({
  name: 'getLinkSignals',
  method: 'GET',
  path: '/v1/links/{linkId}/signals',
  tag: 'linking',
  summary: 'Signals for a device after the last one it read, in order; the live stream says when there are some',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: linkParams,
  query: signalsQuery,
  answer: signalList,
  handle: async (app, { params, query, subject }) => {
    const key = parseLinkId(params.linkId)
    const held = key === null ? null : await findLink(app.db, key)
    if (key === null || held === null) return reject('not_found')
    const party = await speakerIn(app.db, subject, held, query.from)
    if (isRejection(party)) return party
    if (held.link.status === 'ended' || party.status === 'out') return reject('link_over')
    if (party.sitting !== query.sitting) return reject('link_moved')
    const rows = await readSignals(app.db, key, { party: party.party, sitting: query.sitting, after: query.after })
    return {
      items: rows.map((row) => ({
        seq: row.seq,
        from: row.from_party,
        fromSitting: row.from_sitting,
        signal: row.body,
      })),
    }
  },
})

/** Routes of signals between devices. */
export const signalRoutes: readonly Route[] = [send, read]
