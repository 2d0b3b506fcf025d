/** A code of twelve letters and digits, in groups or in one, anywhere in a text. */
const codes = /(?:[0-9a-z][ -]?){11}[0-9a-z]/gi

/** The pass-phrase in a text that somebody pasted: the whole of it, or the first code that reads; null: there is none. @param read checks one */
export function phraseIn(text: string, read: (typed: string) => string | null): string | null {
  for (const candidate of [text, ...(text.match(codes) ?? [])]) {
    const phrase = read(candidate.trim())
    if (phrase !== null) return phrase
  }
  return null
}
