/** Somebody who can be called on. */
export interface Mentionable {
  readonly userId: string
  readonly name: string
}

/** The `@word` that is being typed at the caret; null: none. */
export function mentionAt(text: string, caret: number): { readonly start: number; readonly typed: string } | null {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('@')
  if (start < 0) return null
  const typed = before.slice(start + 1)
  const atWord = start === 0 || !/[\w@]/.test(before.charAt(start - 1))
  return atWord && typed.length <= 20 && !/\s/.test(typed) ? { start, typed } : null
}

/** Who fits what was typed after `@`: those whose name begins with it first. */
export function matching(people: readonly Mentionable[], typed: string, most: number): readonly Mentionable[] {
  const wanted = typed.toLowerCase()
  const at = (person: Mentionable): number => person.name.toLowerCase().indexOf(wanted)
  return people
    .map((person) => ({ person, place: at(person) }))
    .filter(({ place }) => place >= 0)
    .sort((one, other) => Math.min(one.place, 1) - Math.min(other.place, 1))
    .slice(0, most)
    .map(({ person }) => person)
}

/** Of those picked, whose `@name` still stands in the text, each once. */
export const mentionedIn = (text: string, picked: readonly Mentionable[]): readonly string[] => [
  ...new Set(picked.filter(({ name }) => text.includes(`@${name}`)).map(({ userId }) => userId)),
]
