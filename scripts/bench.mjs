// npm run bench [-- --quick [--write]]: a PostgreSQL of its own with default durability on disk, then bench/main.ts on it.
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { findPostgres, startPostgres } from './lib/postgres.mjs'
import { root } from './lib/run.mjs'

ensureInstalled()
const found = findPostgres({ install: true })
if (found.folder === undefined) {
  console.error(`the benchmark needs a PostgreSQL server: ${found.reason}`)
  process.exit(1)
}
const version = execFileSync(join(found.folder, 'postgres'), ['--version'], { encoding: 'utf8' }).trim()
const server = await startPostgres(found.folder, { durable: true })
try {
  const args = ['--import', 'tsx', join(root, 'bench/main.ts'), server.url, version, ...process.argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
} finally {
  await server.stop()
}
