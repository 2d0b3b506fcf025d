import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * Starts a thread of ours. In the bundle its file stands beside the main file; from source the thread loads TypeScript through a loader of its own.
 * @param name of the file, without its ending, in this folder
 */
export function startThread(name: string, data: object): Worker {
  const options = { workerData: data, name }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url), options)
  const file = new URL(`./${name}.ts`, import.meta.url).href
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  // On Node 20 `--import tsx` has no effect inside a thread, so the thread registers the loader itself.
  const boot = `import { register } from ${JSON.stringify(new URL('./dist/esm/api/index.mjs', tsx).href)}
register()
await import(${JSON.stringify(file)})`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), { ...options, execArgv: [] })
}
