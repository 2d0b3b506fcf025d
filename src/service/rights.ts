import { reject, type Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'

/**
 * For which side a subject speaks: a fan for himself, everybody else for the desk; the platform may name either. The route has checked whose thread it
 * is (access `self` with the permission `service`).
 * @rule GRP-14 PLT-1
 */
export function sideOf(subject: Subject, named: 'fan' | 'desk' | undefined): 'fan' | 'desk' | Rejection {
  const own = subject.role === 'fan' ? 'fan' : 'desk'
  if (named === undefined || named === own) return own
  return subject.role === 'platform' || subject.role === 'admin' ? named : reject('forbidden')
}

/** Under which id somebody of the owner's side answers: a sub-account's own, else the owner's. */
export const agentOf = (subject: Subject, ownerId: string): string => (subject.role === 'staff' ? subject.id : ownerId)
