/** An event on its way to the engine, and the lines of the file it speaks for. */
export interface OutEvent {
  readonly event: unknown
  readonly kind: 'order' | 'refund' | 'other'
  /** lines of the file that share its fate; a line that makes several refunds goes with the first */
  readonly lines: number
  readonly firstLine: number
  /** what a person recognises it by in the report */
  readonly label: string
  /** minor units; 0 for other events */
  readonly amount: number
  /** bytes it takes on the wire, about */
  readonly weight: number
}

/** A return that gave nothing or not all back, for the report. Amounts in minor units. */
export interface ReturnLeft {
  readonly line: number
  readonly code: string
  readonly quantity: number
  readonly amount: number
}
