import { expect, test } from 'vitest'
import { compareCatalogs, type CatalogObject } from './catalog.ts'
import { judgeDisk } from './doctor.ts'
import { EXAMPLES_MOST, finding, found, isUnwell } from './finding.ts'
import { reportJson, reportText } from './report.ts'
import { judgeMigrations } from './schema.ts'
import { judgeServer, type ServerPicture } from './settings.ts'
import { findingWords } from './words.ts'

const NOW = Date.UTC(2026, 5, 1)

const fit: ServerPicture = {
  version: 150_020,
  encoding: 'UTF8',
  fsync: 'on',
  pageWrites: 'on',
  commit: 'on',
  checksums: 'on',
  isolation: 'read committed',
  readOnly: false,
  role: 'origin',
  autovacuum: 'on',
  hiding: [],
  sessions: 97,
  now: NOW,
}

const codesOf = (picture: ServerPicture, kind: 'postgres' | 'pglite' = 'postgres'): string[] =>
  judgeServer(kind, picture, NOW, 16).map(({ code }) => code)

test('doctor: a server as it should be has nothing to tell', () => {
  expect(codesOf(fit)).toEqual([])
  expect(codesOf({ ...fit, commit: 'local', version: 180_006, sessions: 16, now: NOW + 10_000 })).toEqual([])
})

test.each([
  ['version_old', { version: 149_999 }],
  ['encoding_wrong', { encoding: 'SQL_ASCII' }],
  ['fsync_off', { fsync: 'off' }],
  ['page_writes_off', { pageWrites: 'off' }],
  ['commit_async', { commit: 'off' }],
  ['damage_hidden', { hiding: ['zero_damaged_pages'] }],
  ['checksums_off', { checksums: 'off' }],
  ['isolation_other', { isolation: 'serializable' }],
  ['read_only', { readOnly: true }],
  ['triggers_off', { role: 'replica' }],
  ['autovacuum_off', { autovacuum: 'off' }],
  ['connections_few', { sessions: 15 }],
  ['clock_apart', { now: NOW - 10_001 }],
] as const)('doctor: each setting that breaks a promise is told by itself: %s', (code, defect) => {
  expect(codesOf({ ...fit, ...defect })).toEqual([code])
})

test('doctor: the embedded store needs no autovacuum workers and has one session', () => {
  expect(codesOf({ ...fit, autovacuum: 'off', sessions: 1 }, 'pglite')).toEqual([])
})

const migration = (number: number, sha256 = 'a', breaking = false) => ({
  number,
  name: `000${number}_make_thing`,
  sha256,
  breaking,
})

test('doctor: migrations that wait, were edited, or are of a newer version', () => {
  const shipped = [migration(1), migration(2)]
  const codes = (run: readonly ReturnType<typeof migration>[]) => judgeMigrations(run, shipped).map(({ code }) => code)
  expect(codes(shipped)).toEqual([])
  expect(codes([migration(1)])).toEqual(['migration_waiting'])
  expect(codes([migration(1), migration(2, 'b')])).toEqual(['migration_changed'])
  expect(codes([...shipped, migration(3)])).toEqual(['migration_newer'])
  expect(codes([...shipped, migration(3, 'a', true)])).toEqual(['migration_newer_breaking'])
})

const object = (kind: CatalogObject['kind'], table: string, name: string, definition = 'x'): CatalogObject => ({
  kind,
  table,
  name,
  definition,
})

test('doctor: of a table that is gone or foreign only the table is told', () => {
  const wanted = [object('table', 'fan', ''), object('column', 'fan', 'seq'), object('index', 'fan', 'fan_seq')]
  const foreign = [object('table', 'notes', ''), object('column', 'notes', 'text')]
  expect(compareCatalogs(foreign, wanted)).toEqual({
    missing: ['table fan: x'],
    changed: [],
    extra: [],
    own: ['table notes: x'],
  })
})

test('doctor: what can change or refuse writes is told apart from what only costs', () => {
  const wanted = [object('table', 'fan', '')]
  const there = [
    ...wanted,
    object('index', 'fan', 'mine', 'CREATE INDEX mine'),
    object('index', 'fan', 'one', 'CREATE UNIQUE INDEX one'),
    object('trigger', 'fan', 'spy'),
    object('column', 'fan', 'note'),
  ]
  const { extra, own } = compareCatalogs(there, wanted)
  expect(own).toEqual(['index fan.mine: CREATE INDEX mine'])
  expect(extra).toHaveLength(3)
})

test('doctor: room on the disk, on both sides of the bound', () => {
  const room = (free: number) => ({ path: '/data', free })
  expect(judgeDisk(room(1_000_000_000), 1)).toEqual([])
  expect(judgeDisk(room(999_999_999), 1).map(({ code }) => code)).toEqual(['disk_low'])
  expect(judgeDisk(room(5_000_000_000), 50_000_000_000)).toEqual([])
  expect(judgeDisk(room(4_999_999_999), 50_000_000_000).map(({ code }) => code)).toEqual(['disk_low'])
  expect(judgeDisk(null, 1).map(({ code }) => code)).toEqual(['disk_unknown'])
})

test('doctor: notes leave a store healthy, anything else does not', () => {
  expect(isUnwell([])).toBe(false)
  expect(isUnwell([finding('checksums_off'), finding('schema_own')])).toBe(false)
  expect(isUnwell([finding('checksums_off'), finding('outbox_unswept')])).toBe(true)
  expect(isUnwell([finding('fsync_off')])).toBe(true)
})

test('doctor: the report tells the worst first, in both languages, with what to do and how many more there are', () => {
  const milliseconds = { schema: 0, sums: 0, work: 0, settings: 0, media: 5, disk: 1_240 }
  const findings = [
    finding('checksums_off'),
    ...found('due_overdue', ['one']),
    ...found(
      'ledger_seq',
      Array.from({ length: 9 }, (_, n) => `line ${n}`),
    ),
  ]
  const text = reportText({ store: 'postgres', findings, milliseconds })
  expect([...text.matchAll(/^[✗!·]/gm)].map(([mark]) => mark)).toEqual(['✗', '!', '·'])
  expect(text).toContain('流水编号不连续 · Entries are missing: the numbers of the ledger have holes (9)\n    line 0\n')
  expect(text).toContain(`    … ${9 - EXAMPLES_MOST} more\n  → `)
  expect(text).toContain('disk 1.2 s')
  const json = JSON.parse(reportJson({ store: 'postgres', findings, milliseconds }))
  expect(json).toMatchObject({ healthy: false, store: 'postgres' })
  expect(json.findings[2]).toMatchObject({ code: 'ledger_seq', area: 'sums', level: 'broken', count: 9 })
})

test('doctor: every finding says what to do, in both languages', () => {
  for (const [code, { zh, en, todo }] of Object.entries(findingWords)) {
    expect(`${zh}${todo.zh}`, code).toMatch(/[\u4e00-\u9fff]/)
    expect(en, code).toMatch(/^[A-Za-z]/)
    expect(todo.en.length, code).toBeGreaterThan(5)
  }
})
