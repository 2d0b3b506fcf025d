import type { BenefitCard, PacketCard } from '../contract/polls.ts'
import type { Queryable } from './db.ts'

/** What stands on the cards of a group's messages and is kept by other slices (the flow provides it). Each is one statement, whatever their number. */
export interface CardReader {
  /**
   * Benefits by id, with the number of the club that offers each. @param userNo the reader, or null
   */
  benefits(
    on: Queryable,
    benefitIds: readonly string[],
    userNo: number | null,
  ): Promise<ReadonlyMap<string, { readonly clubNo: number; readonly card: BenefitCard }>>
  /** Red packets by id. @param userNo the reader, or null */
  packets(on: Queryable, packetIds: readonly string[], userNo: number | null): Promise<ReadonlyMap<string, PacketCard>>
}
