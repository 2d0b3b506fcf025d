/** Words of reach that pages need without the forms: what is told, and in which language. */

/** What a push is about. `notices` are those of groups and of a mode's change, `benefits` also tell that one is withdrawn (BEN-11); `groupMessages` has more than two choices. */
export const reachKinds = [
  'liveStarts',
  'videos',
  'notices',
  'groupMessages',
  'benefits',
  'redPackets',
  'privateMessages',
  'levelUps',
] as const
export type ReachKind = (typeof reachKinds)[number]

/** Of what is said in a group: all of it (at most one in half a minute), only what names him, nothing. */
export const groupMessageChoices = ['all', 'mentions', 'none'] as const
export type GroupMessageChoice = (typeof groupMessageChoices)[number]

/** Where a user lives who never said. */
export const reachZone = 'Asia/Shanghai'

export const languages = ['zh', 'en'] as const
export type ReachLanguage = (typeof languages)[number]
