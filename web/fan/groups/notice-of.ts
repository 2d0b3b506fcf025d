import type { TFunction } from 'i18next'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { noticeWords } from '../../shared/message/notice-words.ts'

/** The latest notice: the group's standing one, or one that was said since; none, where it was taken away since. */
export function noticeOf(
  { notice, noticeAt, saidNotice: said }: Pick<MemberGroup, 'notice' | 'noticeAt' | 'saidNotice'>,
  t: TFunction,
  language: string,
): { readonly text: string; readonly at: string } | null {
  // what is set is said at the same instant: that message is it
  const isLatest = (at: string) => noticeAt === null || noticeAt < at || (noticeAt === at && notice !== null)
  if (said != null && isLatest(said.at)) return { text: noticeWords(said, t, language), at: said.at }
  return notice === null || noticeAt === null ? null : { text: notice, at: noticeAt }
}
