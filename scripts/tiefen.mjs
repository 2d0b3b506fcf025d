// npm run --silent tiefen -- COMMAND …: the command line of the built program.
import { runProgram } from './lib/program.mjs'

await runProgram(process.argv.slice(2))
