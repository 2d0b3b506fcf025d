import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { clubLink, fanLink, linkView } from '../contract/linking.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { parseLinkId, partyOfUser } from './apply.ts'
import { linkId } from './ingest.ts'
import { listOwnRequests } from './requests/store.ts'
import { isOwnersSide, partyOf } from './rights.ts'
import { findBusy, findLink, findRunning, userNoOf } from './store.ts'
import { requestOf, viewOf } from './views.ts'

const one = route({
  name: 'getLink',
  method: 'GET',
  path: '/v1/links/{linkId}',
  tag: 'linking',
  summary: 'A link, to those who take or took part and to the owner’s side',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: z.object({ linkId }),
  answer: linkView,
  handle: async (app, { params, subject }) => {
    const key = parseLinkId(params.linkId)
    const held = key === null ? null : await findLink(app.db, key)
    if (held === null) return reject('not_found')
    const mine = await partyOf(app.db, subject, held)
    if (mine === null && !(await isOwnersSide(app.db, subject, held.link))) return reject('forbidden')
    return viewOf(held, mine)
  },
})

const ofFan = route({
  name: 'getUserLink',
  method: 'GET',
  path: '/v1/users/{userId}/link',
  tag: 'linking',
  summary: 'The link that a fan is in or rung by, and where he asks for one',
  clauses: ['GRP-8'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  answer: fanLink,
  handle: async (app, { params: { userId } }) => {
    const userNo = await userNoOf(app.db, userId)
    if (userNo === null) return { link: null, asks: [] }
    const key = await findBusy(app.db, userNo)
    const held = key === null ? null : await findLink(app.db, key)
    const mine = partyOfUser(held?.parties ?? [], userNo)?.party ?? null
    const asks = await listOwnRequests(app.db, userNo, await app.clock.now())
    return { link: held === null || mine === null ? null : viewOf(held, mine), asks: asks.map(requestOf) }
  },
})

const ofClub = route({
  name: 'getClubLink',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/link',
  tag: 'linking',
  summary: 'The link in which an owner is now',
  clauses: ['GRP-8'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  answer: clubLink,
  handle: async (app, { params: { ownerId }, subject }) => {
    const { known, held } = await findRunning(app.db, ownerId)
    if (!known) return reject('unknown_owner')
    // a sub-account sees the links of the groups it runs
    if (held === null || !(await isOwnersSide(app.db, subject, held.link))) return { link: null }
    return { link: viewOf(held, 0) }
  },
})

/** Routes that read links. */
export const linkReads: readonly Route[] = [one, ofFan, ofClub]
