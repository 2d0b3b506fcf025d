// npm test: everything, on a fresh clone: types, lint, tidy, unit tests, store tests on PGlite and PostgreSQL, then the pages in Chromium.
// The last line is exactly `N passed, N failed, N skipped`; what could not run is named above it with its reason.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './lib/built.mjs'
import { inParallel, staticChecks } from './lib/checks.mjs'
import { addCounts, countPlaywright, countVitest, noCounts } from './lib/counts.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { findPostgres, startPostgres } from './lib/postgres.mjs'
import { root, runNode, tool } from './lib/run.mjs'

const SKIPPED_SHOWN_MAX = 40
const CHECKS_AT_ONCE = 2
const total = noCounts()
const notes = []
const inCache = (name) => join(root, '.cache', name)

const heading = (text) => console.log(`\n── ${text}`)

async function runChecks() {
  await inParallel(
    staticChecks.map((check) => async () => {
      const { code, output, seconds } = await check.run()
      heading(check.name)
      if (code !== 0) console.log(output.trimEnd())
      console.log(`${code === 0 ? 'ok' : 'failed'} (${seconds.toFixed(1)} s)`)
      addCounts(total, { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [check.name], skipped: [] })
    }),
    CHECKS_AT_ONCE,
  )
}

/** A server for the tests, or the reason there is none. */
async function providePostgres() {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const found = findPostgres({ install: true })
  if (found.reason !== undefined) return found
  try {
    return await startPostgres(found.folder)
  } catch (error) {
    return { reason: error.message }
  }
}

/** Runs a test runner that writes a JSON report; a runner that fails without a failed test counts as one. */
async function runRunner(title, file, args, report, count, env) {
  heading(title)
  rmSync(report, { force: true })
  const { code } = await runNode(file, args, { show: true, env })
  const counts = count(report)
  if (code !== 0 && counts.failed.length === 0) counts.failed.push(`${title}: ended with exit code ${code}`)
  addCounts(total, counts)
}

async function runVitest() {
  const server = await providePostgres()
  if (server.reason !== undefined) notes.push(`tests on PostgreSQL skipped: ${server.reason}`)
  const env = server.url === undefined ? {} : { TEST_DATABASE_URL: server.url }
  const report = inCache('vitest.json')
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    await runRunner('unit and store tests', tool.vitest, args, report, countVitest, env)
  } finally {
    await server.stop?.()
  }
}

function findChromium() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path))
  if (known !== undefined) return known
  const own = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright')
  return existsSync(own) && readdirSync(own).some((name) => name.startsWith('chromium')) ? 'playwright' : null
}

async function runPlaywright() {
  if (!existsSync(join(root, 'test/e2e'))) return
  if (!existsSync(join(root, 'playwright.config.ts'))) throw new Error('test/e2e without playwright.config.ts')
  const chromium = findChromium()
  const report = inCache('playwright.json')
  if (chromium === null) {
    const reason = 'no Chromium at /usr/bin/chromium, in CHROMIUM_PATH or of Playwright'
    notes.push(`tests in the browser skipped: ${reason}`)
    const { output } = await runNode(tool.playwright, ['test', '--list'])
    const listed = output.split('\n').filter((line) => line.includes(' › '))
    addCounts(total, { passed: 0, failed: [], skipped: listed.map((line) => `${line.trim()}: ${reason}`) })
    return
  }
  const problem = await ensureBuilt()
  if (problem !== null) throw new Error(`the build failed:\n${problem}`)
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(chromium === 'playwright' ? {} : { CHROMIUM_PATH: chromium }) }
  await runRunner(
    'the pages in Chromium',
    tool.playwright,
    ['test', '--reporter=list,json'],
    report,
    countPlaywright,
    env,
  )
}

ensureInstalled()
mkdirSync(inCache(''), { recursive: true })
for (const phase of [runChecks, runVitest, runPlaywright]) {
  try {
    await phase()
  } catch (error) {
    total.failed.push(`${phase.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

heading('result')
for (const skipped of total.skipped.slice(0, SKIPPED_SHOWN_MAX)) console.log(`skipped: ${skipped}`)
if (total.skipped.length > SKIPPED_SHOWN_MAX)
  console.log(`skipped: … and ${total.skipped.length - SKIPPED_SHOWN_MAX} more`)
for (const note of notes) console.log(note)
for (const failed of total.failed) console.log(`failed: ${failed}`)
console.log(`${total.passed} passed, ${total.failed.length} failed, ${total.skipped.length} skipped`)
process.exit(total.failed.length > 0 || total.passed === 0 ? 1 : 0)
