import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { firstFailure, Layer } from '../simulation/run.ts'
import type { PlantedBug } from './bug.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The simulation as a module of its own, with one text of one file changed. */
interface Simulation {
  readonly firstFailure: typeof firstFailure
}

let made = 0

/** What the simulation says of a planted bug: the number of worlds until one fails, and how; null: none did. */
export async function simulatePlanted(
  { file, find, replace }: PlantedBug,
  layer: Layer,
  worldsMost: number,
): Promise<{ worlds: number; words: string } | null> {
  const folder = `${root}.cache/mutations`
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}/${process.pid}-${(made += 1)}.mjs`
  await build({
    entryPoints: [`${root}test/simulation/run.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'plant',
        setup(building) {
          building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            if (path !== `${root}${file}`) return undefined
            return { contents: readFileSync(path, 'utf8').replace(find, () => replace), loader: 'ts' }
          })
        },
      },
    ],
  })
  try {
    const simulation = (await import(pathToFileURL(outfile).href)) as Simulation
    return await simulation.firstFailure(layer, 0, worldsMost)
  } finally {
    rmSync(outfile, { force: true })
  }
}
