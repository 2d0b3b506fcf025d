import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode, tool } from './run.mjs'

/** What a machine can say about the tree without running it. Each remembers in .cache what it saw, so that a second look is quick. */
export const staticChecks = [
  // the longest first
  {
    name: 'eslint',
    needs: 'eslint.config.js',
    run: () =>
      runNode(tool.eslint, [
        '--max-warnings',
        '0',
        '--cache',
        '--cache-location',
        '.cache/eslint',
        '--cache-strategy',
        'content',
        '.',
      ]),
  },
  {
    name: 'types of the server',
    needs: 'tsconfig.server.json',
    run: () =>
      runNode(tool.tsc, [
        '-p',
        'tsconfig.server.json',
        '--noEmit',
        '--incremental',
        '--tsBuildInfoFile',
        '.cache/server.tsbuildinfo',
      ]),
  },
  {
    name: 'types of the pages',
    needs: 'tsconfig.web.json',
    run: () =>
      runNode(tool.tsc, [
        '-p',
        'tsconfig.web.json',
        '--noEmit',
        '--incremental',
        '--tsBuildInfoFile',
        '.cache/web.tsbuildinfo',
      ]),
  },
  {
    name: 'types of the tests in the browser',
    needs: 'test/e2e/tsconfig.json',
    run: () =>
      runNode(tool.tsc, [
        '-p',
        'test/e2e/tsconfig.json',
        '--noEmit',
        '--incremental',
        '--tsBuildInfoFile',
        '.cache/e2e.tsbuildinfo',
      ]),
  },
  { name: 'tidy', needs: 'scripts/tidy.ts', run: () => runNode(tool.tsx, ['scripts/tidy.ts']) },
  {
    name: 'generated files',
    needs: 'scripts/generate.ts',
    run: () => runNode(tool.tsx, ['scripts/generate.ts', '--check']),
  },
].filter((check) => existsSync(join(root, check.needs)))

/** Runs tasks, at most `width` at a time; results in the order of the tasks. */
export async function inParallel(tasks, width) {
  const results = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < tasks.length; index = next++) results[index] = await tasks[index]()
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
