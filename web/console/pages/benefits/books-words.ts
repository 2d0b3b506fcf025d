import type { Say } from '../../text.ts'
import type { Posting } from '../../data/benefits.ts'
import { nameOf } from '../../parts/Person.tsx'

/** The sentence of a posting by what moved and on which of the owner's accounts; every pair that the books can hold has one. */
const sentences = {
  'deposit/budget': 'money.line.deposit',
  'withdrawal/budget': 'money.line.withdrawal',
  'packetOpened/budget': 'money.line.packetOpened',
  'packetOpened/held': 'money.line.packetHeld',
  'packetClaimed/held': 'money.line.packetClaimed',
  'packetReturned/held': 'money.line.packetReleased',
  'packetReturned/budget': 'money.line.packetReturned',
  'benefitClaimed/budget': 'money.line.benefitClaimed',
} as const

/** One line of the books as a sentence (BEN-8). `benefitName` looks a benefit up by its id. */
export function postingWords(posting: Posting, say: Say, benefitName: (benefitId: string) => string | null): string {
  const key = `${posting.kind}/${posting.account}`
  const text = key in sentences ? sentences[key as keyof typeof sentences] : 'money.line.other'
  const name = posting.benefitId === null ? null : benefitName(posting.benefitId)
  const words = say(text, {
    user:
      posting.userId === null ? say('money.somebody') : nameOf({ name: posting.userName, userId: posting.userId }, say),
    benefit: name ?? say('money.someBenefit'),
  })
  return posting.note === null ? words : say('money.line.withNote', { words, note: posting.note })
}
