import { z } from 'zod'
import { uuid } from '../../contract/forms.ts'
import { messageList, messagesQuery, type MessageView } from '../../contract/messages.ts'
import { reject } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route } from '../../contract/route.ts'
import { pageOfStretch, stretchOf } from '../../lib/cursor.ts'
import { imitatorsOf } from '../../lib/words/imitation.ts'
import type { App } from '../../ports/app.ts'
import { numberOfSubGroup } from '../apply.ts'
import { readCards } from '../cards/read.ts'
import { linkMedia } from '../media/attach.ts'
import { findGroup } from '../settings/store.ts'
import { findOwnerName, isSameUser } from '../listing/store.ts'
import { findSeat, readMessages } from './store.ts'
import { greetingOf, viewOfMessage } from './views.ts'
import { noteVisit } from '../visiting/visit.ts'

const groupParams = z.object({ groupId: uuid })

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
    const wanted = stretchOf(query)
    const scope = { clubNo: group.club_no, groupNo: group.group_no }
    if (userId === null) {
      const number = query.subGroupId === undefined ? 0 : numberOfSubGroup(group, query.subGroupId)
      if (number === null) return reject('not_found', 'No such sub-group')
      const rows = await readMessages(app.db, { ...scope, number }, 0, wanted)
      const messages = rows.map((row) => viewOfMessage(row, owner, imitates))
      const { items, nextCursor } = pageOfStretch(messages, wanted)
      return { items: await withCards(app, items, { userNo: null, runs }), nextCursor }
    }
    if (!runs && !(await isSameUser(app.db, subject.id, userId))) return reject('forbidden')
    const seat = await findSeat(app.db, userId, group.group_no)
    if (seat === null) return reject('not_in_group')
    const rows = await readMessages(app.db, { ...scope, number: seat.number }, seat.joined_seq, wanted)
    const messages = rows.map((row) => viewOfMessage(row, owner, imitates))
    const greeting = greetingOf(seat, group.group_no, owner, wanted)
    // it stands before all that he reads: first when rising, last when falling
    if (greeting !== null) messages.splice(wanted.after === null ? messages.length : 0, 0, greeting)
    if (wanted.after === null && wanted.before === null) await noteVisit(app, subject, group, userId)
    const { items, nextCursor } = pageOfStretch(messages, wanted)
    return { items: await withCards(app, items, { userNo: seat.user_no, runs: false }), nextCursor }
  },
})

/** Routes that read messages. */
export const messageReads: readonly Route[] = [getMessages]
