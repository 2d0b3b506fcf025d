import type { Access, Subject } from '../contract/route.ts'
import type { Permission } from '../contract/words.ts'

/** Answers whether two ids name one person (PLT-8). */
export type SameUser = (one: string, other: string) => Promise<boolean>

/** True for the club's owner and for staff of his who hold the permission; `subject.permissions` are read fresh for each request. */
export function holdsClub(subject: Subject, ownerId: unknown, permission: Permission): boolean {
  if (typeof ownerId !== 'string') return false
  if (subject.role === 'owner') return subject.ownerId === ownerId
  return subject.role === 'staff' && subject.ownerId === ownerId && (subject.permissions ?? []).includes(permission)
}

/** `platform` and `admin` may what any role may. */
export const isPlatform = (subject: Subject): boolean => subject.role === 'platform' || subject.role === 'admin'

/** PLT-1: decides by role and by the object that the path names. `params` are validated already. */
export async function mayCall(
  access: Access,
  subject: Subject | null,
  params: Readonly<Record<string, unknown>>,
  sameUser: SameUser,
): Promise<boolean> {
  if (access.kind === 'open') return true
  if (subject === null) return false
  if (access.kind === 'platformKey') return subject.role === 'platform'
  if (isPlatform(subject)) return true
  switch (access.kind) {
    case 'any':
      return true
    case 'platform':
      return false
    case 'reviewer':
      return subject.role === 'reviewer'
    case 'club':
      return holdsClub(subject, params['ownerId'], access.permission)
    case 'self': {
      if (access.permission !== undefined && holdsClub(subject, params['ownerId'], access.permission)) return true
      const userId = params['userId']
      return subject.role === 'fan' && typeof userId === 'string' && (await sameUser(subject.id, userId))
    }
  }
}
