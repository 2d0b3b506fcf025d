import type { Subject } from './route.ts'
import type { Permission } from './words.ts'

/** Whether a subject may act for a club: the platform, an admin, its owner, or the owner's staff with the permission (PLT-1). */
export function mayActFor(subject: Subject, ownerId: string, permission: Permission): boolean {
  if (subject.role === 'platform' || subject.role === 'admin') return true
  if (subject.role === 'owner') return subject.id === ownerId || subject.ownerId === ownerId
  return subject.role === 'staff' && subject.ownerId === ownerId && (subject.permissions ?? []).includes(permission)
}

/** Who did it, as records name him: `owner:luo`, `staff:s-1`, `platform:…` (TASK-15). */
export const actorOf = (subject: Subject): string => `${subject.role}:${subject.id}`
