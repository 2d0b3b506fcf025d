import type { WordAction } from '../contract/moderation.ts'
import { fold } from '../lib/words/fold.ts'
import { hasContact, isAllowedHost, linksOf } from '../lib/words/find-links.ts'
import { mask, type Match, type WordList } from '../lib/words/word-list.ts'
import type { Saying, Worded } from '../ports/words.ts'

/** Words that can be looked for, each with what becomes of who says it. */
export interface Words {
  readonly list: WordList
  readonly words: readonly string[]
  readonly actions: readonly WordAction[]
}

/** The settings of the platform, or of one owner. */
export interface Settings {
  readonly linksAllowed: boolean
  readonly contactsAllowed: boolean
  readonly hosts: readonly string[]
  readonly words: Words | null
}

/** Of who never set anything. */
export const unset: Settings = { linksAllowed: false, contactsAllowed: true, hosts: [], words: null }

/** What is read as words in a body, wherever it stands there. All else is an id, an instant or a choice of ours: masked, it would be none any more. */
const worded: ReadonlySet<string> = new Set(['text', 'name', 'question', 'options', 'greeting', 'notice', 'autoReply'])

/** A body with each of its texts replaced; the body itself where none changed. */
function mapTexts<T>(value: T, change: (text: string) => string, isText = false): T {
  if (typeof value === 'string') return (isText ? change(value) : value) as T
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapTexts(item, change, isText))
    return items.some((item, index) => item !== value[index]) ? (items as T) : value
  }
  const entries = Object.entries(value).map(
    ([key, one]: [string, unknown]) => [key, mapTexts(one, change, worded.has(key))] as const,
  )
  const before = value as Readonly<Record<string, unknown>>
  return entries.some(([key, one]) => one !== before[key]) ? (Object.fromEntries(entries) as T) : value
}

/**
 * What becomes of something said: words of the platform's list bind everybody; an owner's words, links and contacts bind his fans. Checks, in this order:
 * words, links, contacts.
 * @rule GRP-8 GRP-9
 */
export function judgeSaying<B extends object>(
  { side, body }: Saying<B>,
  platform: Settings,
  owner: Settings,
): Worded<B> {
  const lists = [platform.words, side === 'fan' ? owner.words : null].filter((words) => words !== null)
  const noted = new Set<string>()
  let refused: Worded<B>['refused'] = null
  const judged = mapTexts(body, (text) => {
    const folded = fold(text)
    const masked: Match[] = []
    for (const { list, words, actions } of lists)
      for (const match of list.find(text, folded)) {
        const action = actions[match.word]
        if (action === 'block') refused = 'words_not_allowed'
        else if (action === 'mask') masked.push(match)
        else noted.add(words[match.word] ?? '')
      }
    if (side === 'fan' && refused === null) {
      const hosts = [...platform.hosts, ...owner.hosts]
      if (!owner.linksAllowed && linksOf(text).some((host) => !isAllowedHost(host, hosts)))
        refused = 'links_not_allowed'
      else if (!(platform.contactsAllowed && owner.contactsAllowed) && hasContact(text))
        refused = 'contacts_not_allowed'
    }
    return masked.length === 0 ? text : mask(text, masked)
  })
  return { refused, body: judged, noted: [...noted] }
}
