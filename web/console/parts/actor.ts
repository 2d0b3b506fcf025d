import { roles } from '../../../src/contract/words.ts'
import type { Say } from '../text.ts'

/** `owner:luo` as people say it: the role in words, and the id where it says more than the role. */
export function actorWords(actor: string, say: Say): string {
  const [first = '', ...rest] = actor.split(':')
  const role = roles.find((name) => name === first)
  if (role === undefined) return actor
  const id = rest.join(':')
  return id === '' || id === role ? say(`role.${role}`) : `${say(`role.${role}`)} ${id}`
}
