/** The folder of a PostgreSQL server's programs, or why there is none. */
export function findPostgres(options?: {
  install?: boolean
}): { folder: string; reason?: never } | { folder?: never; reason: string }
/** Whom to run a server as that refuses to run as root; null: as oneself. */
export function unprivileged(): { uid: number; gid: number } | null
/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number>
