import type { Mode } from './words.ts'

/** The badge name until an owner has one of his own. @rule BADGE-1 */
export const defaultBadgeNameOf = (mode: Mode): string => (mode === 'shopping' ? '购物团' : '粉丝团')
