import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './built.mjs'
import { ensureInstalled } from './install.mjs'
import { root, say } from './run.mjs'

/** Runs the built program in this very process: signals, standard output and the exit code are its own. */
export async function runProgram(args) {
  ensureInstalled()
  const problem = await ensureBuilt()
  if (problem !== null) {
    process.stderr.write(`${problem}\n`)
    say('构建失败 · the build failed')
    process.exit(1)
  }
  process.env.NODE_ENV ??= 'production'
  process.setSourceMapsEnabled(true)
  const main = join(root, 'dist/server/main.js')
  process.argv = [process.execPath, main, ...args]
  await import(pathToFileURL(main).href)
}
