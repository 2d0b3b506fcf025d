import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, runNode, say } from './run.mjs'

const stampFile = join(root, 'dist/stamp.json')
const sources = [
  'src',
  'web',
  'sdk',
  'demo',
  'sim',
  'migrations',
  'rulesets',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/lib/bundle-server.mjs',
]
const isTest = (path) => /\.test\.tsx?$/.test(path)

function listFiles(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return []
  if (stats.isFile()) return isTest(path) ? [] : [[relative(root, path), stats]]
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)))
}

const hashOf = (path) =>
  createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex')
    .slice(0, 32)

/**
 * What the build was made from: path → [size, mtime, hash]. A file with the same size and time is taken as unchanged, any other is hashed,
 * so that a fresh checkout of the same commit is not built twice.
 */
function readSources(known) {
  const entries = sources
    .flatMap((path) => listFiles(join(root, path)))
    .map(([path, stats]) => {
      const [size, time, hash] = known[path] ?? []
      const same = size === stats.size && time === stats.mtimeMs
      return [path, [stats.size, stats.mtimeMs, same ? hash : hashOf(path)]]
    })
  return Object.fromEntries(entries)
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return null
  }
}

/** True when dist was made from exactly these sources. */
export function isBuilt() {
  const stamp = readStamp()
  if (stamp === null || !existsSync(join(root, 'dist/server/main.js'))) return false
  const now = readSources(stamp)
  const paths = Object.keys(now)
  return paths.length === Object.keys(stamp).length && paths.every((path) => stamp[path]?.[2] === now[path][2])
}

/** The sources as they are now; taken before a build, written after it. */
export const takeStamp = () => JSON.stringify(readSources(readStamp() ?? {}))
export const writeStamp = (stamp) => writeFileSync(stampFile, stamp)

/**
 * Builds when dist is absent or stale.
 * @returns {Promise<string | null>} what went wrong
 */
export async function ensureBuilt() {
  if (isBuilt()) return null
  say('正在构建 · building …')
  const result = await runNode(join(root, 'scripts/build.mjs'), [])
  return result.code === 0 ? null : result.output.trimEnd()
}
