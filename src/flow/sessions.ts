import type { EventResult, Incoming } from '../contract/events.ts'
import { clubTopic, sessionTopic } from '../contract/topics.ts'
import { HOUR } from '../lib/time.ts'
import type { Batch, ClubState, SessionState } from './state.ts'

type Outcome = Omit<EventResult, 'id'>

/** The session an event names; made when not yet known, on air once it is kept, and kept only if the event is. 'foreign' = another owner's. */
export function sessionOf(batch: Batch, club: ClubState, event: Incoming): SessionState | null | 'foreign' {
  const id = 'sessionId' in event.data ? event.data.sessionId : undefined
  if (id === undefined) return null
  const known = batch.sessions.get(id)
  if (known !== undefined) return known.clubNo === club.clubNo ? known : 'foreign'
  return {
    sessionNo: null,
    sessionId: id,
    clubNo: club.clubNo,
    title: null,
    startedAt: event.at,
    endedAt: event.at,
    aired: false,
    dirty: true,
  }
}

/**
 * Keeps a session that an event opened or began earlier than was known. A live event opens it (api.md); an order that names it does not: it may be
 * told days later.
 * @rule LIVE-1 LIVE-2
 */
export function keepSession(batch: Batch, event: Incoming, session: SessionState | null, silent: boolean): void {
  if (session === null) return
  if (!batch.sessions.has(session.sessionId)) {
    batch.sessions.set(session.sessionId, session)
    // what history tells of is over: nobody is on air by it
    session.aired = silent
  }
  if (!silent && !session.aired && event.type.startsWith('live.')) {
    session.aired = true
    session.endedAt = null
    session.dirty = true
    announce(batch, event, session, 'session.started')
  }
  if (silent && session.endedAt !== null && event.at > session.endedAt) {
    session.endedAt = event.at
    session.dirty = true
  }
  if (event.at < session.startedAt) {
    session.startedAt = event.at
    session.dirty = true
  }
}

/** What began longer ago is not told as beginning: a platform may tell of it days later. */
const NEWS_MS = HOUR

/** Whether a session that a batch opened is worth telling, with all that the batch knows of it. @rule LIVE-2 GRP-7 */
export function isBeginning({ sessions, now }: Batch, sessionId: string): boolean {
  const session = sessions.get(sessionId)
  return session?.endedAt === null && now - session.startedAt <= NEWS_MS
}

function announce(
  batch: Batch,
  event: Incoming,
  session: SessionState,
  kind: 'session.started' | 'session.ended',
): void {
  if (!('ownerId' in event.data)) return
  const { sessionId, title } = session
  const { ownerId } = event.data
  const body = { sessionId, title }
  batch.writes.messages.push({ topic: clubTopic(ownerId), kind, body })
  if (kind === 'session.started')
    batch.writes.news.push({ clubNo: session.clubNo, ownerId, kind: 'liveStarted', key: sessionId, body })
  if (kind === 'session.ended') batch.writes.messages.push({ topic: sessionTopic(sessionId), kind, body })
}

/** What nobody in particular did: a broadcast began or ended, a video came out. @rule LIVE-1 */
export function decideWithoutSubject(
  batch: Batch,
  club: ClubState,
  event: Incoming,
  session: SessionState | null,
  silent: boolean,
): Outcome {
  if (event.type === 'video.published') {
    const { videoId, title } = event.data
    if (silent) return { status: 'applied' }
    const { clubNo, ownerId } = club
    const body = { videoId, title: title ?? null }
    batch.writes.messages.push({ topic: clubTopic(ownerId), kind: 'video.published', body })
    batch.writes.news.push({ clubNo, ownerId, kind: 'newVideo', key: videoId, body })
    return { status: 'applied' }
  }
  if ((event.type !== 'live.started' && event.type !== 'live.ended') || session === null)
    return { status: 'rejected', code: 'malformed' }
  session.title = event.data.title ?? session.title
  session.dirty = true
  keepSession(batch, event, session, silent)
  if (event.type === 'live.ended') {
    const first = session.endedAt === null
    session.endedAt = Math.max(event.at, session.startedAt)
    if (first && !silent) announce(batch, event, session, 'session.ended')
  }
  return { status: 'applied' }
}
