import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { migrationsFolder, parseMigration, readMigrations } from './migrate.ts'

const header = '-- why: because\n-- breaking: no\n-- locks: none\n'

test('a migration says why, whether it breaks, and what it locks', () => {
  expect(parseMigration('0012_add_colour.sql', `${header}select 1`)).toMatchObject({
    number: 12,
    name: '0012_add_colour',
    breaking: false,
  })
  for (const [name, text, problem] of [
    ['12_add_colour.sql', header, /NNNN_verb_noun/],
    ['0012_colour.sql', header, /NNNN_verb_noun/],
    ["0012_add_col'our.sql", header, /NNNN_verb_noun/],
    ['0012_add_colour.sql', '-- why: x\n-- breaking: no\n', /locks/],
    ['0012_add_colour.sql', '-- breaking: no\n-- locks: x\n', /why/],
    ['0012_add_colour.sql', '-- why: x\n-- breaking: maybe\n-- locks: x\n', /yes or no/],
  ] as const) {
    expect(() => parseMigration(name, text)).toThrow(problem)
  }
})

test('numbers may leave gaps and never repeat', async () => {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-migrations-`)
  try {
    await writeFile(`${folder}/0001_add_one.sql`, header)
    await writeFile(`${folder}/0003_add_three.sql`, header)
    expect((await readMigrations(folder)).map((migration) => migration.number)).toEqual([1, 3])
    await writeFile(`${folder}/0003_add_four.sql`, header)
    await expect(readMigrations(folder)).rejects.toThrow(/taken/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the shipped migrations are in order', async () => {
  expect((await readMigrations(migrationsFolder())).length).toBeGreaterThan(0)
})
