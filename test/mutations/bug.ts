/** Worlds of the simulation, or test files on the stores. */
export type Catcher =
  | { readonly kind: 'simulation'; readonly layer: 'core' | 'flow' }
  | { readonly kind: 'vitest'; readonly project: 'unit' | 'db'; readonly file: string }

export interface PlantedBug {
  readonly name: string
  /** rule clause, or invariant of the reliability report */
  readonly clause: string
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly by: Catcher
}

/** Worlds of the pure core. */
export const core: Catcher = { kind: 'simulation', layer: 'core' }
/** Worlds of nodes over a store in memory. */
export const flow: Catcher = { kind: 'simulation', layer: 'flow' }
/** A test file on the stores. */
export const db = (file: string): Catcher => ({ kind: 'vitest', project: 'db', file })

/** A bug; `file` from `src/`. */
export const bug = (
  clause: string,
  name: string,
  file: string,
  find: string,
  replace: string,
  by: Catcher,
): PlantedBug => ({
  clause,
  name,
  file: `src/${file}`,
  find,
  replace,
  by,
})

/** A test file that needs no store. */
export const unit = (file: string): Catcher => ({ kind: 'vitest', project: 'unit', file })
