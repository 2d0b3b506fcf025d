import type { TFunction } from 'i18next'
import type { MemberGroup, MessageView } from '../../../src/contract/messages.ts'
import { noticeWords } from '../../shared/message/notice-words.ts'

/** The latest notice: the group's standing one, or one that was said since. */
export function noticeOf(
  group: Pick<MemberGroup, 'notice' | 'noticeAt'>,
  messages: readonly MessageView[],
  t: TFunction,
  language: string,
): { readonly text: string; readonly at: string } | null {
  const said = messages.findLast(({ kind }) => kind === 'notice')
  const standing = group.notice !== null && group.noticeAt !== null ? { text: group.notice, at: group.noticeAt } : null
  if (said === undefined || (standing !== null && standing.at > said.at)) return standing
  return { text: noticeWords(said, t, language), at: said.at }
}
