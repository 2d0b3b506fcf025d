// npm run build: src → dist/server (bundled for Node), web → dist/web.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { takeStamp, writeStamp } from './lib/built.mjs'
import { bundleServer, bundleVerifier, packVerifier } from './lib/bundle-server.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root, runNode, say, tool } from './lib/run.mjs'

ensureInstalled()
const stamp = takeStamp()
const server = join(root, 'dist/server')

async function buildWeb() {
  if (!existsSync(join(root, 'web/vite.config.ts'))) return
  const result = await runNode(tool.vite, ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'], {
    env: { NODE_ENV: 'production' },
  })
  if (result.code !== 0) throw new Error(`vite build failed:\n${result.output}`)
}

rmSync(join(root, 'dist/stamp.json'), { force: true })
rmSync(server, { recursive: true, force: true })
try {
  await Promise.all([bundleServer(server), bundleVerifier(server), buildWeb()])
  // beside the pages, which vite has put into an empty folder
  packVerifier(join(server, 'verify-draw.js'), join(root, 'dist/web/verify-draw.tgz'))
  writeStamp(stamp)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
