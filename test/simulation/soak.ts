/**
 * npm run soak -- simulate [seeds]: a million seeds, or as many as are asked for, over two processes; one line goes into
 * docs/operate/reliability-log.md. It ends at the first seed that fails.
 */
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { noMishaps, type Mishaps } from './memory-store.ts'
import { layers, runSeeds, summary, type Layer, type SeedsReport } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const log = `${root}docs/operate/reliability-log.md`
const self = fileURLToPath(import.meta.url)
/** The layers' shares of the seeds, near those of npm test: a world of the flow costs two of the core. */
const parts: Readonly<Record<Layer, number>> = { core: 0.9, flow: 0.1 }

/** Runs a share of the seeds in this process and tells the parent. */
async function work(layer: Layer, from: number, count: number): Promise<void> {
  const report = await runSeeds(layer, from, count, (done) => {
    if (done % 10_000 === 0) console.error(`${layer}: seeds ${from} to ${from + done} hold`)
  })
  console.log(JSON.stringify(report))
}

const runShare = (layer: Layer, from: number, count: number): Promise<SeedsReport> =>
  new Promise((resolve, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', self, 'work', layer, String(from), String(count)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (part: Buffer) => (output += part.toString()))
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '') as SeedsReport)
        : fail(new Error(`a share ended with ${code}`)),
    )
  })

function sum(reports: readonly SeedsReport[]): SeedsReport {
  const mishaps = noMishaps()
  for (const report of reports)
    for (const name of Object.keys(mishaps) as (keyof Mishaps)[]) mishaps[name] += report.mishaps[name]
  const of = (name: 'seeds' | 'events' | 'virtualDays') => reports.reduce((all, report) => all + report[name], 0)
  const failure = reports.find((report) => report.failure !== null)?.failure ?? null
  return { seeds: of('seeds'), events: of('events'), virtualDays: of('virtualDays'), mishaps, failure }
}

async function soak(seeds: number): Promise<void> {
  const started = Date.now()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim()
  const shares = cpus().length
  // seeds of the tests begin at 0 and 1 000 000; a soak begins where nobody looked yet, and ends before the next one begins
  const begins = Math.floor(started / 1_000)
  let failed = false
  const lines: string[] = []
  for (const layer of Object.keys(layers) as Layer[]) {
    const each = Math.ceil((seeds * parts[layer]) / shares)
    const reports = Array.from({ length: shares }, (_, index) => runShare(layer, begins * 1_000 + index * each, each))
    const report = sum(await Promise.all(reports))
    failed ||= report.failure !== null
    lines.push(`${summary(layer, report)}: ${report.failure === null ? 'all hold' : 'FAILED'}`)
    console.log(lines.at(-1))
    if (report.failure !== null) console.log(report.failure)
  }
  const minutes = Math.round((Date.now() - started) / 60_000)
  if (!existsSync(log)) writeFileSync(log, '# Reliability log\n\nWhat `npm run soak` ran, when, on which commit.\n\n')
  const day = new Date(started).toISOString().slice(0, 10)
  appendFileSync(log, lines.map((line) => `- ${day} ${commit} (${minutes} min): ${line}\n`).join(''))
  process.exitCode = failed ? 1 : 0
}

const [what = '', layer = '', from = '', count = ''] = process.argv.slice(2)
if (what === 'work') await work(layer as Layer, Number(from), Number(count))
else await soak(Number(what === '' ? 1_000_000 : what))
