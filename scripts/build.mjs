// npm run build: src → dist/server (bundled for Node), web → dist/web.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { takeStamp, writeStamp } from './lib/built.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root, runNode, say, tool } from './lib/run.mjs'

ensureInstalled()
const stamp = takeStamp()
const server = join(root, 'dist/server')

async function buildServer() {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/main.ts', 'pglite-worker': 'src/infra/pglite-worker.ts' },
    outdir: server,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    // One file starts faster than a thousand; PGlite finds its wasm beside its own files, pg's native driver is not used, and cookie is
    // CommonJS that @fastify/cookie imports while running: bundled it would lose its names.
    external: ['@electric-sql/pglite', '@electric-sql/pglite/*', 'pg-native', 'cookie'],
    // CommonJS packages inside an ES module still ask for `require`, `__filename` and `__dirname`.
    banner: {
      js: [
        "import { createRequire as __createRequire } from 'node:module'",
        "import { fileURLToPath as __fileURLToPath } from 'node:url'",
        'const require = __createRequire(import.meta.url)',
        'const __filename = __fileURLToPath(import.meta.url)',
        "const __dirname = __fileURLToPath(new URL('.', import.meta.url))",
      ].join('\n'),
    },
    logLevel: 'warning',
  })
  for (const folder of ['migrations', 'rulesets']) cpSync(join(root, folder), join(server, folder), { recursive: true })
}

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
  await Promise.all([buildServer(), buildWeb()])
  writeStamp(stamp)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
