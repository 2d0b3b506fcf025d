import { isRejection } from '../contract/rejections.ts'
import type { App } from '../ports/app.ts'
import { decodeMessage } from './decode.ts'
import type { SettleWish } from './options.ts'
import { incidentLine } from './status.ts'
import { findIncidents, incidentBodyBytesMost, settleIncident, type KeptIncident, type Settled } from './store.ts'

/** What is open is shown and dealt with so many at a time; the next call goes on. */
const INCIDENTS_AT_ONCE = 1_000

type Parts = { readonly app: Pick<App, 'ingest' | 'db'>; readonly out: (text: string) => void }

/**
 * Sends what was kept of an incident through the engine. By its ids it counts once, whatever happened to it meanwhile.
 * @returns null: all of it was taken; else why not, in words
 */
async function resend({ app }: Parts, { body }: KeptIncident, history: boolean): Promise<string | null> {
  if (body === null) return '没有可重发的内容 · it kept nothing that could be sent: look, then acknowledge it'
  if (body.length >= incidentBodyBytesMost)
    return '只保留了开头 · only its beginning was kept: have the platform send it again, then acknowledge it'
  const decoded = decodeMessage({ data: body, header: () => null }, [])
  if ('bad' in decoded) return `${decoded.bad}: no events can be read from it`
  const answer = await app.ingest(decoded.events, { history })
  if (isRejection(answer)) return answer.rejected
  const refused = answer.results.filter((result) => result.status === 'rejected')
  return refused.length === 0 ? null : [...new Set(refused.map((result) => result.code ?? 'rejected'))].join(' ')
}

/**
 * `tiefen consume --incidents | --resend … | --acknowledge …`: what was found wrong and is not dealt with yet, oldest first.
 * @returns whether all that was asked for is settled
 */
export async function settleIncidents(wish: SettleWish, parts: Parts): Promise<boolean> {
  const { durable, numbers, act } = wish
  const { app, out } = parts
  const found = await findIncidents(app.db, { durable, numbers, most: INCIDENTS_AT_ONCE })
  const settle = async (incident: KeptIncident, as: Settled): Promise<void> => {
    const first = await settleIncident(app.db, incident.number, as)
    out(`${incidentLine(incident)}\n    → ${first ? as : 'settled by somebody else meanwhile'}\n`)
  }
  let open = 0
  for (const incident of found) {
    if (act === 'show') out(`${incidentLine(incident)}\n`)
    else if (act === 'acknowledge') await settle(incident, 'acknowledged')
    else {
      const why = await resend(parts, incident, wish.history)
      if (why === null) await settle(incident, 'resent')
      else {
        open += 1
        out(`${incidentLine(incident)}\n    → ${why}\n`)
      }
    }
  }
  const missing = (numbers ?? []).filter((number) => !found.some((incident) => incident.number === number))
  for (const number of missing) out(`  #${number}: no open incident has this number\n`)
  if (found.length === 0 && missing.length === 0) out('no open incidents\n')
  return open === 0 && missing.length === 0
}
