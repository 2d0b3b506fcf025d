import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** A tally of tests: how many passed, each failed one by name with what it said, each skipped one by name with the reason. */
export const noCounts = () => ({ passed: 0, failed: [], skipped: [] })

export function addCounts(total, part) {
  total.passed += part.passed
  total.failed.push(...part.failed)
  total.skipped.push(...part.skipped)
}

const MESSAGE_LINES = 8

/** The beginning of what a failed test said; its whole is above, where it ran. */
const beginning = (message = '') =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/node_modules|node:internal|new Promise/.test(line))
    .slice(0, MESSAGE_LINES)
    .join('\n  ')

/** vitest --reporter=json */
export function countVitest(file) {
  const counts = noCounts()
  if (!existsSync(file)) return counts
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const { assertionResults, status, name, message } of report.testResults) {
    const short = name.split('/').at(-1)
    // A file that does not even load has no tests in it.
    if (assertionResults.length === 0 && status === 'failed') counts.failed.push(`${short}: ${beginning(message)}`)
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed')
        counts.failed.push(`${short}: ${test.fullName}\n  ${beginning(test.failureMessages[0])}`)
      else counts.skipped.push(`${short}: ${test.fullName}`)
    }
  }
  return counts
}

/** playwright --reporter=json; a test that passed only when tried again counts as failed: it hides a race. */
export function countPlaywright(file) {
  const counts = noCounts()
  if (!existsSync(file)) return counts
  const visit = (suite, path) => {
    for (const child of suite.suites ?? []) visit(child, `${path} ${child.title}`)
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') counts.passed += 1
        else if (test.status === 'skipped')
          counts.skipped.push(
            `${path} ${spec.title}: ${test.annotations.map((note) => note.description ?? note.type).join(', ')}`,
          )
        else counts.failed.push(`${path} ${spec.title}\n  ${beginning(test.results.at(-1)?.error?.message)}`)
      }
    }
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const suite of report.suites) visit(suite, suite.title)
  // A configuration that does not load, a server that does not start.
  if (counts.failed.length === 0) counts.failed.push(...report.errors.map(({ message }) => beginning(message)))
  return counts
}
