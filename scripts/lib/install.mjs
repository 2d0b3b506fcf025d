import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNpm, say } from './run.mjs'

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** True when what npm wrote down as installed is what package-lock.json asks for (optional packages of other platforms may be absent). */
export function isInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const installed = readJson('node_modules/.package-lock.json').packages ?? {}
  const wanted = Object.entries(readJson('package-lock.json').packages ?? {}).filter(([path]) => path !== '')
  return wanted.every(([path, entry]) =>
    installed[path] ? installed[path].version === entry.version : entry.optional || entry.devOptional,
  )
}

/** `npm ci` when node_modules is absent or behind the lock file. */
export function ensureInstalled() {
  if (isInstalled()) return
  say('正在安装依赖 · installing packages (npm ci), about a minute …')
  const code = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel', 'error'])
  if (code === 0) return
  say('安装失败 · npm ci failed')
  process.exit(1)
}
