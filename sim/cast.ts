import { createRandom, type Random } from '../src/lib/prng.ts'
import type { ClubPlan } from './clubs.ts'
import { makeNames } from './names.ts'
import { personaNames, personas, type PersonaName } from './personas.ts'

/** Somebody of the world. */
export interface Fan {
  readonly userId: string
  readonly name: string
  readonly persona: PersonaName
  /** the owner he likes best */
  readonly home: string
  /** another owner whose rooms he visits too, or null */
  readonly second: string | null
  /** he comes with the shop's history */
  readonly imported: boolean
  /** the day of the past (0 = first) on whose evening he joins his home club; null: not yet when the show begins */
  readonly joinsOnDay: number | null
}

/** Of a hundred fans, so many also visit a second owner, and so many have not joined when the show begins. */
const SECOND_PERCENT = 22
const UNDECIDED_PERCENT = 14

const tickets = personaNames.flatMap((name) => Array.from({ length: personas[name].share }, () => name))

function pickPersona(random: Random, club: ClubPlan): PersonaName {
  const persona = random.pick(tickets)
  if (club.mode === 'live' && (persona === 'bargainHunter' || persona === 'refunder')) return 'gifter'
  return club.mode === 'shopping' && persona === 'gifter' ? 'regular' : persona
}

/**
 * The fans of the clubs: the same for the same seed. Each club has every character that fits it at least once.
 * @param pastDays days over which they join
 */
export function makeCast(seed: string, clubs: readonly ClubPlan[], pastDays: number): Fan[] {
  const random = createRandom(`${seed}/cast`)
  const names = makeNames(
    random,
    clubs.reduce((sum, club) => sum + club.fans, 0),
  )
  const fans: Fan[] = []
  for (const club of clubs) {
    const must = personaNames.filter((name) => personas[name].share > 0)
    for (let index = 0; index < club.fans; index += 1) {
      const persona = must[index] ?? pickPersona(random, club)
      const others = clubs.filter((other) => other !== club)
      const imported = index < club.imported
      const undecided = !imported && random.below(100) < UNDECIDED_PERCENT
      fans.push({
        userId: `fan-${club.ownerId}-${String(index + 1).padStart(3, '0')}`,
        name: names[fans.length] ?? club.name,
        persona,
        home: club.ownerId,
        second: others.length > 0 && random.below(100) < SECOND_PERCENT ? random.pick(others).ownerId : null,
        imported,
        // most come early: a club that starts is told to those who wait for it
        joinsOnDay: imported ? 0 : undecided ? null : Math.floor(random.next() ** 2 * pastDays),
      })
    }
  }
  return fans
}
