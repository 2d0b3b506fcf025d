// npm start: installs and builds what is missing or stale, then serves.
import { runProgram } from './lib/program.mjs'

await runProgram(['serve', ...process.argv.slice(2)])
