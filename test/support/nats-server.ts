import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** A real nats-server for tests, in a process and a folder of its own. */

const found = spawnSync('nats-server', ['--version'], { encoding: 'utf8' })

/** Why tests that need the server are skipped here, or null. */
export const noNats =
  found.status === 0 ? null : 'skipped: no nats-server on PATH (Debian: apt-get install nats-server)'

const START_MS = 60_000

export interface TestNats {
  /** nats://127.0.0.1:port; the same over `restart` */
  readonly url: string
  readonly port: number
  /** kill -9 */
  kill(): Promise<void>
  /** Starts again on the same port and folder. */
  start(): Promise<void>
  /** SIGSTOP and SIGCONT */
  freeze(): void
  thaw(): void
  /** Kills it and removes its folder. */
  close(): Promise<void>
}

async function answers(port: number): Promise<boolean> {
  const socket = connectSocket(port, '127.0.0.1')
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer]
    return greeting.toString().startsWith('INFO ')
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Starts a server with JetStream on a free port. @param config more of a configuration file (users, permissions) */
export async function startNats(config = ''): Promise<TestNats> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-nats-`)
  const port = await freePort()
  const file = `${folder}/nats.conf`
  await writeFile(
    file,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${folder}/js", max_mem: 256M, max_file: 1G }\n${config}\n`,
  )
  let child: ChildProcess | null = null
  const nats: TestNats = {
    url: `nats://127.0.0.1:${port}`,
    port,
    async kill() {
      if (child === null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      child = null
    },
    async start() {
      child = spawn('nats-server', ['-c', file], { stdio: 'ignore' })
      for (const deadline = performance.now() + START_MS; !(await answers(port)); await pause(20)) {
        if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`)
        if (performance.now() > deadline) throw new Error('nats-server does not answer')
      }
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      await nats.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await nats.start()
  return nats
}
