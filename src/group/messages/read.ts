import { z } from 'zod'
import { uuid } from '../../contract/forms.ts'
import { messageList, messagesQuery, type MessageView } from '../../contract/messages.ts'
import { reject } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route } from '../../contract/route.ts'
import { imitatorsOf } from '../../lib/words/imitation.ts'
import type { App } from '../../ports/app.ts'
import { numberOfSubGroup } from '../apply.ts'
import { readCards } from '../cards/read.ts'
import { linkMedia } from '../media/attach.ts'
import { findGroup } from '../settings/store.ts'
import { findOwnerName, isSameUser } from '../listing/store.ts'
import { findSeat, readMessages, type Wanted } from './store.ts'
import { greetingOf, viewOfMessage } from './views.ts'
import { noteVisit } from '../visiting/visit.ts'

const groupParams = z.object({ groupId: uuid })

/** The page in rising order, whichever way it was read. */
const rising = (messages: MessageView[], wanted: Wanted): MessageView[] =>
  wanted.after === null ? messages.reverse() : messages

/** What stands on the cards of a page, as its reader sees it. */
async function withCards(
  app: App,
  items: readonly MessageView[],
  reader: { readonly userNo: number | null; readonly runs: boolean },
): Promise<MessageView[]> {
  const cards = await readCards(app.db, app.cards, items, { ...reader, now: await app.clock.now() })
  const links = await linkMedia(items, app.media.links)
  return items.map((item, index) => ({ ...item, ...cards[index], ...links[index] }))
}

const getMessages = route({
  name: 'listGroupMessages',
  method: 'GET',
  path: '/v1/groups/{groupId}/messages',
  tag: 'groups',
  summary:
    'What one member sees, in order: all that was said to him since he joined; `after` goes on, `before` goes back, else the newest. The owner’s side sees a group or one sub-group',
  clauses: ['GRP-6', 'GRP-10', 'GRP-11'],
  access: { kind: 'any' },
  params: groupParams,
  query: messagesQuery,
  answer: messageList,
  handle: async (app, { params: { groupId }, query, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const runs = mayActFor(subject, group.owner_id, 'groups')
    const userId = query.userId ?? (subject.role === 'fan' ? subject.id : null)
    if (!runs && (subject.role !== 'fan' || userId === null)) return reject('forbidden')
    const owner = { id: group.owner_id, name: await findOwnerName(app.db, group.club_no) }
    const imitates = imitatorsOf(owner.name)
    const wanted = { after: query.after ?? null, before: query.before ?? null, limit: query.limit + 1 }
    const scope = { clubNo: group.club_no, groupNo: group.group_no }
    if (userId === null) {
      const number = query.subGroupId === undefined ? 0 : numberOfSubGroup(group, query.subGroupId)
      if (number === null) return reject('not_found', 'No such sub-group')
      const rows = await readMessages(app.db, { ...scope, number }, 0, wanted)
      const items = rows.slice(0, query.limit).map((row) => viewOfMessage(row, owner, imitates))
      return { items: rising(await withCards(app, items, { userNo: null, runs }), wanted), nextCursor: null }
    }
    if (!runs && !(await isSameUser(app.db, subject.id, userId))) return reject('forbidden')
    const seat = await findSeat(app.db, userId, group.group_no)
    if (seat === null) return reject('not_in_group')
    const rows = await readMessages(app.db, { ...scope, number: seat.number }, seat.joined_seq, wanted)
    const items = rows.map((row) => viewOfMessage(row, owner, imitates))
    const greeting = greetingOf(seat, group.group_no, owner, wanted)
    // it stands before all that he reads: first when rising, last when falling
    if (greeting !== null) items.splice(wanted.after === null ? items.length : 0, 0, greeting)
    if (query.after === undefined && query.before === undefined) await noteVisit(app, subject, group, userId)
    const shown = await withCards(app, items.slice(0, query.limit), { userNo: seat.user_no, runs: false })
    return { items: rising(shown, wanted), nextCursor: null }
  },
})

/** Routes that read messages. */
export const messageReads: readonly Route[] = [getMessages]
