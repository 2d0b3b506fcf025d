// npm run soak [-- part …] [--minutes N]: what npm test does in small, at length; each part writes its line into docs/operate/reliability-log.md.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/run.mjs'

const MINUTES = '20'
const faults = (part) => (minutes) => [
  'test/faults/soak.ts',
  part,
  '--minutes',
  minutes,
  ...(values.seed === undefined ? [] : ['--seed', values.seed]),
]
const parts = {
  simulate: () => ['test/simulation/soak.ts'],
  kills: faults('kills'),
  mixed: faults('mixed'),
  powercut: faults('powercut'),
  story: faults('story'),
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, seed: { type: 'string' } },
})
const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined || !(Number(values.minutes ?? MINUTES) > 0)) {
  console.error(`usage: npm run soak [-- ${Object.keys(parts).join('|')} …] [--minutes N]`)
  process.exit(2)
}
ensureInstalled()
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const argv = parts[name](values.minutes ?? MINUTES)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...argv], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
