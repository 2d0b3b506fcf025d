/** A piece of a text, with whom it calls on. */
export interface TextPart<N> {
  readonly text: string
  readonly mention: N | null
}

/** A text in pieces: every `@name` of those it calls on is one. The longest name wins. */
export function partsOf<N extends { readonly name: string }>(
  text: string,
  names: readonly N[],
): readonly TextPart<N>[] {
  const longest = [...names].sort((one, other) => other.name.length - one.name.length)
  const parts: TextPart<N>[] = []
  let plain = 0
  for (let at = text.indexOf('@'); at >= 0;) {
    const found = longest.find(({ name }) => text.startsWith(name, at + 1))
    if (found === undefined) {
      at = text.indexOf('@', at + 1)
      continue
    }
    const end = at + 1 + found.name.length
    if (at > plain) parts.push({ text: text.slice(plain, at), mention: null })
    parts.push({ text: text.slice(at, end), mention: found })
    plain = end
    at = text.indexOf('@', end)
  }
  if (plain < text.length) parts.push({ text: text.slice(plain), mention: null })
  return parts
}
