import type { TFunction } from 'i18next'
import type { MemberGroup, MessageView } from '../../../src/contract/messages.ts'
import { noticeWords } from '../../shared/message/notice-words.ts'

/** The latest notice: the group's standing one, or one that was said since; none, where it was taken away since. */
export function noticeOf(
  group: Pick<MemberGroup, 'notice' | 'noticeAt'>,
  messages: readonly MessageView[],
  t: TFunction,
  language: string,
): { readonly text: string; readonly at: string } | null {
  const said = messages.findLast(({ kind }) => kind === 'notice')
  const { notice, noticeAt } = group
  // what is set is said at the same instant: that message is it
  const isLatest = (at: string) => noticeAt === null || noticeAt < at || (noticeAt === at && notice !== null)
  if (said !== undefined && isLatest(said.at)) return { text: noticeWords(said, t, language), at: said.at }
  return notice === null || noticeAt === null ? null : { text: notice, at: noticeAt }
}
