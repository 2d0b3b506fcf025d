import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface TestProcess {
  readonly child: ChildProcess
  /** Every line of standard output so far. */
  readonly lines: readonly string[]
  /** The first line that begins so, from the past or to come; rejects when the process ends without it. */
  line(beginning: string): Promise<string>
  /** Resolves when it has said all it will say. */
  readonly ended: Promise<void>
  /** Ends it with a signal and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** Starts a Node program in a process of its own; its standard error goes through. */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): TestProcess {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  const gone = once(child, 'exit')
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    for (const look of waiting) look()
  })
  const ended = once(reader, 'close').then(() => undefined)
  return {
    child,
    lines,
    ended,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => line.startsWith(beginning))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void ended.then(() => reject(new Error(`ended without a line "${beginning}…": ${lines.slice(-3).join(' | ')}`)))
      }),
    async kill(signal = 'SIGKILL') {
      child.kill(signal)
      await gone
    },
  }
}

/** The same for a TypeScript file of this repository. */
export function startScript(
  file: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): TestProcess {
  return startNode(['--import', 'tsx', fileURLToPath(file), ...args], env)
}
