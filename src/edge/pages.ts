import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const UNBUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Tiefen 铁粉</title>
<body style="font:16px/1.6 system-ui;max-width:40rem;margin:10vh auto;padding:0 1rem">
<h1>页面尚未构建 · The pages are not built</h1>
<p>API 已在运行。运行 <code>npm run build</code> 后刷新。</p>
<p>The API is running. Run <code>npm run build</code>, then reload.</p></body></html>`

/** Addresses of each application; what it shows there is decided in the browser. */
const applications = [
  { file: 'console.html', paths: ['/console', '/console/*'] },
  { file: 'fan.html', paths: ['/fan', '/fan/*'] },
  { file: 'draws.html', paths: ['/draws/*'] },
] as const

/** Files whose name changes with their content stay for a year, everything else is asked for again. */
const cacheOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'

/**
 * Serves the built pages (compressed beforehand where .br or .gz lie beside them), or says how to build them.
 * @param timeZone the platform's, which every page knows before its first render
 */
export function servePages(scope: FastifyInstance, webRoot: string, timeZone: string): void {
  if (!existsSync(join(webRoot, 'index.html'))) {
    for (const path of ['/', ...applications.flatMap(({ paths }) => paths)])
      scope.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(UNBUILT))
    return
  }
  scope.register(fastifyStatic, {
    root: webRoot,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => void response.setHeader('cache-control', cacheOf(path)),
  })
  scope.get('/instance.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(`document.documentElement.dataset.timeZone = ${JSON.stringify(timeZone)}\n`),
  )
  for (const { file, paths } of applications)
    for (const path of paths) scope.get(path, (_request, reply) => reply.sendFile(file))
  // a pass-phrase's short address (GRP-5) leads to the fan's joining page
  scope.get<{ Params: { phrase: string } }>('/g/:phrase', ({ params }, reply) =>
    reply.redirect(`/fan/g/${encodeURIComponent(params.phrase)}`, 302),
  )
}
