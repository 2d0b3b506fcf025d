// npm run bench [-- --scale | --club | --rush | --groups | --reach] [--quick] [--write] [--size=F] [--rounds=N]: a PostgreSQL of its own with default durability on disk, then
// bench/main.ts on it, bundled as the product is.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundleServer } from './lib/bundle-server.mjs'
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
const bundle = join(root, 'dist/bench')
rmSync(bundle, { recursive: true, force: true })
await bundleServer(bundle, {
  main: 'bench/main.ts',
  'client-process': 'bench/client-process.ts',
  'readers-process': 'bench/readers-process.ts',
  'push-process': 'bench/push-process.ts',
})
for (const name of ['percall.sql', 'redis.lua']) cpSync(join(root, 'bench', name), join(bundle, name))
const server = await startPostgres(found.folder, { durable: true })
try {
  const args = [join(bundle, 'main.js'), server.url, version, ...process.argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
} finally {
  await server.stop()
}
