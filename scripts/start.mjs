// npm start: installs and builds what is missing or stale, then serves.
// package.json says `exec node …`: npm passes signals to its shell, and a shell in between would keep them to itself.
import { runProgram } from './lib/program.mjs'

const PARENT_LOOK_MS = 1_000

// An npm that was killed outright passes nothing on; a server without it would hold port and data folder unseen.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_LOOK_MS)
  look.unref()
}

await runProgram(['serve', ...process.argv.slice(2)])
