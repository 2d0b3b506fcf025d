// npm run check: types, lint, tidy and unit tests, side by side; what a commit must pass. Under a minute.
import { cpus } from 'node:os'
import { inParallel, staticChecks } from './lib/checks.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { runNode, tool } from './lib/run.mjs'

ensureInstalled()
const unit = { name: 'unit tests', run: () => runNode(tool.vitest, ['run', '--project', 'unit', '--reporter', 'dot']) }
const results = await inParallel(
  [...staticChecks, unit].map((check) => async () => {
    const result = await check.run()
    console.log(`${result.code === 0 ? '✓' : '✗'} ${check.name} (${result.seconds.toFixed(1)} s)`)
    if (result.code !== 0) console.log(result.output.trimEnd())
    return result.code === 0
  }),
  Math.max(2, cpus().length),
)
const failed = results.filter((passed) => !passed).length
console.log(failed === 0 ? 'all good' : `${failed} of ${results.length} failed`)
process.exit(failed === 0 ? 0 : 1)
