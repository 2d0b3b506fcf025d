/** What decides whether a store shows the demo. */
export interface DemoQuestion {
  /** `TIEFEN_DEMO`; null: not said */
  readonly asked: boolean | null
  /** the demo made this store */
  readonly marked: boolean
  /** no club is registered */
  readonly empty: boolean
  readonly embedded: boolean
  /** `TIEFEN_SANDBOX`: somebody moves the clock himself */
  readonly sandbox: boolean
}

/** True where the demo may run: on a store it made, or on an empty one where it is asked for or nothing else is. It never touches another. */
export function showsDemo({ asked, marked, empty, embedded, sandbox }: DemoQuestion): boolean {
  if (asked === false) return false
  return marked || (empty && (asked === true || (embedded && !sandbox)))
}
