import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { copyEmptyStore } from './empty-store.ts'
import { startNode } from './process.ts'

export interface TestServer {
  /** http://127.0.0.1:port */
  readonly url: string
  readonly secretKey: string
  /** TIEFEN_DATA: kept over `kill`, so that a second server can be started on it */
  readonly dataFolder: string
  /** what it printed so far */
  readonly lines: readonly string[]
  /** SIGTERM; returns the exit code, and removes a folder of its own making. */
  stop(): Promise<number | null>
  /** kill -9 */
  kill(): Promise<void>
}

/**
 * The built program (`npm run build`) in a process of its own on a free port, without the demo; `env` adds to or replaces its settings.
 * A data folder that is not given is a new one, removed by `stop`.
 */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
  if (!existsSync(main)) throw new Error('npm run build comes first')
  const given = env['TIEFEN_DATA']
  const dataFolder = given ?? (await mkdtemp(`${tmpdir()}/tiefen-server-`))
  if (given === undefined) await copyEmptyStore(dataFolder)
  const secretKey = env['TIEFEN_SECRET_KEY'] ?? 'test-secret-key-of-the-platform'
  const settings = {
    PORT: '0',
    TIEFEN_DEMO: '0',
    TIEFEN_LOG_LEVEL: 'warn',
    ...env,
    TIEFEN_DATA: dataFolder,
    TIEFEN_SECRET_KEY: secretKey,
  }
  const server = startNode(['--enable-source-maps', main, 'serve'], settings)
  const line = await server.line('listening on ')
  return {
    url: line.slice('listening on '.length).trim().replace(/\/$/, ''),
    secretKey,
    dataFolder,
    lines: server.lines,
    async stop() {
      await server.kill('SIGTERM')
      if (given === undefined) await rm(dataFolder, { recursive: true, force: true })
      return server.child.exitCode
    },
    kill: () => server.kill('SIGKILL'),
  }
}
