/** Where the demo says what went wrong. */
export interface DemoLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
