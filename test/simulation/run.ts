import { runCore, type RunReport } from './core.ts'
import { runFlow } from './flow.ts'
import { noMishaps, type Mishaps } from './memory-store.ts'
import { worldOf, type Op, type World } from './world.ts'

/** Seeds in a row through every layer, with what a failing one needs to be understood: its number, its step, fewer steps that fail as well. */

export const layers = {
  core: (world: World): Promise<RunReport> => Promise.resolve(runCore(world)),
  flow: runFlow,
} as const
export type Layer = keyof typeof layers

export interface SeedsReport {
  readonly seeds: number
  readonly events: number
  readonly virtualDays: number
  readonly mishaps: Mishaps
  /** in words; null: none failed */
  readonly failure: string | null
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
/** Two failures are the same if they say the same of other numbers. */
const kindOf = (error: unknown): string => nameOf(error).replaceAll(/\d+/g, '#')

/** Leaves out halves, quarters, … of the steps as long as the rest fails in the same way. */
export async function shrink(world: World, layer: Layer, kind: string): Promise<readonly Op[]> {
  let ops = world.ops
  for (let size = Math.ceil(ops.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < ops.length;) {
      const fewer = [...ops.slice(0, from), ...ops.slice(from + size)]
      const { failure } = await layers[layer]({ ...world, ops: fewer })
      if (failure !== null && kindOf(failure.error) === kind) ops = fewer
      else from += size
    }
  return ops
}

const told = (op: Op): string =>
  `${new Date(op.at).toISOString()} ${op.kind === 'send' ? op.events.map((event) => JSON.stringify(event)).join('\n    ') : JSON.stringify(op)}`

/** Runs one seed and says in words what failed, with as few steps as fail in the same way. */
export async function explain(seed: string, layer: Layer): Promise<string | null> {
  const world = worldOf(seed)
  const { failure } = await layers[layer](world)
  if (failure === null) return null
  const ops = await shrink(world, layer, kindOf(failure.error))
  const last = (await layers[layer]({ ...world, ops })).failure
  const error = last?.error ?? failure.error
  return [
    `seed ${seed} fails in the ${layer} at step ${failure.op} of ${world.ops.length}: ${nameOf(failure.error)}`,
    `replay: npm run simulate -- --seed ${seed} --layer ${layer}`,
    `${ops.length} steps are enough:`,
    ...ops.slice(-40).map((op) => `  ${told(op)}`),
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ].join('\n')
}

/** The first world that fails, without a search for its fewest steps; null: none does. */
export async function firstFailure(
  layer: Layer,
  from: number,
  most: number,
): Promise<{ worlds: number; words: string } | null> {
  for (let index = 0; index < most; index += 1) {
    const { failure } = await layers[layer](worldOf(String(from + index)))
    if (failure !== null) return { worlds: index + 1, words: nameOf(failure.error) }
  }
  return null
}

/** A report in a line. */
export const summary = (layer: string, { seeds, events, virtualDays, mishaps }: SeedsReport): string =>
  `simulation of the ${layer}: ${seeds} seeds, ${events} events, ${virtualDays} virtual days` +
  (mishaps.commits === 0
    ? ''
    : `, ${mishaps.commits} commits, ${mishaps.conflicts} conflicts, ${mishaps.deadlocks} deadlocks, ${mishaps.lost} connections lost, ${mishaps.unknown} commits unknown, ${mishaps.crashes} nodes killed, ${mishaps.freezes} frozen`)

/** Runs `count` seeds from `from` on; stops at the first that fails. */
export async function runSeeds(
  layer: Layer,
  from: number,
  count: number,
  progress: (done: number) => void = () => undefined,
): Promise<SeedsReport> {
  let [events, virtualMs] = [0, 0]
  const mishaps = noMishaps()
  for (let index = 0; index < count; index += 1) {
    const seed = String(from + index)
    const report = await layers[layer](worldOf(seed))
    events += report.events
    virtualMs += report.virtualMs
    for (const name of Object.keys(mishaps) as (keyof Mishaps)[]) mishaps[name] += report.mishaps?.[name] ?? 0
    const virtualDays = Math.round(virtualMs / 86_400_000)
    if (report.failure !== null)
      return { seeds: index + 1, events, virtualDays, mishaps, failure: await explain(seed, layer) }
    if (index % 1_000 === 999) progress(index + 1)
  }
  return { seeds: count, events, virtualDays: Math.round(virtualMs / 86_400_000), mishaps, failure: null }
}
