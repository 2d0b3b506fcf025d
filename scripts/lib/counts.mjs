import { existsSync, readFileSync } from 'node:fs'

/** A tally of tests: how many passed and failed, and each skipped one by name with the reason. */
export const noCounts = () => ({ passed: 0, failed: 0, skipped: [] })

export function addCounts(total, part) {
  total.passed += part.passed
  total.failed += part.failed
  total.skipped.push(...part.skipped)
}

/** vitest --reporter=json */
export function countVitest(file) {
  const counts = noCounts()
  if (!existsSync(file)) return counts
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const { assertionResults, status, name } of report.testResults) {
    // A file that does not even load has no tests in it.
    if (assertionResults.length === 0 && status === 'failed') counts.failed += 1
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') counts.failed += 1
      else counts.skipped.push(`${name.split('/').at(-1)}: ${test.fullName}`)
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
        else counts.failed += 1
      }
    }
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  for (const suite of report.suites) visit(suite, suite.title)
  // A configuration that does not load, a server that does not start.
  if (report.errors.length > 0 && counts.failed === 0) counts.failed += report.errors.length
  return counts
}
