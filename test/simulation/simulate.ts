/**
 * npm run simulate -- --seed N: one seed again, exactly as it was, with the fewest steps that fail as well.
 * npm run simulate -- --from N --count M: many. --layer core|flow: only one of them.
 */
import { parseArgs } from 'node:util'
import { explain, layers, runSeeds, summary, type Layer } from './run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000' },
    layer: { type: 'string' },
  },
})
const chosen = (Object.keys(layers) as Layer[]).filter((layer) => values.layer === undefined || values.layer === layer)
let failed = chosen.length === 0
for (const layer of chosen) {
  if (values.seed !== undefined) {
    const words = await explain(values.seed, layer)
    console.log(words ?? `seed ${values.seed}: the ${layer} holds`)
    failed ||= words !== null
    continue
  }
  const started = process.cpuUsage()
  const report = await runSeeds(layer, Number(values.from), Number(values.count), (done) =>
    console.log(`${layer}: ${done}`),
  )
  const { user, system } = process.cpuUsage(started)
  const each = ((user + system) / 1_000 / report.seeds).toFixed(2)
  console.log(`${summary(layer, report)}; ${each} ms of processor a seed`)
  if (report.failure !== null) console.log(report.failure)
  failed ||= report.failure !== null
}
process.exit(failed ? 1 : 0)
