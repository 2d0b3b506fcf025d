import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './built.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './run.mjs'

/** Runs the built program in this very process: signals, standard output and the exit code are its own. */
export async function runProgram(args) {
  ensureInstalled()
  await ensureBuilt()
  process.env.NODE_ENV ??= 'production'
  process.setSourceMapsEnabled(true)
  const main = join(root, 'dist/server/main.js')
  process.argv = [process.execPath, main, ...args]
  await import(pathToFileURL(main).href)
}
