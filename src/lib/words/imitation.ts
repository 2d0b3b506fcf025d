import { fold } from './fold.ts'
import { createWordList, type WordList } from './word-list.ts'

/** Names of fans that pass for the owner or for who speaks in his name. @rule GRP-11 */

/** A closed list: what the owner's side and the platform are called. `*` finds a word within a longer one (see `createWordList`). */
const officialWords = [
  '官方',
  '客服',
  '群主',
  '主播',
  '店长',
  '店主',
  '管理员',
  '助理',
  '小助手',
  '工作人员',
  '平台',
  '*official*',
  'admin',
  'administrator',
  'moderator',
  'support',
  'helpdesk',
  'customer service',
  'staff',
]

/** A digit or a capital that is drawn like a small letter: what `fold`, which goes by letters, keeps apart. */
const asDrawn = (text: string): string => text.normalize('NFKC').replaceAll('0', 'o').replaceAll(/[1I|]/g, 'l')

const holds = (list: WordList, name: string): boolean =>
  list.find(name).length > 0 || list.find(asDrawn(name)).length > 0

const official = createWordList(officialWords)

/** How a name is compared as a whole: letters that are repeated are one. */
const wholeOf = (name: string): string => String.fromCodePoint(...fold(name).points)

/**
 * Tells which names imitate an owner: those that are his, hold it (from two letters on), or hold an official word, however they are written. An owner's
 * name in letters that are written apart is found as a whole word only.
 */
export function imitatorsOf(ownerName: string): (name: string | null) => boolean {
  const bare = ownerName.replaceAll('*', '')
  const drawn = asDrawn(bare)
  const letters = fold(bare).counts.reduce((sum, count) => sum + count, 0)
  const owner = createWordList(letters > 1 ? [bare, drawn] : [])
  const wholes = new Set([wholeOf(bare), wholeOf(drawn)].filter((whole) => whole !== ''))
  return (name) =>
    name !== null &&
    (wholes.has(wholeOf(name)) || wholes.has(wholeOf(asDrawn(name))) || holds(official, name) || holds(owner, name))
}
