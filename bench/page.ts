import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** docs/performance.md has a section for each part of the benchmark; a part writes its own and leaves the others. */

// scripts/bench.mjs starts the benchmark in the repository's root
const page = resolve('docs/performance.md')
const images = resolve('docs/images')
const HEAD = '# Performance\n'
const begin = (name: string): string => `<!-- npm run bench: ${name} -->`
const end = (name: string): string => `<!-- end of ${name} -->`

/** In this order on the page. */
const sections = ['speed', 'scale', 'club', 'rush', 'groups', 'reach'] as const
export type Section = (typeof sections)[number]

/** Replaces a section of the page's text, or puts it where it belongs. */
export function withSection(text: string, name: Section, body: string): string {
  const found = new Map<Section, string>()
  for (const section of sections) {
    const [from, to] = [text.indexOf(begin(section)), text.indexOf(end(section))]
    if (from >= 0 && to > from) found.set(section, text.slice(from + begin(section).length, to).trim())
  }
  found.set(name, body.trim())
  const parts = sections.flatMap((section) => {
    const part = found.get(section)
    return part === undefined ? [] : [`${begin(section)}\n\n${part}\n\n${end(section)}\n`]
  })
  return [HEAD, ...parts].join('\n')
}

/** Writes a section and its pictures. @param pictures SVG text by file name */
export async function writeSection(
  name: Section,
  body: string,
  pictures: Readonly<Record<string, string>> = {},
): Promise<void> {
  const text = await readFile(page, 'utf8').catch(() => '')
  await writeFile(page, withSection(text, name, body))
  await mkdir(images, { recursive: true })
  for (const [file, picture] of Object.entries(pictures)) await writeFile(join(images, file), picture)
}

/** 12345.6 → '12 346'. */
export const figure = (value: number, places = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }).replaceAll(',', ' ')

/** A Markdown table in prettier's form; all columns but the first stand to the right. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, index) => Math.max(4, cell.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
