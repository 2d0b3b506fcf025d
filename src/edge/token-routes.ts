import { meView, tokenInput, tokenView } from '../contract/accounts.ts'
import { reject } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { toInstant } from '../lib/time.ts'
import { isPlatform } from './access.ts'
import { edgeRoute } from './mount.ts'
import type { EdgeRoute } from './mount.ts'

type Asked = ReturnType<typeof tokenInput.parse>['subject']

function subjectOf(asked: Asked): Subject {
  if (asked.type === 'owner') return { role: 'owner', id: asked.id, ownerId: asked.id }
  if (asked.type !== 'staff' || asked.ownerId === undefined) return { role: asked.type, id: asked.id }
  return { role: 'staff', id: asked.id, ownerId: asked.ownerId, permissions: asked.permissions ?? [] }
}

const makeToken = edgeRoute({
  name: 'makeToken',
  method: 'POST',
  path: '/v1/tokens',
  tag: 'sign-in',
  summary: 'A short-lived token for one subject: any by the platform, staff of his own club by an owner',
  clauses: ['PLT-1'],
  access: { kind: 'any' },
  body: tokenInput,
  answer: tokenView,
  async handle(_app, { body, subject, realNow }, { services }) {
    const asked = subjectOf(body.subject)
    const ownStaff = subject.role === 'owner' && asked.role === 'staff' && asked.ownerId === subject.ownerId
    if (!isPlatform(subject) && !ownStaff) return reject('forbidden')
    // Whole seconds, as the token says it.
    const expiresAt = (Math.floor(realNow / 1_000) + body.ttlSeconds) * 1_000
    return { token: await services.tokens.make(asked, expiresAt), expiresAt: toInstant(expiresAt) }
  },
})

const me = edgeRoute({
  name: 'getMe',
  method: 'GET',
  path: '/v1/me',
  tag: 'sign-in',
  summary: 'Who the caller is and what he may see',
  clauses: ['PLT-1'],
  access: { kind: 'any' },
  answer: meView,
  async handle(_app, { subject }, { principal }) {
    const { role, id, ownerId, permissions } = subject
    return {
      role,
      id,
      name: principal?.name ?? null,
      ownerId: ownerId ?? null,
      permissions: permissions ?? [],
      clubs: { all: isPlatform(subject), ownerIds: ownerId === undefined ? [] : [ownerId] },
      expiresAt: principal === null || principal.expiresAt === null ? null : toInstant(principal.expiresAt),
    }
  },
})

export const tokenRoutes: readonly EdgeRoute[] = [makeToken, me]
