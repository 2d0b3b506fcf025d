/** Structured log lines. Fields hold ids and numbers, never names, texts, keys or tokens. pino's logger fits it. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
