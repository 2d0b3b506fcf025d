/**
 * npm run mutations [words of a name]: plants every bug of list.ts in a scratch copy of the tree, runs the test that must find it, and fails
 * unless a test failed for each. Bugs of the simulation are planted in process. Run over all, it writes docs/operate/planted-bugs.md.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { PlantedBug } from './bug.ts'
import { plantedBugs } from './list.ts'
import { simulatePlanted } from './planted-simulation.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const copied = [
  'src',
  'test',
  'sim',
  'sdk',
  'demo',
  'rulesets',
  'migrations',
  'scripts',
  'package.json',
  'vitest.config.ts',
]
const WORLDS_MOST = 3_000
const TEST_MINUTES = 15

const REPORT = 'mutations-report.json'
const vitestReport = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
})

/**
 * Runs a test file in the scratch copy and names the first test that failed; null: it passes. Only a failed test finds a bug: a run that did not
 * start, did not come to its end or ran out of time says nothing, and throws.
 */
function failedTest(scratch: string, project: string, file: string): string | null {
  const report = join(scratch, REPORT)
  rmSync(report, { force: true })
  const vitest = ['npx', 'vitest', 'run', '--project', project, '--reporter=json', `--outputFile=${report}`, file]
  const { status, stderr } = spawnSync(process.execPath, ['scripts/with-postgres.mjs', ...vitest], {
    cwd: scratch,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: TEST_MINUTES * 60_000,
  })
  if (status === 0) return null
  const failed = status === 1 && existsSync(report) ? failuresOf(readFileSync(report, 'utf8')) : []
  const [first] = failed
  if (first === undefined) throw new Error(`${file} ended with ${status}, no test failed: ${stderr.slice(-2_000)}`)
  return first
}

/** Tests that failed by what they saw; one that only took too long saw nothing. */
const failuresOf = (report: string): string[] =>
  vitestReport
    .parse(JSON.parse(report))
    .testResults.flatMap((file) => file.assertionResults)
    .filter(({ status, failureMessages }) => status === 'failed' && !failureMessages.every(isLate))
    .map(({ fullName }) => fullName.trim())

const isLate = (message: string): boolean => /(Test|Hook) timed out in \d+ms/.test(message)

const sound = new Set<string>()
/** A test that fails by itself finds nothing. */
function expectSound(scratch: string, project: string, file: string): void {
  if (sound.has(file)) return
  const failed = failedTest(scratch, project, file)
  if (failed !== null) throw new Error(`${file} fails without any planted bug: ${failed}`)
  sound.add(file)
}

/** What found it, in words; null: nobody. */
async function hunt(bug: PlantedBug, scratch: string): Promise<string | null> {
  if (bug.by.kind === 'simulation') {
    const found = await simulatePlanted(bug, bug.by.layer, WORLDS_MOST)
    return found === null ? null : `simulation of the ${bug.by.layer}, world ${found.worlds}`
  }
  expectSound(scratch, bug.by.project, bug.by.file)
  const path = join(scratch, bug.file)
  const good = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    good.replace(bug.find, () => bug.replace),
  )
  try {
    const failed = failedTest(scratch, bug.by.project, bug.by.file)
    return failed === null ? null : `\`${bug.by.file}\`: ${failed.replaceAll('|', '¦')}`
  } finally {
    writeFileSync(path, good)
  }
}

/** A run that says nothing found nothing. */
const noVerdict = (error: unknown): null => (console.error(String(error)), null)

function writeTable(rows: readonly { bug: PlantedBug; found: string | null; seconds: number }[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim()
  const lines = rows.map(
    ({ bug, found, seconds }) =>
      `| ${bug.clause} | ${bug.name} | \`${bug.file}\` | ${found ?? '**not found**'} | ${seconds.toFixed(1)} |`,
  )
  writeFileSync(
    join(root, 'docs/operate/planted-bugs.md'),
    `# Planted bugs\n\nWritten by \`npm run mutations\` on commit ${commit}: ${rows.length} bugs planted one at a time, and the test that found each. The simulation’s run in every \`npm test\`.\n\n| clause | the bug | planted in | found by | seconds |\n| --- | --- | --- | --- | ---: |\n${lines.join('\n')}\n`,
  )
}

const words = process.argv.slice(2)
const wanted = plantedBugs.filter((bug) =>
  words.every((word) => `${bug.clause} ${bug.name} ${bug.by.kind}`.includes(word)),
)
const scratch = mkdtempSync(join(tmpdir(), 'tiefen-mutations-'))
const rows: { bug: PlantedBug; found: string | null; seconds: number }[] = []
try {
  for (const name of copied) cpSync(join(root, name), join(scratch, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  for (const bug of wanted) {
    const started = performance.now()
    const found = await hunt(bug, scratch).catch(noVerdict)
    rows.push({ bug, found, seconds: (performance.now() - started) / 1_000 })
    console.log(
      `${found === null ? '✗ not found' : '✓'} ${bug.clause} ${bug.name}${found === null ? '' : `: ${found}`}`,
    )
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (words.length === 0) writeTable(rows)
const survivors = rows.filter(({ found }) => found === null).length
console.log(`${rows.length - survivors} of ${rows.length} planted bugs found`)
process.exit(survivors === 0 && rows.length > 0 ? 0 : 1)
