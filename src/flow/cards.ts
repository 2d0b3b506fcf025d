import { readBenefitCards } from '../benefit/cards/read.ts'
import { readPacketCards } from '../packet/cards/read.ts'
import type { CardReader } from '../ports/cards.ts'

/** What cards of messages show of other slices. */
export const cards: CardReader = { benefits: readBenefitCards, packets: readPacketCards }
