// node scripts/with-postgres.mjs COMMAND…: runs a command with TEST_DATABASE_URL naming a throw-away PostgreSQL, which it stops afterwards.
import { spawn } from 'node:child_process'
import { findPostgres, startPostgres } from './lib/postgres.mjs'

const [command, ...args] = process.argv.slice(2)
if (command === undefined) {
  console.error('usage: node scripts/with-postgres.mjs COMMAND [ARGUMENT…]')
  process.exit(2)
}
const found = findPostgres({ install: true })
if (found.folder === undefined) {
  console.error(found.reason)
  process.exit(1)
}
const server = await startPostgres(found.folder)
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: server.url } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
const code = await new Promise((resolve) => {
  child.once('error', () => resolve(127))
  child.once('exit', (status) => resolve(status ?? 1))
})
await server.stop()
process.exit(code)
