/**
 * Totals that many write are kept as the sum of partial rows, one for each writer: the engine's lanes have the first ones and commands the last,
 * so that none waits for another.
 */
export const PARTS = 16
/** The part of commands and checkouts. */
export const COMMANDS_PART = PARTS - 1
