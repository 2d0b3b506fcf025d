import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, unknown>

/** Flat keys → text; i18next's plural endings count as one key, since English has two forms and Chinese one. */
function flatten(value: Record<string, unknown>, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, text] of Object.entries(value)) {
    const path = prefix + key
    if (typeof text === 'string') all.set(path.replace(/_(one|other)$/, ''), text)
    else for (const [inner, words] of flatten(text as Record<string, unknown>, `${path}.`)) all.set(inner, words)
  }
  return all
}
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

/** All words of a page: its own, and those of its parts that are loaded later, each in a folder `locales`. */
const wordsOf = (page: string, language: string): Map<string, string> =>
  new Map(
    readdirSync(new URL(`../${page}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|\/)locales\//.test(path) && path.endsWith(`/${language}.json`))
      .flatMap((path) => [...flatten(read(`../${page}/${path}`))]),
  )
const shared = wordsOf('shared', 'zh')

describe.each(['shared', 'fan', 'door', 'draws'])('PLT-7: words of %s', (page) => {
  const zh = wordsOf(page, 'zh')
  const en = wordsOf(page, 'en')

  test('Chinese and English have the same keys and the same values in them', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
    for (const [key, text] of zh) expect(placeholders(en.get(key) ?? ''), key).toEqual(placeholders(text))
  })

  test('English holds no Chinese left over', () => {
    const left = [...en].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key)
    expect(left.filter((key) => !key.endsWith('zhName'))).toEqual([])
  })

  test('every key that the page names exists', () => {
    const files = readdirSync(new URL(`../${page}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    const missing = files
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const source = readFileSync(new URL(`../${page}/${file}`, import.meta.url), 'utf8')
        return [...source.matchAll(/\bt\('([\w.]+)'/g)].map((match) => match[1] ?? '')
      })
      .filter((key) => !zh.has(key) && !shared.has(key))
    expect(missing).toEqual([])
  })

  test('no two pages fight over a word', () => {
    if (page !== 'shared') expect([...zh.keys()].filter((key) => shared.has(key))).toEqual([])
  })
})
