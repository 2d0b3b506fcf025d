/**
 * Positions of the live stream. Every answer to a GET names the one it stands at (`positionHeader`): a stream opened with it as Last-Event-ID
 * brings whatever was committed since, so nothing falls between a page's first fetch and its stream. They are read in one way only: which of
 * two is older.
 */
export const positionHeader = 'stream-position'

/** `{transaction}.{number}`, and what names the entry, which is no part of the order (infra/outbox.ts). */
const placeOf = (position: string): readonly [bigint, bigint] => {
  const [, transaction = '0', number = '0'] = /^(\d{1,20})(?:\.(\d{1,20}))?/.exec(position) ?? []
  return [BigInt(transaction), BigInt(number)]
}

/** Whether `one` lies before `other`. */
export function isOlder(one: string, other: string): boolean {
  const [first, second] = [placeOf(one), placeOf(other)]
  return first[0] < second[0] || (first[0] === second[0] && first[1] < second[1])
}
