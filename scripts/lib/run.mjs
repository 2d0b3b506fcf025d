import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Says something to the person at the terminal: on standard error, since standard output belongs to what commands print. */
export const say = (line) => process.stderr.write(`tiefen: ${line}\n`)

/** The entry file of a tool in node_modules, run with this very Node: no shell, no PATH, no npm in between. */
export const tool = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  eslint: join(root, 'node_modules/eslint/bin/eslint.js'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
  playwright: join(root, 'node_modules/@playwright/test/cli.js'),
  tsx: join(root, 'node_modules/tsx/dist/cli.mjs'),
}

/** npm's warnings about the machine's settings are not ours to repeat. */
const quietNpm = (line) => !line.startsWith('npm warn')

/** How long what a program said may still be on its way after its end. */
const PIPES_HELD_MS = 5_000

/**
 * Runs a Node program in the repository. With `show`, its output goes through as it comes; else it is kept.
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export function runNode(file, args, { show = false, env = {} } = {}) {
  const begun = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (show) process.stdout.write(text)
      })
    }
    const end = (code, extra = '') =>
      resolve({ code, output: output + extra, seconds: (performance.now() - begun) / 1000 })
    child.once('error', (error) => end(127, error.message))
    const ended = (code, signal) => end(code ?? 1, signal === null ? '' : `\nended by ${signal}`)
    child.once('close', ended)
    child.once('exit', (code, signal) => {
      // a process that a failed test left behind holds our pipes: it is not waited for
      const late = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        ended(code, signal)
      }, PIPES_HELD_MS)
      child.once('close', () => clearTimeout(late))
    })
  })
}

/** Runs npm with its output on standard error; returns its exit code. */
export function runNpm(args) {
  const viaNode = process.env.npm_execpath?.endsWith('.js')
  const command = viaNode ? process.execPath : 'npm'
  const result = spawnSync(command, [...(viaNode ? [process.env.npm_execpath] : []), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: !viaNode && process.platform === 'win32',
  })
  const lines = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`
    .split('\n')
    .filter((line) => line !== '' && quietNpm(line))
  if (result.status !== 0) process.stderr.write(`${lines.join('\n')}\n`)
  return result.status ?? 1
}
