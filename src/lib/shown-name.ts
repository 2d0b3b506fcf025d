/** Names of people and groups as they may be shown: what one does not see in them does not work in them either. @rule GRP-11 */

/** Emoji that hold characters which are invisible alone: joined ones, keycaps, the three flags spelt with tags. */
const emoji =
  String.raw`\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)*` +
  String.raw`(?:\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f})?` +
  String.raw`|[0-9#*]\ufe0f\u20e3`
/** Controls, zero widths, bidi overrides and isolates, fillers, selectors, tags, lone surrogates, marks of annotations. */
const hidden = String.raw`[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`
const emojiOrHidden = new RegExp(`(${emoji})|${hidden}`, 'gu')

/** What shows as nothing but width; U+2800 is a Braille cell without a dot. */
const blanks = /[\p{White_Space}\u2800]+/gu

/** Marks that stand on one letter: Hebrew, Burmese and Tibetan need four at most. */
const piledMarks = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu
/** Marks without a letter of their own, which would stand on what is shown before the name. */
const looseMarks = /^[\p{M}\p{White_Space}]+/u

const withoutHidden = (text: string): string => text.replace(emojiOrHidden, (_, kept?: string) => kept ?? '')

/** A name as it may be shown; the kept one stays as it is. null: there is none, or nothing of it can be seen. */
export function shownName(name: string | null): string | null {
  if (name === null) return null
  const shown = withoutHidden(name.replace(blanks, ' '))
    .replace(piledMarks, '$1')
    .replace(looseMarks, '')
    .replace(blanks, ' ')
    .trim()
  return shown === '' ? null : shown
}

/** Whether all of a name can be seen and something of it is more than white space. */
export const isPlainName = (name: string): boolean => withoutHidden(name) === name && shownName(name) !== null
