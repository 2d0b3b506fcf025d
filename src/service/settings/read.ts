import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { quickReplies, serviceAgents, serviceSettingsView, type ServiceAgent } from '../../contract/service.ts'
import { toInstant } from '../../lib/time.ts'
import { agentOf } from '../rights.ts'
import { countOpen, findDesk } from '../store.ts'
import { openness } from '../views.ts'
import { listAgents, listQuickReplies, nameAgents } from './store.ts'

const params = z.object({ ownerId: id })
const access = { kind: 'club', permission: 'service' } as const
const tag = 'service'
const clauses = ['GRP-14']

const getSettings = route({
  name: 'getServiceSettings',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/service/settings',
  tag,
  summary: 'Service hours, what is said outside them, whether waiting fans are assigned by themselves',
  clauses,
  access,
  params,
  answer: serviceSettingsView,
  handle: async (app, { params: { ownerId } }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    return {
      hours: desk.hours === null ? null : [...desk.hours],
      autoReply: desk.auto_reply,
      autoAssign: desk.auto_assign,
      ...openness(desk.hours, app.calendar, await app.clock.now()),
    }
  },
})

const getAgents = route({
  name: 'listServiceAgents',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/service/agents',
  tag,
  summary:
    'Who answers at the desk: the owner, his sub-accounts with the permission, whoever has open threads; with who is on duty',
  clauses,
  access,
  params,
  answer: serviceAgents,
  handle: async (app, { params: { ownerId }, subject }) => {
    const desk = await findDesk(app.db, ownerId)
    if (desk === null) return reject('unknown_owner')
    const [rows, counts] = await Promise.all([listAgents(app.db, desk), countOpen(app.db, [desk.club_no])])
    const open = new Map(counts.map(({ agent, open: count }) => [agent, count]))
    const known = new Map(rows.map((row) => [row.agent, row]))
    // who ended still has what he was given
    const others = [...open.keys()].filter((agent) => agent !== ownerId && !known.has(agent))
    const names = await nameAgents(app.db, ownerId, others)
    const sinceOf = (agent: string): string | null => {
      const since = known.get(agent)?.since ?? null
      return since === null ? null : toInstant(since)
    }
    const view = (agentId: string, name: string, kind: ServiceAgent['kind'], ended: boolean): ServiceAgent => ({
      agentId,
      name,
      kind,
      ended,
      onDutySince: sinceOf(agentId),
      open: open.get(agentId) ?? 0,
    })
    return {
      me: agentOf(subject, ownerId),
      items: [
        view(ownerId, desk.name, 'owner', false),
        ...rows
          .filter(({ agent }) => agent !== ownerId)
          .map(({ agent, name, ended }) => view(agent, name ?? agent, 'staff', ended)),
        ...others.map((agent) => view(agent, names.get(agent) ?? agent, 'staff', names.has(agent))),
      ],
    }
  },
})

const getQuickReplies = route({
  name: 'listQuickReplies',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/service/quick-replies',
  tag,
  summary: 'Quick replies of the desk, by shortcut',
  clauses,
  access,
  params,
  answer: quickReplies,
  handle: async (app, { params: { ownerId } }) => {
    const desk = await findDesk(app.db, ownerId)
    return desk === null ? reject('unknown_owner') : { items: await listQuickReplies(app.db, desk.club_no) }
  },
})

/** Routes that read what is set on a desk. */
export const serviceSettingReads: readonly Route[] = [getSettings, getAgents, getQuickReplies]
