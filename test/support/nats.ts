import { setTimeout as pause } from 'node:timers/promises'
import { describe, inject } from 'vitest'
import { noNats } from './nats-server.ts'

/** Tests with a nats-server; skipped by name where there is none. */
export function describeNats(title: string, tests: () => void): void {
  if (noNats === null) describe(title, tests)
  else describe.skip(`${title} [${noNats}]`, tests)
}

/** Tests with a nats-server and a PostgreSQL. */
export function describeNatsPostgres(title: string, tests: () => void): void {
  const reason = noNats ?? (inject('stores').postgresUrl === null ? 'skipped: no TEST_DATABASE_URL' : null)
  if (reason === null) describe(`${title} [postgres]`, tests)
  else describe.skip(`${title} [${reason}]`, tests)
}

/** Waits until it holds, looking often. @throws after `most` ms, with what it waited for */
export async function until(what: string, holds: () => boolean | Promise<boolean>, most = 20_000): Promise<void> {
  for (const deadline = performance.now() + most; !(await holds()); await pause(10))
    if (performance.now() > deadline) throw new Error(`waited ${most} ms for: ${what}`)
}
