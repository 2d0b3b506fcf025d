import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runNpm } from './run.mjs'

/**
 * Bundles the server into a folder inside the repository (what stays outside the bundle is found in node_modules).
 * @param {string} folder absolute; made when absent
 * @param {Record<string, string>} programs entry points by name, from the repository's root
 */
export async function bundleServer(folder, programs = { main: 'src/main.ts' }) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: {
      ...programs,
      'pglite-worker': 'src/infra/pglite-worker.ts',
      'push-worker': 'src/infra/push-worker.ts',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    // One file starts faster than a thousand; PGlite finds its wasm beside its own files, pg's native driver is not used, and cookie is
    // CommonJS that @fastify/cookie imports while running: bundled it would lose its names. sharp looks for its library of this platform.
    external: ['@electric-sql/pglite', '@electric-sql/pglite/*', 'pg-native', 'cookie', 'sharp'],
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
  for (const name of ['migrations', 'rulesets']) cpSync(join(root, name), join(folder, name), { recursive: true })
}

/**
 * Bundles the check of a draw by itself, in one file: who checks need not have the rest.
 * @param {string} folder absolute
 */
export async function bundleVerifier(folder) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: { 'verify-draw': 'src/campaign/verify/bin.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  })
}

/**
 * Packs the check as a package of its own, which every server gives away: `npx --yes ADDRESS/verify-draw.tgz RECORD` needs neither a registry nor
 * the repository (BEN-7).
 * @param {string} program the bundled check, absolute
 * @param {string} file the package to write, absolute
 */
export function packVerifier(program, file) {
  const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const name = 'tiefen-verify-draw'
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  try {
    const content = join(folder, 'package')
    mkdirSync(content)
    copyFileSync(program, join(content, 'verify-draw.js'))
    const about = { name, version, license, engines, type: 'module', bin: { [name]: 'verify-draw.js' } }
    writeFileSync(join(content, 'package.json'), `${JSON.stringify(about, null, 2)}\n`)
    if (runNpm(['pack', content, '--pack-destination', folder, '--ignore-scripts', '--loglevel', 'error']) !== 0)
      throw new Error('npm pack failed')
    copyFileSync(join(folder, `${name}-${version}.tgz`), file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
