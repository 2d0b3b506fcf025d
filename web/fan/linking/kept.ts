const key = 'tiefen.link'

/** The link in which this very tab takes part: a page that is loaded again goes back into it by itself. */
export const keptLink = (): string | null => sessionStorage.getItem(key)

/** Remembers it, or forgets it. */
export function keepLink(linkId: string | null): void {
  if (linkId === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, linkId)
}
