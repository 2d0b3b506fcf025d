#!/usr/bin/env node
import { verifyCommand } from './command.ts'

/** `tiefen-verify-draw`: the check alone, for people who run no server. Bundled into one file that needs nothing else. */
process.exitCode = await verifyCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
